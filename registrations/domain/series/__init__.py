"""A masterclass: groups, dates to catch up, homework, cases and certificates."""
