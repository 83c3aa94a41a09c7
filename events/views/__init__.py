"""Public views of the events app."""
