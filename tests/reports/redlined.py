"""A draft that went out as a Word file, and files that come back with changes."""

from reports.domain.redline.deciding import decide
from reports.domain.redline.receiving import receive_file
from reports.domain.redline.showing import comparison_of
from reports.enums import Hindrance, RedlineState
from reports.models import RedlineFile, ReportPage, SignOffRound
from tests.reports.every_block import report_with
from tests.reports.redlining import (
    draft_of,
    edited,
    with_parts,
)

ONE, TWO, THREE = "De eerste alinea staat hier.", "Een tweede alinea volgt daarop.", "En een derde sluit het af."
SAID = "Niemand vroeg mij ooit wie de bankpas had."
TEXT_ID, QUOTE_ID = "9d6b0e6e-0000-4000-8000-00000000000a", "9d6b0e6e-0000-4000-8000-00000000000b"


def child(kind: str, block_id: str, **value) -> dict:
    return {"type": kind, "id": block_id, "value": value}


def report() -> ReportPage:
    body = [
        child("chapter", "c1", text="Waar het over ging", level="1"),
        child(
            "text",
            TEXT_ID,
            text=f'<p data-block-key="a1">{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>Een <b>vet</b> woord.</p>',
        ),
        child("quote", QUOTE_ID, text=SAID, attribution="Robin", language=""),
    ]
    return report_with(body, introduction="Hierover ging de dag.")


def received(sign_off: SignOffRound, *changes, parts=None, reader=None) -> RedlineFile:
    data = edited(draft_of(sign_off), *changes)
    if parts:
        data = with_parts(data, parts)
    return receive_file(reader or sign_off.readers.first(), data, name="concept.docx", actor=None)


def newest(sign_off: SignOffRound) -> ReportPage:
    return ReportPage.objects.get(pk=sign_off.page_id)


def text_now(sign_off: SignOffRound) -> str:
    blocks = newest(sign_off).get_latest_revision_as_object().body.raw_data
    return next(block["value"]["text"] for block in blocks if block["id"] == TEXT_ID)


def take(file: RedlineFile, state=RedlineState.TAKEN, *, only=None) -> int:
    comparison = comparison_of(file, ReportPage.objects.get(pk=file.sent_in.page_id))
    choices = {one.change.pk: state for one in comparison.changes if only is None or one.change.sort == only}
    return decide(file, choices, seen=comparison.seen, actor=None)


def hindrances(file: RedlineFile) -> list[Hindrance | None]:
    return [one.hindrance for one in comparison_of(file, ReportPage.objects.get(pk=file.sent_in.page_id)).changes]


def rewritten(page: ReportPage, old: str, new: str) -> list[dict]:
    return [
        {**one, "value": {**one["value"], "text": one["value"]["text"].replace(old, new)}} for one in page.body.raw_data
    ]
