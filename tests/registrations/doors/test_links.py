"""The links that open a door."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose
from core.tokens import link_token
from registrations.domain.desk_links import door_links, find_door, renew_desk_link, revoke_desk_links
from tests.factories import (
    EventDateFactory,
    UserFactory,
    WorkshopFactory,
)
from tests.registrations.doors.desk import address

pytestmark = pytest.mark.django_db


def test_link_opens_one_door_of_its_own_event(client, event, workshop):
    other = WorkshopFactory()
    at = address(event, LinkPurpose.CHECK_IN_WORKSHOP, other.pk, name="desk")
    page = client.get(at).content.decode()
    assert other.title not in page
    assert "nog geen datum" in page
    second = EventDateFactory(page=event, starts_at=timezone.now() + timedelta(days=7))
    at = address(event, LinkPurpose.CHECK_IN, second.pk, name="desk")
    first = event.dates.order_by("starts_at").first()
    assert f'name="datum" value="{second.pk}"' in client.get(f"{at}?datum={first.pk}").content.decode()


def test_organiser_makes_renews_and_takes_back_the_link_of_a_door(client, event, workshop):
    client.force_login(UserFactory(is_superuser=True))
    page_at = reverse("registrations_admin:desk", args=[event.pk])
    press_at = reverse("registrations_admin:desk_link", args=[event.pk])
    assert workshop.title in client.get(page_at).content.decode()
    key = f"w{workshop.pk}"
    client.post(press_at, {"action": "renew", "door": key})
    first = next(row.link for row in door_links(event) if row.door.key == key)
    assert link_token(first) in client.get(page_at).content.decode()
    client.post(press_at, {"action": "renew", "door": key})
    first.refresh_from_db()
    assert first.revoked_at
    client.post(press_at, {"action": "revoke", "door": key})
    assert all(row.link is None for row in door_links(event))
    assert client.post(press_at, {"action": "renew", "door": "w999999"}).status_code == 404


def test_general_link_and_door_links_do_not_touch_each_other(event, workshop):
    general = renew_desk_link(event)
    door = find_door(event, f"w{workshop.pk}")
    renew_desk_link(event, door)
    assert revoke_desk_links(event, door) == 1
    general.refresh_from_db()
    assert general.is_usable
