"""Expressions as Typst and LaTeX."""
