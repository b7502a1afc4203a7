"""How things move: Manim animations."""
