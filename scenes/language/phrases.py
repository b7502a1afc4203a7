"""The phrases of the script that depend on a number, in each language: two inputs, these three."""

from __future__ import annotations
