"""Needs have readers of their own: organisers see numbers, and every reading is noted."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.enums import Role
from registrations.enums import HistoryKind
from registrations.models import HistoryEntry, Needs
from tests.factories import EventPageFactory, EventRoleFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def someone(event):
    registration = RegistrationFactory(event=event, name="Anna Bakker")
    Needs.objects.create(registration=registration, access="Ringleiding", diet="Halal", consented_at=timezone.now())
    return registration


def sign_in(client, event, *roles):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for role in roles:
        EventRoleFactory(event=event, user=user, role=role)
    client.force_login(user)
    return user


def addresses(event, registration):
    return (
        reverse("registrations_admin:needs", args=[event.pk]),
        reverse("registrations_admin:needs_of_one", args=[event.pk, registration.pk]),
    )


def test_organiser_sees_numbers_and_no_words(client, event, someone):
    sign_in(client, event, Role.ORGANISER)
    page = client.get(addresses(event, someone)[0])
    assert page.context["numbers"].access == page.context["numbers"].diet == 1
    detail = client.get(reverse("registrations_admin:detail", args=[event.pk, someone.pk]))
    for content in (page.content.decode(), detail.content.decode()):
        assert "Ringleiding" not in content
        assert "Halal" not in content


def test_organiser_and_administrator_without_the_role_cannot_open_them(client, event, someone, admin_user):
    sign_in(client, event, Role.ORGANISER)
    assert [client.post(address).status_code for address in addresses(event, someone)] == [404, 404]
    client.force_login(admin_user)
    assert [client.post(address).status_code for address in addresses(event, someone)] == [404, 404]
    assert not HistoryEntry.objects.filter(kind=HistoryKind.NEEDS_READ).exists()


def test_who_has_the_role_reads_them_and_the_history_says_so(client, event, someone):
    user = sign_in(client, event, Role.NEEDS)
    for address in addresses(event, someone):
        response = client.post(address)
        assert response.status_code == 200
        assert "Ringleiding" in response.content.decode()
        assert "Anna Bakker" in response.content.decode()
        assert "no-store" in response["Cache-Control"]
    entries = HistoryEntry.objects.filter(kind=HistoryKind.NEEDS_READ, registration=someone)
    assert [entry.actor for entry in entries] == [str(user)] * 2


def test_looking_at_the_page_reads_nothing(client, event, someone):
    sign_in(client, event, Role.NEEDS)
    listing, one = addresses(event, someone)
    assert "Ringleiding" not in client.get(listing).content.decode()
    assert client.get(one).status_code == 405
    assert not HistoryEntry.objects.exists()


def test_role_reaches_the_workspace_and_no_list_of_people(client, event, someone):
    sign_in(client, event, Role.NEEDS)
    assert client.get(reverse("workspace:event", args=[event.pk])).status_code == 200
    assert client.get(reverse("registrations_admin:list", args=[event.pk])).status_code == 404
    assert client.get(reverse("registrations_admin:detail", args=[event.pk, someone.pk])).status_code == 404


def test_role_at_one_event_opens_no_needs_of_another(client, event, someone):
    other = EventPageFactory()
    sign_in(client, other, Role.NEEDS)
    assert client.post(addresses(event, someone)[0]).status_code == 404
    assert client.post(addresses(other, someone)[1]).status_code == 404


def test_list_takes_as_many_queries_with_30_people_as_with_one(client, event, someone, django_assert_num_queries):
    sign_in(client, event, Role.NEEDS)
    address = addresses(event, someone)[0]
    client.post(address)
    with CaptureQueriesContext(connection) as one:
        client.post(address)
    for _number in range(29):
        Needs.objects.create(registration=RegistrationFactory(event=event), diet="x", consented_at=timezone.now())
    with django_assert_num_queries(len(one)):
        client.post(address)
