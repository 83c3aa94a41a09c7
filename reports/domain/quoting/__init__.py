"""Quotes in a report: who said it, whether they agree, and what happens when they do not."""
