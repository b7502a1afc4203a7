"""What is wrong with the picture at the end of a beat, and with its words."""
