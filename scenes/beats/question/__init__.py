"""What the chapter `question` is made of."""
