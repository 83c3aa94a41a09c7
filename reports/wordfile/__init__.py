"""Word files that come back: opened with suspicion, read line by line, compared with what was sent. Pure."""
