"""The return loop: attendees are mailed the report once, with the part of their own workshops."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.enums import Role
from core.models import EventRole
from core.origin import address_of
from core.tokens import link_token
from mailing.models import OutboxMessage
from registrations.models import Attendance, Place
from reports.domain.publishing.returning import AlreadyMailed, mail_report, own_part
from reports.models import ReportPage, ReportStage, ReturnedMail
from tests.factories import CaptureSheetFactory, RegistrationFactory, UserFactory
from tests.reports.signoff import delivered, draft
from workshops.domain.actions import add_contact, link_of
from workshops.enums import ActionState
from workshops.models import ActionContact, ActionEntry, ActionItem, ActionOwner, CaptureSheet, Outcome, Workshop

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
    address = reverse("reports_admin:publishing_return", args=[page.get_parent().pk])
    assert address in client.get(reverse("reports_admin:publishing", args=[page.get_parent().pk])).content.decode()
    html = client.get(address).content.decode()
    assert "Verstuur 1 mail" in html
    assert first.title in html
    for _click in range(2):
        client.post(address)
    (mail,) = delivered()
    assert "een@example.org" in mail.to[0]
    assert "Alleen in de eerste besproken" in mail.body
    assert "tweede besproken" not in mail.body
    assert address_of(page) in mail.body
    assert PageLogEntry.objects.filter(action="reports.returned").count() == 1


def test_second_time_is_refused_also_when_the_outbox_has_forgotten():
    page, user = live_report(), UserFactory()
    attendee(page)
    assert mail_report(page, actor=user).waiting == 1
    OutboxMessage.objects.all().delete()
    with pytest.raises(AlreadyMailed):
        mail_report(page, actor=user)
    assert not OutboxMessage.objects.exists()


def test_draft_is_not_mailed():
    page = draft()
    with pytest.raises(AlreadyMailed):
        mail_report(page, actor=UserFactory())
    assert not OutboxMessage.objects.filter(purpose="reports.return").exists()


def test_mail_of_a_sensitive_meeting_says_nothing_of_what_was_spoken_about():
    page = live_report()
    workshop = Workshop.objects.order_by("pk")[0]
    Outcome.objects.filter(sheet__workshop=workshop).update(text="Gevoelige opbrengst")
    person = attendee(page, workshop=workshop)
    assert own_part(person)  # the control
    type(page.event).objects.filter(pk=page.get_parent().pk).update(is_sensitive=True)
    mail_report(page, actor=UserFactory())
    (mail,) = delivered()
    assert "Gevoelige opbrengst" not in mail.body
    assert page.event.title not in mail.subject


# --- who does what was agreed ----------------------------------------------------------------


def owned(page: ReportPage, text: str = "Een lijst van wie bereikbaar is", **kwargs) -> ActionItem:
    return ActionItem.objects.create(sheet=CaptureSheet.objects.filter(event=page.event).first(), text=text, **kwargs)


def page_of_plan(page: ReportPage) -> str:
    return reverse("reports_admin:publishing_return", args=[page.get_parent().pk])


def give(client, page: ReportPage, action: ActionItem, email: str, name: str = ""):
    address = reverse("reports_admin:return_address", args=[page.get_parent().pk, action.pk])
    return client.post(address, {f"action-{action.pk}-email": email, f"action-{action.pk}-name": name})


def test_organiser_gives_an_address_and_the_owner_gets_what_is_hers_with_a_link_that_needs_no_account(client, editor):
    page = live_report()
    first, second, other = owned(page), owned(page, "Een tweede afspraak"), owned(page, "Van een ander")
    ActionOwner.objects.create(action=first, name="Sam Sanders")
    html = client.get(page_of_plan(page)).content.decode()
    assert 'value="Sam Sanders"' in html
    for action in (first, second):
        assert give(client, page, action, "Sam@Gemeente.example", "Sam Sanders").status_code == 302
    give(client, page, other, "ander@voorbeeld.example")
    assert delivered() == []  # nothing leaves before the organiser sends
    html = client.get(page_of_plan(page)).content.decode()
    assert "Verstuur 2 mails" in html
    client.post(page_of_plan(page))
    mails = {mail.to[0]: mail for mail in delivered()}
    body = next(mail.body for to, mail in mails.items() if "Sam@Gemeente" in to)
    assert "Een lijst van wie bereikbaar is" in body
    assert "Een tweede afspraak" in body
    assert "Van een ander" not in body
    assert address_of(page) in body
    for contact in ActionContact.objects.filter(name="Sam Sanders"):
        address = reverse("workshops:action", args=[link_token(link_of(contact))])
        assert address in body
        client.logout()
        assert client.get(address).status_code == 200


def test_everybody_is_mailed_once_and_who_comes_later_later(client, editor):
    page = live_report()
    attendee(page, email="een@example.org")
    action = owned(page)
    give(client, page, action, "sam@example.org", "Sam")
    for _click in range(2):
        client.post(page_of_plan(page))
    assert len(delivered()) == 2
    late = attendee(page, email="laat@example.org")
    give(client, page, owned(page, "Later gegeven"), "sam@example.org", "Sam")
    OutboxMessage.objects.all().delete()  # mails are forgotten after some days
    client.post(page_of_plan(page))
    mails = delivered()
    assert len(mails) == 2
    assert [late.email in mail.to[0] for mail in mails].count(True) == 1
    assert "Later gegeven" in next(mail.body for mail in mails if "sam@" in mail.to[0])
    assert "niemand meer" in client.get(page_of_plan(page)).content.decode()


def test_failure_halfway_leaves_nothing_done_and_pressing_again_does_it(monkeypatch):
    page, user = live_report(), UserFactory()
    attendee(page)

    def fail(_messages):
        raise OSError("no database")

    with monkeypatch.context() as broken:
        broken.setattr("reports.domain.publishing.returning.queue_messages", fail)
        with pytest.raises(OSError, match="no database"):
            mail_report(page, actor=user)
    assert not ReturnedMail.objects.exists()
    assert mail_report(page, actor=user).waiting == 1


def test_what_is_finished_or_of_another_meeting_is_asked_of_nobody(client, editor):
    page = live_report()
    ActionItem.objects.all().delete()
    done = owned(page, "Al klaar", state=ActionState.DONE)
    add_contact(done, name="Sam", email="sam@example.org")
    elsewhere = ActionItem.objects.create(sheet=CaptureSheetFactory(), text="Van elders")
    add_contact(elsewhere, name="Kim", email="kim@example.org")
    html = client.get(page_of_plan(page)).content.decode()
    assert "Al klaar" not in html
    assert "Van elders" not in html
    assert give(client, page, elsewhere, "x@example.org").status_code == 404
    client.post(page_of_plan(page))
    assert delivered() == []


def test_action_that_was_finished_before_the_mail_left_is_not_asked_about():
    page = live_report()
    action = owned(page)
    add_contact(action, name="Sam", email="sam@example.org")
    mail_report(page, actor=UserFactory())
    ActionItem.objects.update(state=ActionState.DONE)
    assert delivered() == []


def test_owner_of_a_sensitive_meeting_reads_what_it_is_behind_the_link():
    page = live_report()
    add_contact(owned(page, "Gevoelige afspraak"), name="Sam", email="sam@example.org")
    type(page.event).objects.filter(pk=page.get_parent().pk).update(is_sensitive=True)
    mail_report(page, actor=UserFactory())
    (mail,) = delivered()
    assert "Gevoelige afspraak" not in mail.body
    assert "/actiepunt/" in mail.body


def test_who_is_not_the_one_says_so_and_is_mailed_no_more(client):
    page = live_report()
    contact = add_contact(owned(page), name="Sam", email="sam@example.org")
    address = reverse("workshops:action", args=[link_token(link_of(contact))])
    assert "niet voor mij" in client.get(address).content.decode()
    assert client.post(address, {"not_me": "1"}).status_code == 200
    assert client.get(address).status_code == 404
    assert client.post(address, {"not_me": "1"}).status_code == 404
    assert not ActionContact.objects.exists()
    assert "sam@" not in str(list(ActionEntry.objects.values()))
    assert ActionEntry.objects.get().by == "Sam"


def test_wrong_address_is_told_at_its_field_and_what_was_typed_stays(client, editor):
    page = live_report()
    action, other = owned(page), owned(page, "Een andere")
    response = give(client, page, action, "geen adres", "Sam <b>")
    html = response.content.decode()
    assert response.status_code == 422
    assert 'value="geen adres"' in html
    assert "Sam &lt;b&gt;" in html
    assert html.count("geldig e-mailadres") == 1
    assert f"action-{other.pk}-email" in html
    assert not ActionContact.objects.exists()


def test_names_of_attendees_and_sending_are_for_who_may_publish(client):
    page = live_report()
    attendee(page, name="Kanarie Kanters", email="kanarie@example.org")
    reporter = UserFactory()
    reporter.user_permissions.add(Permission.objects.get(codename="access_admin"))
    EventRole.objects.create(user=reporter, event=page.event, role=Role.REPORTER)
    client.force_login(reporter)
    html = client.get(page_of_plan(page)).content.decode()
    assert "Kanarie" not in html
    assert "Verstuur" not in html
    assert "aanwezige" in html.lower()  # the control: the page is there
    client.post(page_of_plan(page))
    assert delivered() == []
    EventRole.objects.update(role=Role.ORGANISER)
    assert "Kanarie Kanters" in client.get(page_of_plan(page)).content.decode()


def test_one_person_and_five_take_as_many_queries(client, editor):
    page = live_report()
    workshop = Workshop.objects.order_by("pk")[0]

    def add(number: int) -> None:
        attendee(page, workshop=workshop, email=f"{number}@example.org")
        add_contact(owned(page, f"Afspraak {number}"), name="", email=f"eigenaar{number}@example.org")
        owned(page, f"Zonder {number}")

    def queries() -> int:
        client.get(page_of_plan(page))
        with CaptureQueriesContext(connection) as captured:
            client.get(page_of_plan(page))
        return len(captured)

    add(0)
    few = queries()
    for number in range(1, 5):
        add(number)
    assert queries() == few


def test_who_was_mailed_before_this_was_kept_is_not_mailed_again():
    """The migration: reports that went out earlier had gone to everybody who was checked in by then."""
    page = live_report()
    attendee(page, email="vroeg@example.org")
    ReportStage.objects.update_or_create(page=page, defaults={"stage": "published", "returned_at": timezone.now()})
    migration = import_module("reports.migrations.0012_parts_and_returned")
    migration.know_who_was_mailed(apps, None)
    attendee(page, email="laat@example.org")
    assert mail_report(page, actor=UserFactory()).waiting == 1
