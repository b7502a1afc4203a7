"""Animations of Manim that several chapters play."""
