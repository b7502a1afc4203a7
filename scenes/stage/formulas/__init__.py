"""Typeset things, every atom addressable."""
