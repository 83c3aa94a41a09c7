"""Bringing a verslag up to date with facts that changed after it was drafted."""
