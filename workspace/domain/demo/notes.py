"""What the scribes of the demo captured."""

from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from core.models import Organisation, Sector
from events.models import EventPage
from workshops.domain.cards import CardModel, Owner, create_card, save_note
from workshops.domain.sheets import hand_in
from workshops.models import ActionItem, CapturePrompt, CaptureSheet, Outcome, Quote
from workspace.demo import meeting_2015
from workspace.demo.workshops_2015 import WORKSHOPS


def capture_2015(event: EventPage, organisations: dict[str, Organisation], sectors: dict[str, Sector]) -> None:
    """What was said on 5 March 2015, sheet by sheet."""
    sheets = list(event.capture_sheets.select_related("workshop", "programme_item", "template").order_by("pk"))
    by_title = {sheet.title: sheet for sheet in sheets}
    talk = by_title[meeting_2015.TALK]
    add_outcomes(talk, meeting_2015.TALK_OUTCOMES)
    feedback = by_title[meeting_2015.FEEDBACK]
    add_quotes(feedback, meeting_2015.PLENARY_QUOTES, sectors)
    add_agreements(feedback, meeting_2015.AGREEMENTS, organisations)
    for data in WORKSHOPS:
        sheet = by_title[data["title"]]
        save_note(sheet, "\n".join(text for texts in data["outcomes"].values() for text in texts), version=0)
        add_outcomes(sheet, data["outcomes"], case=sheet.workshop.cases.first() if sheet.workshop else None)
        add_quotes(sheet, data["quotes"], sectors)


def hand_in_all(event: EventPage) -> None:
    """All sheets of an event are complete."""
    for sheet in event.capture_sheets.all():
        hand_in(sheet)


def add_outcomes(sheet: CaptureSheet, outcomes: dict[str, list[str]], *, case: Any = None) -> None:
    """Cards under the prompts of the sheet's template."""
    prompts = {prompt.key: prompt for prompt in CapturePrompt.objects.filter(template=sheet.template)}
    for key, texts in outcomes.items():
        for text in texts:
            fields = {"text": text, "prompt_id": prompts[key].pk, "case_id": case.pk if case else None}
            add(sheet, Outcome, text, fields)


def add_quotes(sheet: CaptureSheet, quotes: Iterable[dict[str, Any]], sectors: dict[str, Sector]) -> None:
    """Quotes with whose words they are and whether the person agrees."""
    for quote in quotes:
        fields = {
            "text": quote["text"],
            "attribution_kind": quote["kind"],
            "sector_id": sectors[quote["sector"]].pk,
            "attribution": quote["attribution"],
            "consent": quote["consent"],
        }
        add(sheet, Quote, quote["text"], fields)


def add_agreements(
    sheet: CaptureSheet, agreements: Iterable[dict[str, Any]], organisations: dict[str, Organisation]
) -> None:
    """Agreements with their owners."""
    for agreement in agreements:
        fields = {name: agreement.get(name, "") for name in ("text", "kind", "period", "commissioned_by")}
        owners = [
            Owner(organisation_id=organisations[name].pk) if name in organisations else Owner(name=name)
            for name in agreement["owners"]
        ]
        add(sheet, ActionItem, agreement["text"], fields, owners)


def add(
    sheet: CaptureSheet, model: CardModel, text: str, fields: dict[str, Any], owners: list[Owner] | None = None
) -> None:
    """One card, with an id that follows from sheet and text."""
    create_card(sheet, model, uid=uuid5(NAMESPACE_URL, f"{sheet.pk}:{text}"), fields=fields, owners=owners)
