"""The templates that an organisation keeps, and the choice of one for a meeting."""
