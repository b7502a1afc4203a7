"""Running chapters, and when their beats happen."""
