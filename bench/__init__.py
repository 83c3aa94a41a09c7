"""Measurements of the live room, printed side by side with the figures of the design. Not tests: nothing fails here."""
