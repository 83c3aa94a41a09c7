"""What can be done with hand-outs."""
