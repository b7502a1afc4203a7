"""Formulas, words and code as mobjects, every atom addressable."""
