"""What the registrations app does. Nothing else writes registrations and places."""
