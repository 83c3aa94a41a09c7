"""What happens on the day itself: a workshop is cancelled, merged or moved, and that is undone."""
