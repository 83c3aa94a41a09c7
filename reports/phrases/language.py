"""The two languages that sentences are made in."""

from typing import Literal

Language = Literal["nl", "en"]


def pick(language: Language, nl: str, en: str) -> str:
    """The text in the language asked for."""
    return nl if language == "nl" else en
