"""What the chapter `weights` is made of."""
