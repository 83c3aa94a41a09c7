"""Reports on their way in the demo: a finished sign-off with a published version, and a round that runs."""

from core.models import User
from events.models import EventPage
from reports.domain.drafting import draft_report, report_of
from reports.domain.publishing.stages import move_report
from reports.domain.publishing.versions import publish_report
from reports.domain.quoting.answering import answer_quote
from reports.domain.quoting.asking import ask_about_quote
from reports.domain.quoting.listing import quotes_of
from reports.domain.signoff.answering import save_reading, set_comment_handled
from reports.domain.signoff.rounds import NewReader, end_round, start_round
from reports.domain.templates.choosing import choose_layout
from reports.enums import QuoteState, ReaderAnswer, ReaderRole, ReportKind, RetentionCategory, Stage
from reports.models import ReportPage, SignOffRound
from workshops.domain.passages import usual_deadline

# Invented people.
MINISTRY = NewReader("Robin de Wit", "robin.dewit@ministerie.example", ReaderRole.MINISTRY)
OF_REGION = (
    NewReader("Bo Smit", "bo.smit@regio.example", ReaderRole.CO_ORGANISER),
    NewReader("Noa Peters", "noa.peters@gemeente.example", ReaderRole.CO_ORGANISER),
)
CO_ORGANISER = NewReader("Sam Jansen", "sam.jansen@vng.example", ReaderRole.CO_ORGANISER)


def sign_off_and_publish(
    report: ReportPage, *, actor: User, readers: tuple[NewReader, NewReader] = (MINISTRY, CO_ORGANISER)
) -> None:
    """Ask, answer, approve and publish, as it was done after the meeting of 2015."""
    for quote in quotes_of(report):
        consent = ask_about_quote(
            report, quote.block_id, name="Kim Bakker", email="kim.bakker@voorbeeld.example", actor=actor
        )
        answer_quote(consent, answer=QuoteState.GOOD)
    move_report(report, Stage.REVIEW, actor=actor)
    sign_off = start_round(report, list(readers), answer_by=usual_deadline(), remind_days=0, actor=actor)
    first, second = sign_off.readers.all()
    save_reading(first, {}, answer=ReaderAnswer.AGREED)
    text = next(child for child in report.body if child.block_type == "text")
    save_reading(second, {f"{text.id}-0": "Mooi dat dit vooraan staat."}, answer=ReaderAnswer.AGREED)
    set_comment_handled(second.comments.get(), is_handled=True)
    end_round(sign_off, actor=actor)
    move_report(report, Stage.APPROVED, actor=actor)
    publish_report(report, note="", category=RetentionCategory.YEARS_20, actor=actor)


def keep_a_round_running(event: EventPage, *, actor: User) -> None:
    """A draft by date of a series, with readers: one agreed if, one waits. Loaded again, the deadline moves along."""
    answer_by = usual_deadline()
    report = report_of(event)
    if report is not None:
        SignOffRound.objects.filter(page=report, ended_at=None).update(answer_by=answer_by, reminded_at=None)
        return
    choose_layout(event, kind=ReportKind.SERIES)
    report = draft_report(event, actor=actor)
    move_report(report, Stage.REVIEW, actor=actor)
    sign_off = start_round(
        report, [MINISTRY, CO_ORGANISER], answer_by=answer_by, message="Klopt wat er over u staat?", actor=actor
    )
    reader = sign_off.readers.all()[0]
    text = next((child for child in report.body if child.block_type == "text"), None)
    comments = {f"{text.id}-0": "Noem hier ook het vervolg van de reeks."} if text else {}
    save_reading(reader, comments, answer=ReaderAnswer.AGREED_IF, condition="Als de data van het vervolg erin staan.")
