"""One click drafts a report; who may draft, edit and publish it."""

import pytest
from django.urls import reverse

from core.enums import Role
from core.models import EventRole
from reports.domain.drafting import draft_report
from reports.models import ReportPage
from tests.factories import EventPageFactory, UserFactory
from tests.reports.meeting import make_event, make_meeting
from tests.reports.pages import access_admin, person_with, shown, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def test_one_click_drafts_and_opens_the_editor(client, editor):
    event = make_meeting().event
    response = client.post(reverse("reports_admin:draft", args=[event.pk]))
    page = ReportPage.objects.child_of(event).get()
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.owner == editor
    assert client.get(response.headers["Location"]).status_code == 200


def test_looking_at_the_address_never_drafts(client, editor):
    event = make_meeting().event
    assert client.get(reverse("reports_admin:draft", args=[event.pk])).status_code == 405
    assert not ReportPage.objects.exists()


def test_person_of_another_event_cannot_draft(client):
    event = make_event()
    user = UserFactory()
    user.user_permissions.add(access_admin())
    EventRole.objects.create(event=EventPageFactory(), user=user, role=Role.REPORTER)
    client.force_login(user)
    assert client.post(reverse("reports_admin:draft", args=[event.pk])).status_code == 404
    assert not ReportPage.objects.exists()


def test_reporter_of_the_event_drafts_and_edits(client):
    event = make_event()
    client.force_login(person_with(Role.REPORTER, event))
    response = client.post(reverse("reports_admin:draft", args=[event.pk]))
    page = ReportPage.objects.child_of(event).get()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert response.headers["Location"] == address
    assert client.get(address).status_code == 200
    assert submit(client, page).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Nieuwe titel"


@pytest.mark.parametrize(("role", "is_live"), [(Role.REPORTER, False), (Role.ORGANISER, True)])
def test_reporter_leaves_publishing_to_the_organiser(client, role, is_live):
    event = make_event()
    page = draft_report(event, actor=None)
    client.force_login(person_with(role, event))
    submit(client, page, **{"action-publish": "1"})
    page.refresh_from_db()
    assert page.live is is_live


@pytest.mark.parametrize("role", [Role.CHAIR, Role.SCRIBE, Role.CHECK_IN])
def test_other_roles_do_not_open_the_editor_as_control(client, role):
    event = make_event()
    page = draft_report(event, actor=None)
    client.force_login(person_with(role, event))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code in {302, 403}


def test_reporter_edits_neither_the_event_nor_another_report(client):
    event, other = make_event(), EventPageFactory(dates__held=True)
    client.force_login(person_with(Role.REPORTER, event))
    for page in (event, draft_report(other, actor=None)):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code in {302, 403}


def test_two_clicks_make_one_page(client, editor):
    event = make_event()
    address = reverse("reports_admin:draft", args=[event.pk])
    assert client.post(address).status_code == client.post(address).status_code == 302
    assert ReportPage.objects.child_of(event).count() == 1


def test_workspace_offers_the_click_and_then_the_state(client, editor):
    event = make_meeting().event
    address = reverse("workspace:event", args=[event.pk])
    html = shown(client.get(address))
    assert reverse("reports_admin:draft", args=[event.pk]) in html
    client.post(reverse("reports_admin:draft", args=[event.pk]))
    html = shown(client.get(address))
    assert f'action="{reverse("reports_admin:draft", args=[event.pk])}"' not in html
    assert reverse("wagtailadmin_pages:edit", args=[ReportPage.objects.get().pk]) in html
