"""All that depends on a language."""
