"""Forms of the mailing app, one module per subject."""
