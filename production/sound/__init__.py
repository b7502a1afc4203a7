"""Samples, loudness, tracks, packets."""
