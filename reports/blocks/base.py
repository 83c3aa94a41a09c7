"""What blocks of a verslag have in common: where they came from, a name to refer to, rows pasted from a spreadsheet."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

TEXT_FEATURES = ["h4", "bold", "italic", "ol", "ul", "link", "document-link"]
PROVENANCE = ("generated_from", "source", "fingerprint")
NOT_TEXT = (*PROVENANCE, "name", "language")  # what does not count when a block is compared with what was generated
MOST_ROWS = 400


class ReadOnlyBlock(blocks.CharBlock):
    """A line that the system fills; shown, not typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"required": False, **kwargs})
        self.field.widget = forms.TextInput(
            attrs={"readonly": True, "class": "report-provenance", "placeholder": " ", "tabindex": "-1"}
        )


class GeneratedBlock(blocks.StructBlock):
    """A block that drafting may have made."""

    generated_from = ReadOnlyBlock(label=_("Generated from"))
    source = ReadOnlyBlock(label=_("Source key"))
    fingerprint = ReadOnlyBlock(label=_("Fingerprint of the generated text"))

    def get_form_layout(self) -> BlockGroup:
        """What is written first, then where it came from; keys and fingerprints under the settings."""
        content = [name for name in self.child_blocks if name not in (*PROVENANCE, "name")]
        named = ["name"] if "name" in self.child_blocks else []
        return BlockGroup([*content, *named, "generated_from"], settings=["source", "fingerprint"])


def reference_name() -> blocks.CharBlock:
    """The name by which the text refers to a block."""
    return blocks.CharBlock(
        label=_("Name to refer to"),
        required=False,
        max_length=60,
        help_text=_("Write [see: name] in the text; readers see “figure 3” there, whatever its number becomes."),
    )


class RowsBlock(blocks.TextBlock):
    """Rows typed or pasted from a spreadsheet: one per line, cells separated by tabs or semicolons."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"rows": 8, "max_length": 40_000, **kwargs})


def rows_of(text: str) -> list[list[str]]:
    """The cells of every line that is not empty; tabs win over semicolons."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [[cell.strip() for cell in line.split("\t" if "\t" in line else ";")] for line in lines]


def check_rows(text: str, *, least: int, most: int) -> list[list[str]]:
    """The rows, when every one of them has the right number of cells; raises ValidationError naming the first line."""
    rows = rows_of(text)
    if len(rows) > MOST_ROWS:
        raise ValidationError(gettext("At most %(most)s rows.") % {"most": MOST_ROWS})
    for number, row in enumerate(rows, 1):
        if not least <= len(row) <= most:
            message = gettext("Line %(number)s has %(cells)s cells; it needs %(least)s to %(most)s.")
            raise ValidationError(message % {"number": number, "cells": len(row), "least": least, "most": most})
    return rows


def number_of(text: str) -> float | None:
    """A number as people type it: 12, 12,5, 1.234, 55 %; None when it is none."""
    plain = text.replace("%", "").replace("\u00a0", "").replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif plain.count(".") and all(len(part) == 3 for part in plain.split(".")[1:]):
        plain = plain.replace(".", "")
    digits = plain.replace(".", "", 1)
    return float(plain) if digits.isascii() and digits.isdigit() and len(digits) < 13 else None


def names_of(values: Sequence[Any]) -> list[str]:
    """The names that blocks were given to be referred to, in order."""
    return [name for name in (str(value.get("name") or "").strip() for value in values) if name]
