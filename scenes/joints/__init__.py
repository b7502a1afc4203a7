"""How chapters are joined: the last picture of each, with which the next one begins."""
