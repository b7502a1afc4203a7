"""What is wrong with a lesson or a picture."""
