"""Which film is asked for, where and with what it is made, and the keys of what is kept."""
