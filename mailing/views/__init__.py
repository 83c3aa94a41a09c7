"""Organisers' pages of the mailing app."""
