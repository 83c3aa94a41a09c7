"""Logs never hold a key to somebody's page."""

import logging
import re

# core.tokens.make_token: a subject, a dot, and 22 characters of base64url (128 bits).
TOKEN = re.compile(r"(?<=[/=\"' ])[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{22}(?![A-Za-z0-9_.-])")


def without_tokens(text: str) -> str:
    """The text with every signed token replaced by ``[token]``."""
    return TOKEN.sub("[token]", text)


class TokenFreeFormatter(logging.Formatter):
    """Formats a record, traceback included, and takes the tokens out."""

    def format(self, record: logging.LogRecord) -> str:
        """The formatted line without tokens."""
        return without_tokens(super().format(record))
