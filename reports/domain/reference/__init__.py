"""Reference documents of organisations: taken in, kept, used."""
