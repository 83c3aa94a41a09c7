"""Sentences of the Dutch catalogues stand apart: two that were joined are two translations that ran together."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRANSLATION = re.compile(r'^msgstr(?:\[\d\])? ((?:".*"\n)+)', re.MULTILINE)
JOINED = re.compile(r"[a-z]{2}[.!?][A-ZÀ-Þ]")


def joined_in(catalogue: str) -> list[str]:
    """The translations in which a sentence starts without a space before it."""
    texts = ("".join(re.findall(r'"(.*)"', match[1])) for match in TRANSLATION.finditer(catalogue))
    return [text for text in texts if JOINED.search(text)]


def test_no_translation_has_two_sentences_joined():
    catalogues = sorted(ROOT.glob("*/locale/nl/LC_MESSAGES/django.po"))
    assert catalogues
    assert {path.parts[-5]: found for path in catalogues if (found := joined_in(path.read_text("utf-8")))} == {}


def test_joined_sentences_are_found_over_two_lines_as_control():
    assert joined_in('msgid "a"\nmsgstr ""\n"Publiceer "\n"het.Vraag de organisator."\n\n') != []
    assert joined_in('msgid "a"\nmsgstr[0] "Publiceer het. Vraag de organisator."\n') == []
