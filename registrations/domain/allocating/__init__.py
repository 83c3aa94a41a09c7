"""Dividing workshop places with the pure allocation: read an event, run, compare, fix by hand, publish."""
