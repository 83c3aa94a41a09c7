"""Viewsets of the organisers' side."""
