"""The parts of "my place", by subject; ``parts`` is their registry."""
