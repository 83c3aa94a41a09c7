"""The words of a change, to show one by one."""

from collections.abc import Iterator

from django import template

from reports.models import RedlineChange
from reports.wordfile.lines import Piece

register = template.Library()


@register.filter
def pieces(change: RedlineChange) -> Iterator[Piece]:
    """The stretches of a line that have words."""
    return (Piece(kind, text, author, when) for kind, text, author, when in change.pieces if text)
