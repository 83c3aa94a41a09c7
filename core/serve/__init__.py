"""The embedded runtime: production's layout in small, in one command (docs/decisions/0020-embedded-supervisor.md)."""
