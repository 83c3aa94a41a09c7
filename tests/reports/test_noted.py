"""The cards behind a drafted text are one click away for who works on the report, and for nobody else."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from core.enums import Role
from reports.domain.drafting import draft_report
from tests.factories import EventRoleFactory, UserFactory
from tests.reports.meeting import make_meeting
from workshops.enums import PassageState
from workshops.models import CaptureSheet, Outcome, Passage

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return draft_report(make_meeting(workshops=2, questions=0, people=0).event, actor=None)


def address(report) -> str:
    return reverse("reports_admin:noted", args=[report.event.pk])


def person(event, role):
    user = UserFactory()
    user.user_permissions.add(_access())
    return EventRoleFactory(event=event, role=role, user=user).user


def _access():
    return Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")


def test_reporter_sees_every_card_under_its_prompt_with_where_it_was_said(client, report):
    client.force_login(person(report.event, Role.REPORTER))
    Outcome.objects.filter(text="rolpatronen in gezin 1").update(text="<b>rolpatronen</b>")
    html = client.get(address(report)).content.decode()
    assert "&lt;b&gt;rolpatronen&lt;/b&gt;" in html
    assert html.count("Financiële afhankelijkheid") == 2
    assert "1. Casus 1" in html
    assert "2. Casus 2" in html
    places = [html.index(text) for text in ("Kernboodschappen</h2>", "behoeven</h2>", "Goede voorbeelden</h2>")]
    assert places == sorted(places)


def test_part_that_a_speaker_refused_is_marked(client, report):
    client.force_login(person(report.event, Role.REPORTER))
    assert "niet publiceren" not in client.get(address(report)).content.decode()
    sheet = CaptureSheet.objects.get(event=report.event, workshop=None)
    Passage.objects.create(sheet=sheet, name="R", state=PassageState.REFUSED, answer_by=timezone.now())
    assert "niet publiceren" in client.get(address(report)).content.decode()


@pytest.mark.parametrize("role", [Role.CHAIR, Role.CHECK_IN, None])
def test_nobody_else_sees_them(client, report, role):
    if role:
        client.force_login(person(report.event, role))
    response = client.get(address(report))
    assert response.status_code in (302, 403, 404)


def test_editor_and_workspace_lead_there(client, report):
    client.force_login(UserFactory(is_superuser=True))
    for page in (
        reverse("wagtailadmin_pages:edit", args=[report.pk]),
        reverse("workspace:event", args=[report.event.pk]),
    ):
        assert address(report) in client.get(page).content.decode()
