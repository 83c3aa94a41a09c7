"""What the demo shows of capturing besides the outcomes: points, photos, actions, a briefing, a speaker who agrees."""

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from core.enums import LinkPurpose
from core.models import Sector
from events.models import EventPage
from workshops.domain.cards import create_card, save_note, update_card
from workshops.domain.links import make_link
from workshops.domain.merging import merge_outcomes
from workshops.domain.passages import answer_passage, ask_speaker
from workshops.domain.photos import prepare_picture
from workshops.domain.starring import star_outcome
from workshops.enums import PassageState, PromptKind, SheetKind
from workshops.models import CaptureSheet, Case, Outcome, Photo
from workspace.demo import capture as demo
from workspace.demo import meeting_2015, today
from workspace.domain.demo import notes
from workspace.domain.demo.flipchart import flipchart


def give_links(event: EventPage) -> None:
    """A link for every scribe and every leader; they work until the hand-in."""
    for sheet in event.capture_sheets.select_related("event", "workshop__round", "programme_item"):
        make_link(sheet)
        if sheet.kind == SheetKind.WORKSHOP:
            make_link(sheet, LinkPurpose.LEADER)


def add_to_2015(event: EventPage) -> None:
    """Points, actions, a photo; the speaker was asked about her passage. Before the sheets are handed in."""
    for sheet in event.capture_sheets.select_related("workshop", "programme_item"):
        star(sheet, demo.POINTS_2015.get(sheet.title, []))
        notes.add_agreements(sheet, demo.ACTIONS_2015.get(sheet.title, []), {})
        if sheet.title in demo.SAID_TWICE_2015:
            put_together(sheet, *demo.SAID_TWICE_2015[sheet.title])
        if sheet.title in demo.COUNTS_2015:
            add_number(sheet, *demo.COUNTS_2015[sheet.title])
        if sheet.title in demo.FROM_THE_TALK_2015:
            link_to_talk(event, sheet, demo.FROM_THE_TALK_2015[sheet.title])
        if sheet.title in demo.FLIPCHARTS_2015:
            add_flipchart(sheet, *demo.FLIPCHARTS_2015[sheet.title])
        if sheet.title == meeting_2015.TALK:
            name = sheet.programme_item.speakers.get().name  # a talk is an item
            ask_speaker(sheet, name=name, answer_by=timezone.now() + timedelta(days=7))


def capture_today(event: EventPage, sectors: dict[str, Sector]) -> None:
    """A workshop under way, and a talk whose speaker agreed."""
    sheets = {sheet.title: sheet for sheet in event.capture_sheets.select_related("workshop", "programme_item")}
    sheet, talk = sheets[demo.TODAY_WORKSHOP], sheets[today.TALK]
    if Outcome.objects.filter(sheet__in=(sheet, talk)).exists():
        return
    CaptureSheet.objects.filter(pk=sheet.pk).update(briefing=demo.BRIEFING)
    cases = [
        Case.objects.create(workshop=sheet.workshop, title=title, text=text, position=position)
        for position, (title, text) in enumerate(demo.TODAY_CASES)
    ]
    save_note(sheet, demo.TODAY_NOTES, version=0)
    for prompt, case, text in demo.TODAY_OUTCOMES:
        add_outcome(sheet, prompt, text, cases[case] if case is not None else None)
    star(sheet, demo.TODAY_POINTS)
    notes.add_quotes(sheet, [demo.TODAY_QUOTE], sectors)
    notes.add_agreements(sheet, [demo.TODAY_ACTION], {})
    add_flipchart(sheet, *demo.TODAY_FLIPCHART)
    for prompt, text in demo.TODAY_TALK:
        add_outcome(talk, prompt, text, None)
    speaker = talk.programme_item.speakers.get()  # a talk is an item
    passage = ask_speaker(talk, name=speaker.name, answer_by=timezone.now() + timedelta(days=7))
    answer_passage(passage, state=PassageState.AGREED, condition="")


def add_outcome(sheet: CaptureSheet, prompt: int, text: str, case: Case | None) -> None:
    """An outcome under the so many-th prompt."""
    prompts = list(sheet.template.prompts.all())
    fields = {"text": text, "prompt_id": prompts[prompt].pk, "case_id": case.pk if case else None}
    notes.add(sheet, Outcome, text, fields)


def star(sheet: CaptureSheet, beginnings: list[str]) -> None:
    """Choose the points for the report-back, in order."""
    for beginning in beginnings:
        card = Outcome.objects.get(sheet=sheet, text__startswith=beginning)
        star_outcome(sheet, card.uid, is_starred=True)


def add_number(sheet: CaptureSheet, number: int, text: str) -> None:
    """What was counted in the room, under the prompt that asks for a number."""
    prompt = sheet.template.prompts.get(kind=PromptKind.NUMBER)
    notes.add(sheet, Outcome, text, {"text": text, "prompt_id": prompt.pk, "number": number, "case_id": None})


def put_together(sheet: CaptureSheet, text: str, beginning: str) -> None:
    """A card that says the same as an outcome, put under it."""
    kept = Outcome.objects.get(sheet=sheet, text__startswith=beginning)
    fields = {"text": text, "prompt_id": kept.prompt_id, "case_id": kept.case_id}
    notes.add(sheet, Outcome, text, fields)
    merge_outcomes(sheet, kept.uid, Outcome.objects.get(sheet=sheet, text=text).uid)


def link_to_talk(event: EventPage, sheet: CaptureSheet, beginning: str) -> None:
    """An outcome that belongs to the talk as well."""
    card = Outcome.objects.get(sheet=sheet, text__startswith=beginning)
    talk = event.programme_items.get(title=meeting_2015.TALK)
    fields = {"text": card.text, "programme_item_id": talk.pk}
    update_card(sheet, Outcome, card.uid, version=card.version, fields=fields)


def add_flipchart(sheet: CaptureSheet, title: str, lines: list[str], text: str) -> None:
    """A photo of a flip chart, with what can be read on it."""
    picture = prepare_picture(flipchart(title, lines))
    fields: dict[str, Any] = {"text": text, "content": picture.content, "width": picture.width}
    fields["height"] = picture.height
    create_card(sheet, Photo, uid=uuid5(NAMESPACE_URL, f"{sheet.pk}:{title}"), fields=fields)
