"""What may happen to sheets, cards and notes."""
