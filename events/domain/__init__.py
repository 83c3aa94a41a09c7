"""What the events app computes and writes."""
