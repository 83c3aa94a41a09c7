"""Every organisers' address is scoped to its event: a walk over all of them (D12)."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import GroupPagePermission

from core.enums import Role
from core.scoped import EventScopedMixin
from tests.factories import EventIndexPageFactory, EventPageFactory, EventRoleFactory, UserFactory

APPS = ("core", "mailing", "live", "events", "workshops", "registrations", "handouts", "polls", "reports", "workspace")
# Views without an event in their address; each limits its rows by events_for() and has a test of its own.
WITHOUT_EVENT = {
    *("EventListView", "InboxView", "InboxMessageView"),
    *(f"Default{name}View" for name in ("Edit", "Delete", "Usage", "History", "Copy")),  # of capture templates
}


def admin_views() -> Iterator[tuple[str, type]]:
    """(route, view class) of every address under the admin that comes from our apps."""

    def walk(patterns, prefix: str) -> Iterator[tuple[str, type]]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                view = getattr(pattern.callback, "view_class", None)
                owner = view or pattern.callback
                if owner.__module__.split(".")[0] in APPS:
                    yield route, owner

    yield from ((route, view) for route, view in walk(get_resolver().url_patterns, "") if route.startswith("beheer/"))


def concrete(route: str, event_id: int) -> str:
    """The route with this event and the key 1 for everything else."""
    filled = route.replace("<pk:event_id>", str(event_id)).replace("<uuid:", "<")
    return "/" + re.sub(r"<(?:\w+:)?\w+>", "1", filled)


def organiser_of(index) -> object:
    """A person who may edit the pages under one index and nothing else."""
    group = Group.objects.create(name=f"team {index.pk}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=index, permission=Permission.objects.get(codename=codename)
        )
    user = UserFactory()
    user.groups.add(group)
    return user


def test_walk_finds_the_workspace():
    assert any(route == "beheer/bijeenkomsten/<pk:event_id>/" for route, _ in admin_views())


def test_every_admin_view_of_ours_is_built_on_the_scoped_base():
    outside = [
        (route, view.__name__)
        for route, view in admin_views()
        if view.__name__ not in WITHOUT_EVENT
        and not (isinstance(view, type) and issubclass(view, EventScopedMixin) and "<pk:event_id>" in route)
    ]
    assert outside == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_user_of_another_organisation_gets_a_404_everywhere(client, method):
    theirs, ours = EventIndexPageFactory(), EventIndexPageFactory()
    event = EventPageFactory(parent=theirs)
    client.force_login(organiser_of(ours))
    statuses = {
        route: getattr(client, method)(concrete(route, event.pk)).status_code
        for route, view in admin_views()
        if "<pk:event_id>" in route
    }
    assert statuses
    assert {route: status for route, status in statuses.items() if status != 404} == {}


@pytest.mark.django_db
def test_organiser_of_the_event_opens_its_workspace_as_control(client):
    index = EventIndexPageFactory()
    event = EventPageFactory(parent=index)
    client.force_login(organiser_of(index))
    assert client.get(reverse("workspace:event", args=[event.pk])).status_code == 200
    assert event.title in client.get(reverse("workspace:events")).content.decode()


@pytest.mark.django_db
def test_list_of_events_leaves_out_those_of_others(client):
    event = EventPageFactory(title="Van een ander")
    client.force_login(organiser_of(EventIndexPageFactory()))
    assert event.title not in client.get(reverse("workspace:events")).content.decode()


@pytest.mark.django_db
def test_role_at_one_event_opens_that_event_only(client):
    one, other = EventPageFactory(), EventPageFactory()
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    EventRoleFactory(event=one, user=user, role=Role.REPORTER)
    client.force_login(user)
    assert client.get(reverse("workspace:event", args=[one.pk])).status_code == 200
    assert client.get(reverse("workspace:event", args=[other.pk])).status_code == 404


@pytest.mark.django_db
def test_visitor_without_account_is_sent_to_the_login_page(client):
    event = EventPageFactory()
    response = client.get(reverse("workspace:event", args=[event.pk]))
    assert response.status_code == 302
    assert "/beheer/login/" in response.url
