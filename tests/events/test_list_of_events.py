"""The organiser's list of events: what stands in it, and the way to a new one."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from core.enums import Role
from events.models import EventPage
from tests.events.test_editing import add_address, posted
from tests.factories import EventIndexPageFactory, EventPageFactory, EventRoleFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW = reverse("wagtailadmin_pages:choose_parent", args=("events", "eventpage"))


@pytest.fixture
def page(client):
    """Reads the list of events as somebody."""

    def read(user):
        client.force_login(user)
        return client.get(reverse("workspace:events")).content.decode()

    return read


def test_list_leads_to_the_form_of_a_new_event(client, page):
    event = EventPageFactory()
    html = page(UserFactory(is_superuser=True))
    assert f'href="{NEW}"' in html
    assert "Nieuwe bijeenkomst" in html
    form = reverse("wagtailadmin_pages:add", args=("events", "eventpage", event.get_parent().pk))
    assert client.get(NEW).headers["Location"] == form


def test_who_may_not_add_pages_gets_no_way_that_ends_in_a_refusal(page):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    event = EventRoleFactory(event=EventPageFactory(), user=user, role=Role.ORGANISER).event
    html = page(user)
    assert event.title in html
    assert NEW not in html


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"live": True}, "Gepubliceerd"),
        ({"live": False}, "Concept"),
        ({"live": True, "cancelled_at": timezone.now()}, "Gaat niet door"),
    ],
)
def test_list_says_what_visitors_find(page, facts, word):
    EventPageFactory(**facts)
    html = page(UserFactory(is_superuser=True)).partition("<tbody>")[2].partition("</tbody>")[0]
    assert [name for name in ("Gepubliceerd", "Concept", "Gaat niet door") if name in html] == [word]


def test_event_that_is_published_for_the_first_time_goes_on_in_its_workspace(client):
    """Also when it was a draft first. Saving a draft stays in the editor, a later publication goes Wagtail's way."""
    index = EventIndexPageFactory()
    client.force_login(UserFactory(is_superuser=True))
    client.post(add_address(index), posted())
    event = EventPage.objects.get(slug="nieuwe-bijeenkomst")
    editor = reverse("wagtailadmin_pages:edit", args=[event.pk])
    answers = []
    for action in ({}, {"action-publish": "1"}, {"action-publish": "1"}):
        rows = {
            "dates": event.dates,
            "programme_items": event.programme_items,
            "central_questions": event.central_questions,
        }
        data = posted(slug=event.slug, **action)
        for name, parts in rows.items():
            data |= {f"{name}-0-id": str(parts.get().pk), f"{name}-INITIAL_FORMS": "1"}
        answers.append(client.post(editor, data))
        event = EventPage.objects.get(pk=event.pk)
    workspace = reverse("workspace:event", args=[event.pk])
    assert [answer.headers.get("Location") for answer in answers][1] == workspace
    assert workspace not in [answer.headers.get("Location") for answer in (answers[0], answers[2])]


def test_event_that_is_published_at_once_goes_on_in_its_workspace(client):
    client.force_login(UserFactory(is_superuser=True))
    answer = client.post(add_address(EventIndexPageFactory()), posted(**{"action-publish": "1"}))
    event = EventPage.objects.get(slug="nieuwe-bijeenkomst")
    assert answer.headers["Location"] == reverse("workspace:event", args=[event.pk])


def test_editor_of_an_event_leads_to_its_workspace(client):
    event = EventPageFactory()
    client.force_login(UserFactory(is_superuser=True))
    link = f'href="{reverse("workspace:event", args=[event.pk])}"'
    assert link in client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert link not in client.get(reverse("wagtailadmin_pages:edit", args=[event.get_parent().pk])).content.decode()
