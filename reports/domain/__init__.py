"""Drafting, reading and refreshing of reports."""
