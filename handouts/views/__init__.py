"""Pages for speakers, visitors and people with a place."""
