"""Whatever a reporter types in any field of any block stands in every format as it was typed."""

import html as markup

import pytest
from lxml import html

from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.exporters import export
from tests.factories import OptionFactory, PollFactory, QuestionFactory
from tests.reports.every_block import block, every_block, report_with
from tests.reports.meeting import freeze, make_event
from tests.reports.test_export_hostile import HOSTILE, squeezed, words_of

pytestmark = pytest.mark.django_db
CELL = str.maketrans({";": ",", "\t": " "})  # these two part the cells of pasted rows


def body_with(strings):
    """Every block, with the next string in each of its fields; a number tells the fields apart."""
    used = []

    def say(_words):
        text = f"q{len(used)}z {strings[len(used) % len(strings)].translate(CELL)}"
        used.append(text)
        return text

    def rich(words):
        return f"<p>{markup.escape(say(words))}</p>"

    event, further = results_and_table(say)
    return event, [*every_block(say, rich), *further], used


def results_and_table(say):
    """The blocks that cite frozen results, every word of those hostile too, and a typed table."""
    event = make_event()
    question = QuestionFactory(poll=PollFactory(event=event), text=say("Vraag"), options=0)
    for place in range(2):
        OptionFactory(question=question, text=say("Antwoord"), sort_order=place)
    rounds = [
        freeze(question, counts, number=number, groups=[(say("Groep"), "mensen", 42, [30, 10])])
        for number, counts in enumerate(([30, 12], [20, 22]), 1)
    ]
    first, second = (str(result.pk) for result in rounds)
    table = {"columns": [{"type": "text", "heading": say("Kolom")}], "rows": [{"values": [say("Cel")]}], "caption": ""}
    return event, [
        block("poll_figure", {"result": first, "caption": say("Peiling"), "show_breakdown": True}),
        block("breakdown_figure", {"result": second, "caption": say("Uitsplitsing")}),
        block("shift_figure", {"before": first, "after": second, "caption": say("Verschuiving")}),
        block("table", {"caption": say("Tabel"), "table": table}),
    ]


@pytest.mark.parametrize("file_format", list(ExportFormat))
@pytest.mark.parametrize("turn", range(6))
def test_every_field_of_every_block_comes_out_literally(file_format, turn, tmp_path):
    event, body, used = body_with(HOSTILE[turn * 40 : turn * 40 + 40])
    assert len(used) > 60
    document = page_to_document(report_with(body, event=event, has_chapters=True))
    found = words_of(export(document, file_format).content, file_format, tmp_path)
    if file_format is ExportFormat.MARKDOWN:
        tree = html.fromstring(f"<div>{found}</div>")
        assert not tree.xpath("//script | //img | //iframe | //details")
        found = tree.text_content()
    found = squeezed(found)
    for text in used:
        wanted = squeezed(text)
        if file_format is ExportFormat.PDF:
            found, wanted = _as_printed(found), _as_printed(wanted)
        assert wanted in found, text


def _as_printed(text):
    for old, new in (("\u200e", ""), ("\u200f", ""), ("\u0301", ""), ("ﬁ", "fi"), ("é", "e")):
        text = text.replace(old, new)
    return text


def test_control_a_field_that_is_lost_would_be_caught():
    event, body, used = body_with(HOSTILE[:40])
    body = [part for part in body if part["type"] != "excerpt"]
    document = page_to_document(report_with(body, event=event))
    found = squeezed(export(document, ExportFormat.HTML).content.decode())
    assert [text for text in used if squeezed(markup.escape(text)) not in found]
