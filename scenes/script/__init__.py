"""Titles and captions for any lesson, and how long they take to read."""
