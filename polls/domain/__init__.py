"""What the room does: joining, voting, opening and closing rounds, results."""
