"""The parts of a draft: each takes the facts and how it is asked for, and gives blocks. No database here."""
