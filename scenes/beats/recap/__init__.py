"""What the chapter `recap` is made of."""
