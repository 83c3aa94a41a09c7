"""Views of the organisers' side."""
