"""What the chapter `graph` is made of."""
