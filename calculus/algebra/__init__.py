"""Formulas as objects; knows no layer."""
