"""Which units show a chapter, and rendering the missing ones."""
