"""What the mailing app does: queueing, composing, delivering."""
