"""Following up what was agreed: the register, reminders, the link of who does it, and the next meeting."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import Organisation
from core.tokens import link_token
from events.enums import PartyRole
from events.models import EventParty
from mailing.domain.delivering import deliver_due
from tests.factories import CaptureSheetFactory, EventDateFactory, EventPageFactory
from workshops.domain.actions import (
    ActionChanged,
    add_contact,
    change_action,
    link_of,
    open_actions_before,
    overdue,
    remove_contact,
)
from workshops.domain.forgetting import events_with_working_material, forget_working_material
from workshops.domain.reminding import ask_contact, moment_of, remind_contacts
from workshops.enums import ActionState
from workshops.models import ActionContact, ActionEntry, ActionItem, ActionOwner

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> =1+1 " + "x" * 200


@pytest.fixture
def action():
    sheet = CaptureSheetFactory()
    made = ActionItem.objects.create(sheet=sheet, text="Maak één lijst van wie bereikbaar is", due_on=date(2031, 3, 20))
    ActionOwner.objects.create(action=made, name="Gemeente Hier (verzonnen)")
    return made


@pytest.fixture
def contact(action):
    return add_contact(action, name="Sam Sanders", email="sam@gemeente.example")


@pytest.fixture
def page(contact):
    return reverse("workshops:action", args=[link_token(link_of(contact))])


def register(action, **query):
    return reverse("actions:index", args=[action.sheet.event_id], query=query)


def test_who_does_it_says_how_far_it_is_without_an_account(client, action, page):
    shown = client.get(page)
    assert "Maak één lijst" in shown.content.decode()
    assert ActionEntry.objects.count() == 0
    sent = {"state": "done", "note": HOSTILE, "version": action.version}
    assert client.post(page, sent).status_code == 302
    assert client.post(page, sent).status_code == 302  # a second click
    action.refresh_from_db()
    entry = action.entries.get()
    assert (action.state, entry.by, entry.note) == ("done", "Sam Sanders", HOSTILE)
    assert "<script>" not in client.get(page).content.decode()


def test_change_by_somebody_else_is_shown_first_and_nothing_typed_is_lost(client, action, page):
    change_action(action, state=ActionState.BUSY, note="", by="organisator", seen=action.version)
    with pytest.raises(ActionChanged):
        change_action(action, state=ActionState.DONE, note="", by="ander", seen=action.version)
    answer = client.post(page, {"state": "done", "note": "Klaar sinds mei", "version": action.version})
    assert answer.status_code == 422
    assert "Klaar sinds mei" in answer.content.decode()
    action.refresh_from_db()
    assert action.state == "busy"
    again = {"state": "done", "note": "Klaar sinds mei", "version": action.version}
    assert client.post(page, again).status_code == 302


@pytest.mark.parametrize("sent", [{}, {"state": "x", "version": "0"}, {"state": "done", "version": "9" * 30}])
def test_nonsense_is_an_error_at_the_field(client, page, sent):
    assert client.post(page, {**sent, "note": "a\x00b"}).status_code == 422
    assert ActionEntry.objects.count() == 0


def test_link_of_who_is_no_longer_asked_explains_itself(client, contact, page):
    assert client.get(page).status_code == 200  # control
    remove_contact(contact)
    gone = client.get(page)
    assert gone.status_code == 404
    assert "werkt niet" in gone.content.decode()


@pytest.mark.parametrize(
    ("days", "moment"), [(-15, ""), (-14, "before"), (-11, "before"), (-10, ""), (0, "day"), (7, "late"), (11, "")]
)
def test_reminders_have_their_days(days, moment):
    due_on = date(2031, 3, 20)
    assert moment_of(due_on, due_on + timedelta(days=days)) == moment


def test_each_reminder_leaves_once_and_none_when_it_is_done(action, contact, page):
    today = action.due_on - timedelta(days=14)
    assert [remind_contacts(today), remind_contacts(today)] == [1, 1]
    deliver_due()
    [email] = mail.outbox
    assert email.to == ["Sam Sanders <sam@gemeente.example>"]
    assert page in email.body
    assert "Maak één lijst" in email.body
    remind_contacts(action.due_on)
    change_action(action, state=ActionState.DONE, note="", by="x", seen=action.version)
    deliver_due()  # queued before it was done, dropped as it would leave
    assert len(mail.outbox) == 1
    assert remind_contacts(action.due_on + timedelta(days=7)) == 0


def test_mail_about_a_sensitive_meeting_does_not_say_what_was_agreed(action, contact):
    event = action.sheet.event
    event.is_sensitive = True
    event.save()
    ask_contact(contact, occasion="asked")
    deliver_due()
    [email] = mail.outbox
    assert "lijst" not in email.body + email.subject
    assert event.title not in email.body + email.subject


def test_organiser_filters_changes_and_asks(admin_client, action):
    other = ActionItem.objects.create(sheet=action.sheet, text="Plan een vervolg", state=ActionState.DONE)
    assert "Plan een vervolg" in admin_client.get(register(action)).content.decode()
    assert "Plan een vervolg" not in admin_client.get(register(action, state="unfinished")).content.decode()
    assert "Maak één lijst" in admin_client.get(register(action, q="gemeente hier")).content.decode()
    assert admin_client.get(register(action, q="\x00", state="x", p="x")).status_code == 200
    edit = reverse("actions:edit", args=[action.sheet.event_id, action.pk])
    sent = {"state": "busy", "due_on": "2031-04-01", "period": "", "note": "Uitgesteld", "version": action.version}
    assert admin_client.post(edit, sent).status_code == 302
    action.refresh_from_db()
    assert (action.state, action.due_on) == ("busy", date(2031, 4, 1))
    assert admin_client.post(edit, {**sent, "state": "done"}).status_code == 422
    assert admin_client.post(edit, {**sent, "due_on": "morgen"}).status_code == 422
    ask = reverse("actions:ask", args=[action.sheet.event_id, action.pk])
    for _ in range(2):
        assert admin_client.post(ask, {"contact-name": "Kim", "contact-email": "kim@a.example"}).status_code == 302
    assert admin_client.post(ask, {"contact-name": "x" * 300, "contact-email": "kim"}).status_code == 422
    deliver_due()
    assert len(mail.outbox) == 1
    assert "kim@a.example" in admin_client.get(edit).content.decode()
    stop = reverse("actions:stop", args=[action.sheet.event_id, ActionContact.objects.get().pk])
    assert admin_client.get(stop).status_code == 405
    admin_client.post(stop)
    assert not ActionContact.objects.exists()
    assert other.state == "done"


def test_register_of_all_meetings_has_those_of_the_user_only(admin_client, action):
    elsewhere = ActionItem.objects.create(sheet=CaptureSheetFactory(), text="In een andere bijeenkomst")
    assert elsewhere.text not in admin_client.get(register(action)).content.decode()
    assert elsewhere.text in admin_client.get(register(action, everywhere="on")).content.decode()


def test_download_holds_what_the_filters_let_through_and_no_formula(admin_client, action):
    ActionItem.objects.create(sheet=action.sheet, text="=HYPERLINK(1)", state=ActionState.DONE)
    add_contact(action, name="Kim", email="kim@a.example")

    def download(**query):
        return admin_client.get(reverse("actions:export", args=[action.sheet.event_id], query=query))

    everything = download()
    assert (everything["Content-Type"], everything.content.count(b"\r\n")) == ("text/csv; charset=utf-8", 3)
    assert "'=HYPERLINK(1)" in everything.content.decode()
    assert "kim@a.example" not in everything.content.decode()
    done = download(state="done").content.decode()
    assert ("HYPERLINK" in done, action.text in done) == (True, False)
    assert download(q="\x00", state="x").status_code == 200
    shown = admin_client.get(register(action, state="done")).content.decode()
    assert reverse("actions:export", args=[action.sheet.event_id], query={"state": "done"}) in shown


def test_download_is_for_those_with_a_role_and_takes_as_many_queries_for_1_as_for_30(admin_client, client, action):
    address = reverse("actions:export", args=[action.sheet.event_id])
    admin_client.get(address)  # fills the caches
    with CaptureQueriesContext(connection) as few:
        assert admin_client.get(address).status_code == 200
    for number in range(29):
        ActionItem.objects.create(sheet=action.sheet, text=f"Nog {number}")
    with CaptureQueriesContext(connection) as many:
        assert admin_client.get(address).status_code == 200
    assert len(many) == len(few)
    client.logout()
    assert client.get(address).status_code == 302


def test_register_takes_as_many_queries_for_1_as_for_30(admin_client, action, django_assert_num_queries):
    ActionOwner.objects.create(action=action, organisation=Organisation.objects.create(name="Gemeente"))
    admin_client.get(register(action))  # fills the caches
    with CaptureQueriesContext(connection) as one:
        admin_client.get(register(action))
    for number in range(30):
        more = ActionItem.objects.create(sheet=action.sheet, text=f"Actie {number}")
        ActionOwner.objects.create(action=more, organisation=Organisation.objects.create(name=f"Gemeente {number}"))
    with django_assert_num_queries(len(one)):
        admin_client.get(register(action))


@pytest.mark.parametrize(
    ("days", "state", "is_late"),
    [(-1, ActionState.OPEN, True), (-1, ActionState.BUSY, True), (0, ActionState.OPEN, False),
     (-1, ActionState.DONE, False), (-1, ActionState.DROPPED, False), (None, ActionState.OPEN, False)],
)  # fmt: skip
def test_register_says_what_is_too_late_and_nothing_of_what_is_finished(admin_client, action, days, state, is_late):
    action.due_on = None if days is None else timezone.localdate() + timedelta(days=days)
    action.state = state
    action.save()
    assert ("<strong>Te laat</strong>" in admin_client.get(register(action)).content.decode()) is is_late
    assert overdue(ActionItem.objects.all()).exists() is is_late


def test_page_of_who_does_it_says_once_that_a_note_is_not_required(client, page):
    assert client.get(page).content.decode().lower().count("niet verplicht") == 1


def test_open_actions_of_the_last_meeting_of_the_same_organiser_stand_in_the_next_workspace(admin_client, action):
    organiser = Organisation.objects.create(name="Regio (verzonnen)")
    now = timezone.now()
    before, long_before, following = action.sheet.event, EventPageFactory(dates=0), EventPageFactory(dates=0)
    before.dates.all().delete()
    for event, days in ((before, -30), (long_before, -60), (following, 30)):
        starts_at = now + timedelta(days=days)
        EventDateFactory(page=event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=3))
        EventParty.objects.create(page=event, role=PartyRole.ORGANISER, organisation=organiser)
    ActionItem.objects.create(sheet=CaptureSheetFactory(workshop__round__event=long_before), text="Oud")
    assert open_actions_before(following) == [action]
    assert open_actions_before(before) == list(ActionItem.objects.filter(text="Oud"))
    workspace = reverse("workspace:event", args=[following.pk])
    shown = admin_client.get(workspace).content.decode()
    assert "Maak één lijst" in shown
    assert "Gemeente Hier (verzonnen)" in shown
    assert "Te laat" not in shown
    ActionItem.objects.filter(pk=action.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert "Te laat" in admin_client.get(workspace).content.decode()
    change_action(action, state=ActionState.DONE, note="", by="x", seen=action.version)
    assert open_actions_before(following) == []


def test_addresses_and_log_go_with_the_people_and_the_agreement_stays(action, contact, page, client):
    change_action(action, state=ActionState.BUSY, note="kanarievogel", by="kanarievogel", seen=action.version)
    event_id = action.sheet.event_id
    assert list(events_with_working_material()) == [{"event_id": event_id}]
    forget_working_material(event_id)
    assert not ActionContact.objects.exists()
    assert not ActionEntry.objects.exists()
    assert client.get(page).status_code == 404
    action.refresh_from_db()
    assert action.state == "busy"
