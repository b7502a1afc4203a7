"""The storyboard: nine chapters in order."""

from __future__ import annotations

CLASSES = {
    "question": "TheQuestion",
    "graph": "ComputationalGraph",
    "network": "NetworkModel",
    "forward": "ForwardProduct",
    "inputs": "GradientOfInputs",
    "weights": "GradientOfWeights",
    "example": "WithNumbers",
    "batch": "ManySamples",
    "recap": "WhatToRemember",
}

CHAPTERS: tuple[str, ...] = tuple(CLASSES)
"""The chapters' names in order; each is a file of this package."""
