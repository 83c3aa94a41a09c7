"""A text as it can be shown: one line, without characters that cannot be seen."""

import unicodedata

_JOINER = "\u200d"  # holds emoji together


def one_line(text: str) -> str:
    """A text as one line without characters that cannot be seen (they could turn a screen around)."""
    visible = (letter for letter in text if letter.isspace() or letter == _JOINER or is_visible(letter))
    return " ".join(unicodedata.normalize("NFC", "".join(visible)).split())


def is_visible(letter: str) -> bool:
    """Whether a letter can be seen."""
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
