"""The film's voice: what is said in each beat, as sound."""
