"""Exact values of formulas: the forward pass and difference quotients."""
