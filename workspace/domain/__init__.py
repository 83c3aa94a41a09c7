"""What the workspace does across all apps."""
