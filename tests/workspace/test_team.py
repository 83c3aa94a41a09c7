"""Organisers give colleagues a role at one event."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from core.enums import Role
from core.models import EventRole
from core.permissions import events_for
from tests.factories import EventPageFactory, EventRoleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client, event):
    """Signed in, with the organiser's role at this event only."""
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    EventRoleFactory(event=event, user=user, role=Role.ORGANISER)
    client.force_login(user)
    return user


def add(client, event, email, role=Role.REPORTER):
    return client.post(reverse("event_team:add", args=[event.pk]), {"email": email, "role": role})


def test_colleague_gets_a_role_at_this_event_only(client, event, organiser):
    colleague, other = UserFactory(email="collega@organisatie.example"), EventPageFactory()
    assert add(client, event, " Collega@organisatie.example").status_code == 302
    assert list(events_for(colleague, Role.REPORTER)) == [event]
    assert other not in events_for(colleague, Role.REPORTER)
    assert "Eindredacteur" in client.get(reverse("event_team:index", args=[event.pk])).content.decode()


def test_unknown_address_and_unknown_role_are_refused_at_the_field(client, event, organiser):
    for email, role, message in (
        ("niemand@organisatie.example", Role.CHAIR, "Er is geen account met dit adres."),
        ("geen adres", Role.CHAIR, "geldig e-mailadres"),
        (organiser.email, "koning", "koning"),
    ):
        response = add(client, event, email, role)
        assert response.status_code == 200
        assert message in response.content.decode()
    assert EventRole.objects.filter(event=event).count() == 1


def test_same_role_twice_is_told_and_not_stored(client, event, organiser):
    response = add(client, event, organiser.email, Role.ORGANISER)
    assert "heeft deze rol al" in response.content.decode()
    assert EventRole.objects.filter(event=event).count() == 1


def test_role_is_changed_and_taken_away(client, event, organiser):
    role = EventRoleFactory(event=event, role=Role.SCRIBE)
    edit = reverse("event_team:edit", args=[event.pk, role.pk])
    assert role.user.email in client.get(edit).content.decode()
    client.post(edit, {"email": role.user.email, "role": Role.CHAIR})
    role.refresh_from_db()
    assert role.role == Role.CHAIR
    client.post(reverse("event_team:delete", args=[event.pk, role.pk]))
    assert not EventRole.objects.filter(pk=role.pk).exists()


@pytest.mark.parametrize("role", [Role.REPORTER, Role.CHAIR, Role.SCRIBE, Role.CHECK_IN])
def test_other_roles_cannot_give_roles(client, event, role):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    EventRoleFactory(event=event, user=user, role=role)
    client.force_login(user)
    assert add(client, event, user.email, Role.ORGANISER).status_code == 404
    assert "team/" not in client.get(reverse("workspace:event", args=[event.pk])).content.decode()


def test_list_of_roles_takes_the_same_queries_for_one_and_thirty(
    client, event, organiser, django_assert_max_num_queries, django_assert_num_queries
):
    address = reverse("event_team:index", args=[event.pk])
    client.get(address)
    with django_assert_max_num_queries(40) as one:
        client.get(address)
    EventRoleFactory.create_batch(30, event=event)
    with django_assert_num_queries(len(one)):
        client.get(address)
