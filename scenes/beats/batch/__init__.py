"""What the chapter `batch` is made of."""
