"""The organisers' side of polls, in the admin."""
