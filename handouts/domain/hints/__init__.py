"""What would make a file easier to read for who cannot see it well: hints, never refusals.

A hint is a code and how many times it holds; ``words`` says it. Looking takes a bounded time and never fails: a
file that cannot be read gives no hints.
"""

from handouts.domain.hints.looking import hints_for
from handouts.domain.hints.words import words_of

__all__ = ["hints_for", "words_of"]
