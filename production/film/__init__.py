"""Everything becomes one file."""
