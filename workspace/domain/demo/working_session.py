"""Makes the working sessions of the demo: one group, no workshops, from bottlenecks to actions."""

from datetime import date, timedelta

from django.utils import timezone

from core.enums import OrganisationKind
from core.models import Organisation, Sector, User, Venue
from events.enums import EventKind
from events.models import EventDate, EventIndexPage, EventPage, EventParty
from reports.domain.drafting import draft_report, report_of
from workshops.domain.actions import add_contact, change_action, link_of
from workshops.domain.cards import Owner, save_note
from workshops.domain.sheets import ensure_sheets, hand_in
from workshops.models import ActionItem, CaptureSheet
from workspace.demo import working_session as demo
from workspace.domain.demo import announce, captured, notes
from workspace.domain.demo.attendance import check_in_people, register_people
from workspace.domain.demo.signoff import OF_REGION, sign_off_and_publish
from workspace.domain.demo.site import LOGIN


def load_working_sessions(home: EventIndexPage, sectors: dict[str, Sector]) -> None:
    """The session that was held and the one that follows it; each is made once."""
    if not EventPage.objects.filter(slug=demo.SLUG).exists():
        hold_session(home, sectors)
    report_session(EventPage.objects.get(slug=demo.SLUG))
    if not EventPage.objects.filter(slug=demo.NEXT_SLUG).exists():
        plan_next(home, sectors)
    ask_owner(EventPage.objects.get(slug=demo.SLUG))


def hold_session(home: EventIndexPage, sectors: dict[str, Sector]) -> EventPage:
    """A session some weeks ago, with what was noted and what became of its actions."""
    day = announce.thursday_on_or_after(timezone.localdate() + timedelta(days=demo.DAYS))
    event = announce_session(home, sectors, day, demo.SLUG, demo.TITLE, demo.INTRODUCTION)
    since = announce.at(day - timedelta(days=30), "09:00")
    registered = register_people(event, demo.REGISTERED, sectors, tag="ijsselland", since=since)
    check_in_people(event, registered, demo.REGISTERED)
    sheet = event.capture_sheets.select_related("template", "programme_item").get()  # one group: one sheet
    save_note(sheet, demo.NOTES, version=0)
    notes.add_outcomes(sheet, demo.OUTCOMES)
    captured.star(sheet, demo.POINTS)
    add_actions(sheet, day)
    hand_in(sheet)
    return event


def report_session(event: EventPage) -> None:
    """Its verslag: drafted, signed off and published. Made once."""
    if report_of(event) is None:
        actor = User.objects.get(username=LOGIN)
        sign_off_and_publish(draft_report(event, actor=actor), actor=actor, readers=OF_REGION)


def plan_next(home: EventIndexPage, sectors: dict[str, Sector]) -> EventPage:
    """The session to come, with people registered and a link for the scribe."""
    day = announce.thursday_on_or_after(timezone.localdate() + timedelta(days=demo.NEXT_DAYS))
    event = announce_session(home, sectors, day, demo.NEXT_SLUG, demo.NEXT_TITLE, demo.NEXT_INTRODUCTION)
    since = timezone.now() - timedelta(days=10)
    register_people(event, demo.NEXT_REGISTERED, sectors, tag="ijsselland-vervolg", since=since)
    captured.give_links(event)
    return event


def ask_owner(event: EventPage) -> None:
    """Somebody who does what was agreed has a link to say how far it is. Asked again it stays one."""
    text, _kind, owners, *_rest = demo.ACTIONS[0]
    action = ActionItem.objects.filter(sheet__event=event, text=text).first()
    if action is not None:
        link_of(add_contact(action, name=owners[0], email=demo.OWNER_ADDRESS))


def announce_session(
    home: EventIndexPage, sectors: dict[str, Sector], day: date, slug: str, title: str, introduction: str
) -> EventPage:
    """A morning around one table; its kind chooses the prompts."""
    venue, _ = Venue.objects.get_or_create(name=demo.VENUE, defaults={"city": demo.CITY})
    event = EventPage(
        title=title,
        slug=slug,
        kind=EventKind.WORKING_SESSION,
        introduction=introduction,
        venue=venue,
        audience=demo.AUDIENCE,
        cost_note="Deelname is gratis.",
        registration_opens_at=announce.at(day - timedelta(days=60), "09:00"),
        registration_closes_at=announce.at(day - timedelta(days=2), "17:00"),
        capacity=demo.CAPACITY,
        retention_days=365 * 100,  # invented people: the example stays whole
    )
    event.dates = [EventDate(starts_at=announce.at(day, "09:00"), ends_at=announce.at(day, "12:30"))]
    event.central_questions = announce.questions(demo.QUESTIONS)
    event.parties = [
        EventParty(role=role, organisation=organisation(name, kind), sort_order=number)
        for number, (role, name, kind) in enumerate(demo.PARTIES)
    ]
    event.programme_items = [
        announce.item(
            number, announce.at(day, start), announce.at(day, end), None,
            kind=kind, title=title, is_captured=is_captured,
        )
        for number, (start, end, kind, title, is_captured) in enumerate(demo.PROGRAMME)
    ]  # fmt: skip
    event = announce.publish(home, event, announce.choosable(sectors))
    ensure_sheets(event)
    return event


def organisation(name: str, kind: OrganisationKind) -> Organisation:
    """A party of the region; the same one at both sessions, so that the second finds the actions of the first."""
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def add_actions(sheet: CaptureSheet, day: date) -> None:
    """Actions under their prompt, with owners and a date, and how far they are by now."""
    prompt = sheet.template.prompts.get(key="actions")
    for text, kind, owners, days, state, note in demo.ACTIONS:
        fields = {"text": text, "kind": kind, "prompt_id": prompt.pk, "due_on": day + timedelta(days=days)}
        notes.add(sheet, ActionItem, text, fields, [Owner(name=name) for name in owners])
        action = ActionItem.objects.get(sheet=sheet, text=text)
        change_action(action, state=state, note=note, by=owners[0], seen=action.version)
