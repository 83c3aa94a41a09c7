"""What the tests of the sign-off round share: a draft, a round with readers, and their links."""

from datetime import timedelta

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.tokens import link_token
from mailing.domain.delivering import deliver_due
from reports.domain.drafting import draft_report
from reports.domain.signoff.rounds import NewReader, links_of, start_round
from reports.enums import ReaderRole
from reports.models import ReportPage, SignOffReader, SignOffRound
from tests.reports.meeting import make_meeting

READERS = (
    NewReader("Robin de Wit", "robin@ministerie.example", ReaderRole.MINISTRY),
    NewReader("Sam Jansen", "sam@vng.example", ReaderRole.CO_ORGANISER),
)


def draft(**kwargs) -> ReportPage:
    return draft_report(make_meeting(workshops=2, questions=1, people=30, **kwargs).event, actor=None)


def running_round(page: ReportPage | None = None, *, days: int = 5, readers=READERS, **kwargs) -> SignOffRound:
    answer_by = timezone.now() + timedelta(days=days)
    return start_round(page or draft(), readers, answer_by=answer_by, actor=None, **kwargs)


def address_of(reader: SignOffReader) -> str:
    return reverse("reports:reader", args=[link_token(links_of(reader).usable().get())])


def delivered() -> list:
    mail.outbox.clear()
    deliver_due()
    return list(mail.outbox)
