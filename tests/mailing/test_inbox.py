"""The local inbox: who sees what, and safely."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from core.enums import Role
from mailing.domain.delivering import deliver_due
from mailing.domain.letters import letter_kind
from mailing.domain.outbox import queue_message
from mailing.models import OutboxMessage
from tests.factories import EventPageFactory, EventRoleFactory, UserFactory

pytestmark = pytest.mark.django_db


def queue(event, key="k", html=""):
    queue_message(
        key,
        event=event,
        purpose="test",
        to_name="Jan",
        to_address="jan@gemeente.example",
        subject=f"Onderwerp {key}",
        text="Tekst",
        html=html,
        calendar="BEGIN:VCALENDAR",
    )
    return OutboxMessage.objects.get(key=key)


def organiser_of(event, role=Role.ORGANISER):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    EventRoleFactory(event=event, user=user, role=role)
    return user


def open_inbox(client):
    return [message.key for message in client.get(reverse("mailing:inbox")).context["object_list"]]


def test_superuser_sees_all_newest_first(client):
    queue(None, "a")
    queue(EventPageFactory(), "b")
    client.force_login(UserFactory(is_superuser=True))
    assert open_inbox(client) == ["b", "a"]


def test_organiser_sees_mails_of_own_events_only(client):
    ours, theirs = EventPageFactory(), EventPageFactory()
    mine, other, nobodys = queue(ours, "a"), queue(theirs, "b"), queue(None, "c")
    client.force_login(organiser_of(ours))
    assert open_inbox(client) == ["a"]
    statuses = [
        client.get(reverse("mailing:message", args=[message.pk])).status_code for message in (mine, other, nobodys)
    ]
    assert statuses == [200, 404, 404]


def test_reporter_of_the_event_sees_no_mail(client):
    event = EventPageFactory()
    queue(event)
    client.force_login(organiser_of(event, Role.REPORTER))
    assert open_inbox(client) == []


def test_visitor_is_sent_to_the_login_page(client):
    assert "/beheer/login/" in client.get(reverse("mailing:inbox")).url


def test_message_shows_html_in_a_frame_that_may_do_nothing(client):
    message = queue(EventPageFactory(), html='<p>Dag</p><script>alert(1)</script>"><img src=x>')
    deliver_due()
    client.force_login(UserFactory(is_superuser=True))
    html = client.get(reverse("mailing:message", args=[message.pk])).content.decode()
    assert '<iframe sandbox="" srcdoc="&lt;p&gt;Dag' in html
    assert "<script>alert(1)" not in html
    assert "BEGIN:VCALENDAR" in html


def test_inbox_takes_as_many_queries_with_30_rows_as_with_one(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(UserFactory(is_superuser=True))
    queue(EventPageFactory(), "first")
    open_inbox(client)
    with django_assert_max_num_queries(30) as few:
        open_inbox(client)
    for number in range(29):
        queue(EventPageFactory(), f"k{number}")
    with django_assert_num_queries(len(few.captured_queries)):
        open_inbox(client)


def test_mail_that_is_not_written_yet_is_called_by_its_letter(client):
    event = EventPageFactory()
    for key, composer in (("a", "registrations.places"), ("b", "nobody.knows")):
        queue_message(
            key,
            event=event,
            purpose="registration.places",
            to_name="Jan",
            to_address="jan@x.example",
            composer=composer,
        )
    client.force_login(organiser_of(event))
    body = client.get(reverse("mailing:inbox")).content.decode()
    assert f"Nog niet geschreven: {letter_kind('registrations.places').title}" in body
    assert "registration.places" not in body
