"""What the chapter `example` is made of."""
