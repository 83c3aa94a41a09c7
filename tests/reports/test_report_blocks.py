"""Every block that a reporter can write: on the page, in the editor's checks and in the document."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import document as d
from reports.blocks import ReportBodyBlock, body_block_for
from reports.blocks.base import number_of
from reports.domain.drafting import draft_report
from reports.domain.provenance import fingerprint_of
from reports.domain.reading import Reading
from reports.domain.to_document import page_to_document
from reports.models import results_of
from tests.factories import EventPageFactory
from tests.reports.every_block import block, every_block, items, report_with
from tests.reports.meeting import make_meeting

pytestmark = pytest.mark.django_db


def document_of(body, **kwargs):
    return page_to_document(report_with(body, **kwargs))


def cleaned(kind, value):
    child = ReportBodyBlock().child_blocks[kind]
    return child.clean(child.to_python(value))


def test_every_block_of_the_editor_is_in_the_sample_and_says_something():
    from_results = {"poll_figure", "breakdown_figure", "shift_figure", "image", "table"}  # have tests of their own
    body = every_block()
    assert {part["type"] for part in body} == set(ReportBodyBlock().child_blocks) - from_results
    reading = Reading(report_with(body), "")
    assert {piece.type for piece in reading.report.pieces} == {part["type"] for part in body}


def test_page_shows_every_block(client):
    page = report_with(every_block(), has_chapters=True)
    html = client.get(page.url).content.decode().replace("\u00a0", " ")
    for words in ("1 Waar gaat dit over", "1.1 Aanleiding", "Bijlage A: Respons", "Aanbeveling 1, aan gemeenten"):
        assert words in html
    for words in ("Opgepakt (1 februari 2024)", "Verder lezen", "Geen opbrengsten genoteerd", "75,5 %", "Tekenaar"):
        assert words in html
    assert "Gereageerd: 1 van 2." in html


def test_notes_and_references_on_the_page_lead_there_and_back(client):
    body = [
        block("text", {"text": "<p>Zie [zie: waarde][noot: <b>eerste</b> noot] en [zie: bijlage].</p>"}),
        *[part for part in every_block() if part["type"] == "number_figure"],
        block("text", {"text": "<p>Later[noot: tweede noot].</p>"}),
        block("appendix", {"text": "Vragen"}, "bijlage"),
    ]
    html = client.get(report_with(body).url).content.decode()
    key = re.search(r'<a href="#(b[0-9a-f]{12})">figuur 1</a>', html)[1]
    assert f'id="{key}"' in html
    assert ">bijlage A</a>" in html
    for number in (1, 2):
        assert f'href="#noot-{number}" id="bij-noot-{number}"' in html
        assert f'<li id="noot-{number}">' in html
    assert "<strong>eerste</strong> noot" in html


def test_unknown_name_is_told_in_the_preview_only(client, rf):
    page = report_with([block("text", {"text": "<p>Zie [zie: nergens].</p>"})])
    assert Reading(page, "").report.unknown_names == ("nergens",)
    assert "leiden nergens naartoe" not in client.get(page.url).content.decode()
    preview = page.make_preview_request(rf.get("/"), page.default_preview_mode)
    assert "leiden nergens naartoe" in preview.content.decode()


def test_summary_of_the_report_stands_before_the_chapters_the_others_stay_in_place():
    reading = Reading(report_with(every_block()), "")
    assert d.plain_text(reading.summary.blocks[0].blocks[0].content) == "Eerst dit"
    assert [piece.type for piece in reading.pieces].count("summary") == 1


def test_only_numbered_reports_number_their_chapters():
    body = [*every_block(), block("chapter", {"text": "Na de bijlage", "level": "1"})]
    numbers = [part.number for part in document_of(body, has_chapters=True).blocks if isinstance(part, d.Heading)]
    assert numbers == ["1", "1.1", "1.2", "1.3", "", "", ""]


def test_report_without_chapters_has_no_numbers_and_no_list_of_figures():
    document = document_of(every_block())
    assert {part.number for part in document.blocks if isinstance(part, d.Heading)} == {""}
    assert not document.list_of_figures


def test_excerpt_numbers_the_words_that_its_remarks_are_about():
    box = next(
        part for part in document_of(every_block()).blocks if getattr(part, "title", "") == "Fragment met opmerkingen"
    )
    quote, remarks = box.blocks
    assert d.plain_text(quote.content) == "Iedereen is gelijk [1] in de opvang."
    assert d.plain_text(remarks.items[0].content) == "“gelijk”: Wie is iedereen?"


def test_recommendations_number_themselves():
    one = next(part for part in every_block() if part["type"] == "recommendation")
    titles = [part.title for part in document_of([one, {**one, "id": "2" * 8}]).blocks]
    assert titles == ["Aanbeveling 1, aan gemeenten", "Aanbeveling 2, aan gemeenten"]


def test_knowledge_leaves_out_what_the_public_cannot_see():
    meeting = make_meeting()
    hidden = draft_report(meeting.event, actor=None)
    lines = [{"title": "", "page": page.pk, "address": "", "why": ""} for page in (meeting.event, hidden)]
    lines.append({"title": "Kwaad", "page": None, "address": "javascript:alert(1)", "why": ""})
    body = [block("knowledge", {"heading": "Verder", "items": items(lines)})]
    (box,) = document_of(body, event=EventPageFactory(title="Andere bijeenkomst")).blocks
    assert [d.plain_text(item.content) for item in box.blocks[0].items] == [meeting.event.title]


def test_breakdown_and_shift_draw_results_of_their_own_event():
    meeting = make_meeting()
    results = list(results_of(meeting.event.pk))
    body = [block("breakdown_figure", {"result": str(result.pk), "caption": ""}) for result in results] + [
        block("shift_figure", {"before": str(results[0].pk), "after": str(results[0].pk), "caption": "Verschuiving"})
    ]
    page = report_with(body, event=meeting.event)
    figures = [part for part in page_to_document(page).blocks if isinstance(part, d.Figure)]
    assert figures
    assert figures[-1].caption == "Verschuiving"
    assert any("achtergrond" in figure.caption for figure in figures)
    drawn = len(figures)
    assert len(Reading(page, "").report.missing) == len(body) - drawn


def test_shift_of_two_different_questions_is_left_out_and_told():
    meeting = make_meeting()
    first, second = list(results_of(meeting.event.pk))[:2]
    body = [block("shift_figure", {"before": str(first.pk), "after": str(second.pk), "caption": ""})]
    reading = Reading(report_with(body, event=meeting.event), "")
    assert len(reading.report.missing) == 1


def test_editor_offers_results_in_all_three_figures():
    offered = body_block_for([("7", "Stelling")])
    for kind, fields in (
        ("poll_figure", ["result"]),
        ("breakdown_figure", ["result"]),
        ("shift_figure", ["before", "after"]),
    ):
        for field in fields:
            choices = dict(offered.child_blocks[kind].child_blocks[field].field.choices)
            assert choices["7"] == "Stelling"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("herstel", "Regel 1 heeft 1"),
        ("herstel;90\nstabiel;veel", "Regel 2"),
        ("herstel;101", "meer dan 100"),
        ("a;b;c;d", "heeft 4"),
        ("\n".join(f"rij {number};1" for number in range(401)), "Hooguit 400"),
    ],
)
def test_wrong_rows_are_told_at_the_field(rows, message):
    value = {"caption": "x", "n": 20, "unit": "share", "rows": rows, "origin": "x", "name": ""}
    with pytest.raises(ValidationError) as caught:
        cleaned("number_figure", value)
    assert message in str(caught.value.block_errors["rows"].messages)


def test_rows_from_a_spreadsheet_and_typed_rows_are_the_same():
    value = {"caption": "x", "n": 1200, "unit": "count", "origin": "x", "name": ""}
    for rows in ("Gemeente\t1.000\n\nPolitie\t12,5\n", "Gemeente; 1.000\nPolitie; 12,5"):
        cleaned("number_figure", {**value, "rows": rows})
        (figure,) = document_of([block("number_figure", {**value, "rows": rows})], event=EventPageFactory()).blocks
        assert [row[1].replace("\u00a0", " ") for row in figure.data.rows] == ["1.000 (83 %)", "12,5"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("12,5", 12.5), ("1.234", 1234), ("55 %", 55), ("3.5", 3.5), ("", None), ("-1", None), ("1e9", None)],
)
def test_numbers_are_read_as_people_type_them(text, number):
    assert number_of(text) == number


def test_name_and_language_do_not_make_a_generated_block_edited():
    value = {"text": "Een citaat", "attribution": "iemand"}
    assert fingerprint_of("quote", value) == fingerprint_of("quote", {**value, "language": "en", "name": "x"})
    assert fingerprint_of("quote", value) != fingerprint_of("quote", {**value, "attribution": "ander"})


def test_page_asks_the_database_as_often_for_many_blocks():
    many = [{**part, "id": f"{place:08d}-0000-0000-0000-000000000000"} for place, part in enumerate(every_block() * 5)]
    page = report_with(every_block())
    with CaptureQueriesContext(connection) as once:
        Reading(page, "")
    page.body = ReportBodyBlock().to_python(many)
    with CaptureQueriesContext(connection) as often:
        Reading(page, "")
    assert len(often) <= len(once)
