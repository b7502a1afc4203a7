"""What a viewer reads: lines, cues, files."""
