"""What the chapter `forward` is made of."""
