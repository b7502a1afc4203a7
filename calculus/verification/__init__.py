"""Is every line true?"""
