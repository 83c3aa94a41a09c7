"""The return loop: attendees are mailed the report once, with the part of their own workshops."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from mailing.models import OutboxMessage
from registrations.models import Attendance, Place
from reports.domain.publishing.returning import AlreadyMailed, mail_attendees, own_part
from reports.models import ReportPage
from tests.factories import RegistrationFactory, UserFactory
from tests.reports.signoff import delivered, draft
from workshops.models import Outcome, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def live_report() -> ReportPage:
    page = draft()
    page.get_latest_revision().publish()
    Attendance.objects.all().delete()
    return ReportPage.objects.get(pk=page.pk)


def attendee(page: ReportPage, *, workshop: Workshop | None = None, came: bool = True, **kwargs):
    event = page.get_parent().specific
    person = RegistrationFactory(event=event, **kwargs)
    if came:
        date = event.dates.get()
        Attendance.objects.create(registration=person, event_date=date, checked_in_at=timezone.now())
    if workshop is not None:
        Place.objects.create(registration=person, round=workshop.round, workshop=workshop)
    return person


def test_attendees_get_the_report_with_their_own_workshop_and_others_nothing(client, editor):
    page = live_report()
    first, second = Workshop.objects.order_by("pk")[:2]
    Outcome.objects.filter(sheet__workshop=first).update(text="Alleen in de eerste besproken")
    Outcome.objects.filter(sheet__workshop=second).update(text="Alleen in de tweede besproken")
    attendee(page, workshop=first, email="een@example.org")
    attendee(page, came=False, email="afwezig@example.org")
    address = reverse("reports_admin:publishing", args=[page.get_parent().pk])
    assert "Mail 1 aanwezige" in client.get(address).content.decode()
    for _click in range(2):
        client.post(reverse("reports_admin:publishing_return", args=[page.get_parent().pk]))
    (mail,) = delivered()
    assert "een@example.org" in mail.to[0]
    assert "Alleen in de eerste besproken" in mail.body
    assert "tweede besproken" not in mail.body
    assert page.full_url in mail.body
    assert PageLogEntry.objects.filter(action="reports.returned").count() == 1


def test_second_time_is_refused_also_when_the_outbox_has_forgotten():
    page, user = live_report(), UserFactory()
    attendee(page)
    assert mail_attendees(page, actor=user) == 1
    OutboxMessage.objects.all().delete()
    with pytest.raises(AlreadyMailed):
        mail_attendees(page, actor=user)
    assert not OutboxMessage.objects.exists()


def test_draft_is_not_mailed():
    page = draft()
    with pytest.raises(AlreadyMailed):
        mail_attendees(page, actor=UserFactory())
    assert not OutboxMessage.objects.filter(purpose="reports.return").exists()


def test_mail_of_a_sensitive_meeting_says_nothing_of_what_was_spoken_about():
    page = live_report()
    workshop = Workshop.objects.order_by("pk")[0]
    Outcome.objects.filter(sheet__workshop=workshop).update(text="Gevoelige opbrengst")
    person = attendee(page, workshop=workshop)
    assert own_part(person)  # the control
    type(page.event).objects.filter(pk=page.get_parent().pk).update(is_sensitive=True)
    mail_attendees(page, actor=UserFactory())
    (mail,) = delivered()
    assert "Gevoelige opbrengst" not in mail.body
    assert page.event.title not in mail.subject
