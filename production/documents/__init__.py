"""Text files: formulas, a lesson to start from."""
