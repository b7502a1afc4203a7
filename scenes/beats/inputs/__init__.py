"""What the chapter `inputs` is made of."""
