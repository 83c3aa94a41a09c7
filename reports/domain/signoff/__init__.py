"""The sign-off round of a report: asking, reading, answering, reminding, forgetting."""
