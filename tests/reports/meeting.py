"""The meeting of 5 March 2015 as facts in the database, for the tests of drafting."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from core.models import Organisation, Sector
from events.enums import PartyRole
from events.models import CentralQuestion, EventDate, EventPage, EventParty, EventSector
from polls.domain.results import fingerprint
from polls.enums import RoundState
from polls.models import FrozenResult
from registrations.models import Attendance
from tests.factories import (
    CapturePromptFactory,
    CaptureSheetFactory,
    CaptureTemplateFactory,
    CaseFactory,
    EventPageFactory,
    OptionFactory,
    PollFactory,
    ProgrammeItemFactory,
    QuestionFactory,
    RegistrationFactory,
    RoundFactory,
    SectorFactory,
    SpeakerFactory,
    VenueFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from workshops.enums import ConsentState, SheetKind
from workshops.models import ActionItem, ActionOwner, CaptureSheet, Outcome, Quote

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2015, 3, 5, hour, minute, tzinfo=AMSTERDAM)


@dataclass
class Meeting:
    event: EventPage
    sectors: dict[str, Sector] = field(default_factory=dict)
    results: list[FrozenResult] = field(default_factory=list)
    sheets: list[CaptureSheet] = field(default_factory=list)


def make_event(**kwargs) -> EventPage:
    event = EventPageFactory(
        title="Een effectieve systeemaanpak van huiselijk geweld",
        dates=0,
        venue=VenueFactory(),
        project_name="Follow up Genderscan",
        **kwargs,
    )
    EventDate.objects.create(page=event, starts_at=at(12, 30), ends_at=at(17))
    return event


def make_meeting(*, workshops: int = 5, questions: int = 2, people: int = 84) -> Meeting:
    event = make_event()
    CentralQuestion.objects.create(
        page=event, text="Wat is de rol van gender in een effectieve systeemgerichte aanpak van huiselijk geweld?"
    )
    meeting = Meeting(event)
    for name, role in [
        ("Ministerie van OCW", PartyRole.COMMISSIONER),
        ("Ministerie van VWS", PartyRole.COMMISSIONER),
        ("VNG", PartyRole.ORGANISER),
        ("Atria", PartyRole.CONTRACTOR),
        ("Regioplan", PartyRole.CONTRACTOR),
        ("Movisie", PartyRole.CONTRACTOR),
    ]:
        EventParty.objects.create(page=event, role=role, organisation=Organisation.objects.get_or_create(name=name)[0])
    EventParty.objects.create(page=event, role=PartyRole.CONTRACTOR, person_name="Margreet de Boer")
    for name, slug, of_whom in [
        ("Gemeente, beleid", "gemeente-beleid", "gemeentelijke beleidsmedewerkers"),
        ("Veilig Thuis", "veilig-thuis", "medewerkers van Veilig Thuis"),
        ("Politie", "politie", "politiemensen"),
        ("Ervaringsdeskundigen", "ervaringsdeskundigen", "ervaringsdeskundigen"),
    ]:
        sector = Sector.objects.filter(slug=slug).first() or SectorFactory(name=name, slug=slug, people=of_whom)
        meeting.sectors[slug] = sector
        EventSector.objects.create(page=event, sector=sector)
    _attend(meeting, people)
    _polls(meeting, questions)
    _plenary(meeting)
    _workshops(meeting, workshops)
    return meeting


def freeze(question, counts, *, number=1, groups=None, rung="rounded5", suppressed=False) -> FrozenResult:
    """A frozen result in the shape of the contract."""
    round_ = RoundFactory(question=question, number=number, state=RoundState.CLOSED)
    options = list(question.options.all())
    payload = {
        "version": 1,
        "question": {"id": question.pk, "text": question.text, "kind": question.kind},
        "round": {"number": 1, "label": "", "opened_at": None, "closed_at": None},
        "options": [
            {"id": o.pk, "text": o.text, "clause": o.reporting_clause, "count": None if suppressed else count}
            for o, count in zip(options, counts, strict=True)
        ],
        "n": None if suppressed else sum(counts),
        "minimum": 10,
        "suppressed": suppressed,
        "breakdown": None,
        "breakdown_reason": "",
    }
    if groups:
        payload["breakdown"] = {
            "rung": rung,
            "groups": [
                {
                    "label": label,
                    "people": of_whom,
                    "n": n,
                    "cells": [
                        {"option_id": o.pk, "value" if isinstance(cell, int) else "word": cell}
                        for o, cell in zip(options, cells, strict=True)
                    ],
                }
                for label, of_whom, n, cells in groups
            ],
        }
    return FrozenResult.objects.create(round=round_, payload=payload, sha256=fingerprint(payload))


def _attend(meeting: Meeting, people: int) -> None:
    date = meeting.event.dates.get()
    sectors = list(meeting.sectors.values())
    for number in range(people):
        sector = sectors[0] if number % 2 else sectors[1] if number % 4 else sectors[2 if number % 8 else 3]
        registration = RegistrationFactory(event=meeting.event, sector=sector)
        Attendance.objects.create(registration=registration, event_date=date, checked_in_at=at(12, 35))


def _polls(meeting: Meeting, questions: int) -> None:
    if questions < 1:
        return
    poll = PollFactory(event=meeting.event, title="Draagvlak", position=1)
    question = QuestionFactory(poll=poll, text="Bent u voor een gendersensitieve aanpak?", options=0)
    OptionFactory(question=question, text="Ja", reporting_clause="is voor een gendersensitieve aanpak", sort_order=0)
    OptionFactory(question=question, text="Nee", reporting_clause="ziet daar niets in", sort_order=1)
    meeting.results.append(freeze(question, [72, 12]))
    for number in range(1, questions):
        poll = PollFactory(event=meeting.event, title="Rol gemeenten", position=1 + number)
        question = QuestionFactory(poll=poll, text="Wie stimuleert een gendersensitieve aanpak?", options=0)
        OptionFactory(
            question=question,
            text="De gemeente",
            reporting_clause="vindt dat de gemeente hierin een stimulerende rol moet spelen",
            sort_order=0,
        )
        OptionFactory(
            question=question,
            text="De uitvoerende ketenpartners",
            reporting_clause="vindt dit een zaak van de uitvoerende ketenpartners zelf",
            sort_order=1,
        )
        groups = [
            ("Gemeente, beleid", "gemeentelijke beleidsmedewerkers", 41, [15, 25]),
            ("Overig", "mensen uit de uitvoering", 43, [30, 15]),
        ]
        meeting.results.append(freeze(question, [44, 40], groups=groups))


def _plenary(meeting: Meeting) -> None:
    item = ProgrammeItemFactory(
        page=meeting.event, title="Gender in de aanpak", starts_at=at(13), ends_at=at(14), is_captured=True
    )
    SpeakerFactory(item=item, name="Renée Römkens", organisation_name="Atria")
    template = CaptureTemplateFactory(kind=SheetKind.PLENARY)
    key = CapturePromptFactory(template=template, key="key-messages", title="Kernboodschappen", position=0)
    dilemmas = CapturePromptFactory(template=template, key="dilemmas", title="Dilemma’s", position=1)
    sheet = CaptureSheet.objects.create(event=meeting.event, programme_item=item, template=template)
    for text in [
        "Veel ketenpartners hebben onbewust al een goede basis voor gendersensitief werken.",
        "De link met gender wordt meestal niet expliciet gelegd",
    ]:
        Outcome.objects.create(sheet=sheet, prompt=key, text=text)
    text = "Wat doe je als iemand steeds kiest voor financiële zekerheid en daarom blijft?"
    Outcome.objects.create(sheet=sheet, prompt=dilemmas, text=text)
    meeting.sheets.append(sheet)


def _workshops(meeting: Meeting, workshops: int) -> None:
    if not workshops:
        return
    round_ = WorkshopRoundFactory(event=meeting.event, title="Workshops", starts_at=at(14, 30), ends_at=at(16))
    template = CaptureTemplateFactory(event=meeting.event)
    aspects = CapturePromptFactory(
        template=template, key="gender-aspects", title="Genderaspecten die aandacht behoeven", position=0
    )
    examples = CapturePromptFactory(template=template, key="good-examples", title="Goede voorbeelden", position=1)
    for number in range(1, workshops + 1):
        workshop = WorkshopFactory(round=round_, number=number, title=f"Casus {number}")
        CaseFactory(workshop=workshop)
        sheet = CaptureSheetFactory(workshop=workshop, event=meeting.event, template=template)
        meeting.sheets.append(sheet)
        Outcome.objects.create(sheet=sheet, prompt=aspects, text="Financiële afhankelijkheid")
        Outcome.objects.create(sheet=sheet, prompt=aspects, text=f"rolpatronen in gezin {number}")
        if number != 4:
            text = f"In regio {number} vragen hulpverleners standaard door op wie over het geld gaat."
            Outcome.objects.create(sheet=sheet, prompt=examples, text=text)
        if number == 1:
            Quote.objects.create(
                sheet=sheet,
                text="Niemand vroeg mij ooit wie de bankpas had.",
                attribution="een ervaringsdeskundige",
                consent=ConsentState.GIVEN,
            )
            Quote.objects.create(sheet=sheet, text="Dit citaat is niet vrijgegeven.", consent=ConsentState.REFUSED)
            Quote.objects.create(sheet=sheet, text="Hierover is niets gevraagd.", consent=ConsentState.NOT_ASKED)
            action = ActionItem.objects.create(
                sheet=sheet,
                text="Ontwikkelen van instrumenten die de aandacht voor gender vergroten.",
                period="komende maanden",
                commissioned_by="de ministeries van OCW, VWS en VenJ",
            )
            for name in ("Movisie", "Regioplan", "Atria"):
                ActionOwner.objects.create(action=action, organisation=Organisation.objects.get(name=name))
