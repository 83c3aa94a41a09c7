"""Reading a list of people into an event: which column is what, what each row means, and writing it."""
