"""What is asked for, and the keys of what is kept."""
