"""The draft as a Word file: sent with a stamp, read when it comes back, compared, decided about."""
