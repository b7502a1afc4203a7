"""What the beats of each chapter are made of: a room a chapter, used by that chapter alone."""
