"""Pictures: last frames, contact sheets, strips of frames."""
