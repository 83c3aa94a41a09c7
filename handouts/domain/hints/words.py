"""The hints in plain words: what, and what to do."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def words_of(hints: Iterable[Any]) -> list[str]:
    """One or two sentences per hint; a code that is not known (any more) is left out."""
    return [_WORDS[code](number) for code, number in hints if code in _WORDS]


def _slides_title(n: int) -> str:
    return ngettext(
        "%(n)s slide has no title. With a title people know where they are when the slides are read aloud.",
        "%(n)s slides have no title. With a title people know where they are when the slides are read aloud.",
        n,
    ) % {"n": n}


def _slides_pictures(n: int) -> str:
    return ngettext(
        "%(n)s picture has no description. Say in a sentence what it shows (“alternative text”).",
        "%(n)s pictures have no description. Say in a sentence what each shows (“alternative text”).",
        n,
    ) % {"n": n}


def _slides_notes(n: int) -> str:
    return ngettext(
        "%(n)s slide has speaker's notes. Who gets the file can read them.",
        "%(n)s slides have speaker's notes. Who gets the file can read them.",
        n,
    ) % {"n": n}


def _slides_hidden(n: int) -> str:
    return ngettext(
        "%(n)s slide is hidden. Who gets the file can see it.",
        "%(n)s slides are hidden. Who gets the file can see them.",
        n,
    ) % {"n": n}


_WORDS: dict[str, Callable[[int], str]] = {
    "pdf-scanned": lambda n: _(
        "The pages are pictures, without text. They cannot be read aloud or searched. Do you have the file they were "
        "made of? Send that one."
    ),
    "pdf-tags": lambda n: _(
        "The PDF has no structure for reading aids. Save it anew from your program with “accessible PDF” or “tagged "
        "PDF” switched on, or send the presentation itself too."
    ),
    "pdf-language": lambda n: _("The PDF does not say in which language it is. Programs that read aloud need that."),
    "pdf-title": lambda n: _("The PDF has no title in its properties. Then people hear the name of the file."),
    "pdf-protected": lambda n: _("The PDF is protected. Reading aids may not get at the text."),
    "picture": lambda n: _("A picture cannot be read aloud. Say under “What is in it” what it shows."),
    "slides-title": _slides_title,
    "slides-pictures": _slides_pictures,
    "slides-notes": _slides_notes,
    "slides-hidden": _slides_hidden,
    "text-headings": lambda n: _("The text has no headings. With the styles for headings people find their way."),
    "text-pictures": _slides_pictures,
    "remarks": lambda n: _("There are remarks in the margin. Who gets the file can read them."),
    "changes": lambda n: _("Tracked changes are in it. Who gets the file can see what was changed."),
}
