"""What the chapter `network` is made of."""
