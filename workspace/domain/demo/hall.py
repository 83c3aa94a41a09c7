"""Questions from the hall and the report-back of the demo, made by the functions that phones use."""

from events.models import EventPage
from polls.domain.hall.asking import ask_question
from polls.domain.hall.moderating import move_question, pin_question
from polls.domain.hall.sessions import open_session
from polls.domain.hall.support import Support, write_support
from polls.domain.voters import Voter, browser_voter_id
from polls.enums import HallState, VoterScope
from polls.models import HallQuestion, HallSession
from workshops.domain.sheets import ensure_sheets
from workshops.models import CaptureSheet, Outcome
from workspace.demo import hall


def visitor(event: EventPage, number: int) -> Voter:
    """Somebody invented in the hall."""
    return Voter(event.pk, browser_voter_id(event.pk, f"demo-{number}"), 0, VoterScope.ROOM)


def open_the_hall(event: EventPage) -> None:
    """An open session with questions that wait, are shown, and are being answered; unless one is open."""
    if HallSession.objects.filter(event=event, state=HallState.OPEN).exists():
        return
    item = event.programme_items.filter(title=hall.PLENARY).first()
    session = open_session(event, programme_item=item)
    for number, (text, state, supporters) in enumerate(hall.QUESTIONS):
        ask_question(visitor(event, number), session.pk, text)
        question = HallQuestion.objects.get(session_id=session.pk, text=text)
        if state == "pending":
            continue
        move_question(session.pk, question.uid, "approve", version=1)
        write_support([Support(visitor(event, place), question.uid, True) for place in range(supporters)])
        if state == "answered":
            move_question(session.pk, question.uid, "answered", version=2)
        elif number == hall.PINNED:
            pin_question(session.pk, question.uid, is_pinned=True)


def star_points(event: EventPage) -> None:
    """The points of the rooms that are ready for the report-back."""
    ensure_sheets(event)
    sheets = CaptureSheet.objects.filter(event=event, workshop__isnull=False).select_related("workshop", "template")
    for sheet in sheets:
        if sheet.outcomes.filter(is_starred=True).exists():
            continue
        prompt = sheet.template.prompts.order_by("position").first()
        points = hall.POINTS.get(sheet.workshop.number, []) if sheet.workshop and prompt else []
        for place, text in enumerate(points, 1):
            Outcome.objects.create(
                sheet=sheet, prompt=prompt, text=text, is_starred=True, star_position=place, position=place
            )
