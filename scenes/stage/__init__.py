"""The kit that chapters are made of: looks, time, room."""
