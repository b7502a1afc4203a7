"""Whole equations, as the stage shows them."""
