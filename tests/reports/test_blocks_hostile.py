"""Whatever a reporter types in any field of any block stands in every format as it was typed."""

import html as markup

import pytest
from lxml import html
from wagtail.blocks import CharBlock, ListBlock, RawHTMLBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.blocks import TextBlock as TypedBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from reports.blocks import NOT_TEXT, ReportBodyBlock
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.exporters import export
from tests.factories import OptionFactory, PollFactory, QuestionFactory
from tests.reports.every_block import block, every_block, report_with
from tests.reports.meeting import freeze, make_event
from tests.reports.test_export_hostile import HOSTILE, STARTS, alternatives_in, squeezed, words_of

pytestmark = pytest.mark.django_db
CELL = str.maketrans({";": ",", "\t": " ", "\n": " "})  # these part the cells and the lines of pasted rows


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
    table = {"columns": [{"type": "text", "heading": say("Kolom")}], "rows": [{"values": [say("Cel")]}]}
    table["caption"] = say("Eigen bijschrift van de tabel")
    image = Image.objects.create(title="Beeld", file=get_test_image_file())
    picture = {
        "image": image.pk,
        "alt_text": say("Wat erop staat"),
        "caption": say("Bijschrift"),
        "credit": say("Maker"),
    }
    return event, [
        block("image", picture),
        block("poll_figure", {"result": first, "caption": say("Peiling"), "show_breakdown": True}),
        block("breakdown_figure", {"result": second, "caption": say("Uitsplitsing")}),
        block("shift_figure", {"before": first, "after": second, "caption": say("Verschuiving")}),
        block("table", {"caption": say("Tabel"), "table": table}),
    ]


@pytest.mark.parametrize("file_format", list(ExportFormat))
@pytest.mark.parametrize("turn", range(len(STARTS)))
def test_every_field_of_every_block_comes_out_literally(file_format, turn, tmp_path):
    event, body, used = body_with(HOSTILE[turn * 40 : turn * 40 + 40])
    title, introduction = (
        f"{name} {HOSTILE[turn * 40 + number]}" for number, name in enumerate(("Titel", "Inleiding"))
    )
    assert len(used) > 60
    page = report_with(body, event=event, has_chapters=True, title=title, introduction=introduction)
    used += [title, introduction]
    content = export(page_to_document(page), file_format).content
    found = words_of(content, file_format, tmp_path)
    if file_format is ExportFormat.MARKDOWN:
        tree = html.fromstring(f"<div>{found}</div>")
        assert not tree.xpath("//script | //img | //iframe | //details")
        found = tree.text_content()
    found = squeezed(found + " ".join(alternatives_in(content, file_format)))
    for text in used:
        wanted = squeezed(text)
        if file_format is ExportFormat.PDF:
            found, wanted = _as_printed(found), _as_printed(wanted)
        assert wanted in found, text


# What is not typed by a person, or is not shown: keys, choices, and names that only references read.
NOT_SHOWN = {*NOT_TEXT, "knowledge.items.address"}


def text_fields(block, path=""):
    """The path of every field of a block in which somebody types words: a new field is found by itself."""
    if isinstance(block, StreamBlock | StructBlock):
        for name, inner in block.child_blocks.items():
            yield from text_fields(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(block, ListBlock):
        yield from text_fields(block.child_block, path)
    elif isinstance(block, TypedTableBlock):
        yield from (f"{path}.heading", f"{path}.cell", f"{path}.caption")
    elif isinstance(block, CharBlock | TypedBlock | RichTextBlock | RawHTMLBlock):
        yield path


def said_in(stored, hostile, path=""):
    """The paths of a stored block in which one of these strings stands."""
    if isinstance(stored, dict):
        if set(stored) >= {"columns", "rows", "caption"}:  # a typed table
            stored = {
                "heading": [column["heading"] for column in stored["columns"]],
                "cell": [value for row in stored["rows"] for value in row["values"]],
                "caption": stored["caption"],
            }
        for name, inner in stored.items():
            yield from said_in(inner, hostile, f"{path}.{name}")
    elif isinstance(stored, list):
        for inner in stored:
            is_item = isinstance(inner, dict) and inner.get("type") == "item"
            yield from said_in(inner["value"] if is_item else inner, hostile, path)
    elif isinstance(stored, str) and any(text in markup.unescape(stored) for text in hostile):
        yield path


def test_every_field_that_somebody_can_fill_in_is_tried():
    """Whoever adds a field to a block, or a block, and forgets it in the sample above, is told here."""
    _event, body, used = body_with(HOSTILE[:40])
    tried = {path for part in body for path in said_in(part["value"], used, part["type"])}
    wanted = {path for path in text_fields(ReportBodyBlock()) if not {path, path.split(".")[-1]} & NOT_SHOWN}
    assert len(wanted) > 50
    assert sorted(wanted - tried) == []


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
