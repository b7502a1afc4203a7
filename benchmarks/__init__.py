"""How fast the film is rendered, measured; run by hand, never by the tests."""
