"""What the core app does."""
