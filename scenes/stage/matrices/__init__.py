"""Matrices, statements, blocks and tables."""
