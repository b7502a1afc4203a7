"""FFmpeg: formats, qualities, encoding, joining packets; knows no chapter."""
