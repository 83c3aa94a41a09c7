"""A page with every block that a reporter can write, all words coming from one function; for tests of all formats."""

import json
import uuid

from reports.domain.quoting.asking import need_nobody
from reports.domain.quoting.listing import quotes_of
from reports.models import ReportPage
from tests.reports.meeting import make_event


def block(kind, value, name=""):
    return {"type": kind, "value": {**value, **({"name": name} if name else {})}, "id": str(uuid.uuid4())}


def items(values):
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


def every_block(say=lambda words: words, rich=lambda words: f"<p>{words}</p>"):
    """The stored blocks; `say` makes every plain text, `rich` every formatted one."""
    return [
        block("summary", {"text": rich("Eerst dit")}),
        block("chapter", {"text": say("Waar gaat dit over"), "level": "1"}, "begin"),
        block("text", {"text": rich("Lopende tekst")}),
        block("chapter", {"text": say("Aanleiding"), "level": "2"}),
        block("summary", {"text": rich("Paragraaf kort")}),
        block("text_box", {"title": say("Kader"), "text": rich("In het kader")}),
        block("quote", {"text": say("Een citaat"), "attribution": say("Iemand"), "language": ""}),
        block("pull_quote", {"text": say("Een streamer"), "attribution": say("Iemand anders")}),
        block("definition", {"term": say("Begrip"), "text": rich("Betekenis")}),
        block(
            "excerpt",
            {
                "text": say("Iedereen is gelijk in de opvang."),
                "origin": say("Regiovisie"),
                "remarks": items([{"words": say("gelijk"), "remark": say("Wie is iedereen?")}]),
            },
        ),
        block(
            "number_figure",
            {
                "caption": say("Toegevoegde waarde"),
                "n": 20,
                "unit": "share",
                "rows": f"{say('herstel')}\t90\t{say('regio')}\n{say('stabiel')}\t75,5\t{say('gemeente')}",
                "multiple": True,
                "origin": say("Enquête"),
                "note": say("Let op"),
            },
            "waarde",
        ),
        block(
            "attendance_figure",
            {"caption": say("Wie er waren"), "rows": items([{"label": say("Gemeente"), "count": 40}])},
        ),
        block("outcomes", {"heading": say("Voorbeelden"), "text": rich("Wat er was")}),
        block(
            "outcome_list",
            {
                "heading": say("Per workshop"),
                "arranged_by": "workshop",
                "groups": items(
                    [{"label": say("Workshop 1"), "lines": say("Een opbrengst")}, {"label": say("W2"), "lines": ""}]
                ),
            },
        ),
        block(
            "agreements",
            {
                "caption": say("Afspraken"),
                "rows": items(
                    [{"what": say("Doen"), "who": say("Wij"), "when": say("Nu"), "on_behalf_of": say("OCW")}]
                ),
            },
        ),
        block(
            "recommendation",
            {
                "addressee": say("gemeenten"),
                "title": say("Maak een plan"),
                "text": rich("Want dat helpt"),
                "status": "taken_up",
                "status_on": "2024-02-01",
                "status_note": say("Er ligt een plan"),
            },
        ),
        block(
            "knowledge",
            {
                "heading": say("Verder lezen"),
                "items": items(
                    [{"title": say("Handreiking"), "page": None, "address": "https://voorbeeld.nl/", "why": say("Hoe")}]
                ),
            },
        ),
        block("appendix", {"text": say("Respons")}),
        block(
            "responses",
            {
                "caption": say("Respons per regio"),
                "rows": f"{say('Drenthe')}\t{say('Emmen')}\tja\t{say('Visie')}\n{say('Flevoland')}\tAlmere\tnee\t",
                "origin": say("Onderzoek"),
            },
            "respons",
        ),
        block(
            "colophon",
            {
                "authors": say("Wij"),
                "illustrator": say("Tekenaar"),
                "commissioner": say("Ministerie"),
                "method": say("Zo"),
                "sources": say("Daar"),
            },
        ),
    ]


def report_with(body, *, event=None, title="Verslag", **kwargs):
    """A published report page with these stored blocks; nobody had to be asked about its quotes."""
    parent = event or make_event()
    page = ReportPage(title=title, slug="verslag", live=False, body=json.dumps(body), **kwargs)
    parent.add_child(instance=page)
    page.save_revision()
    for quote in quotes_of(page):
        need_nobody(page, quote.block_id, reason="test", actor=None)
    page.get_latest_revision().publish()
    return ReportPage.objects.get(pk=page.pk)
