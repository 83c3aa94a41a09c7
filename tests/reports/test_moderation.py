"""One way to publication: our stages, and not Wagtail's moderation beside them (0376)."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage

from core.enums import Role
from reports.domain.drafting import draft_report
from tests.factories import EventRoleFactory, UserFactory
from tests.reports.meeting import make_event

pytestmark = pytest.mark.django_db
BUTTON = "action-submit"


@pytest.mark.parametrize("is_on", [False, True])
def test_editor_of_a_report_offers_no_moderation(client, settings, is_on):
    if is_on:  # the control: with the setting of Wagtail the button would stand there
        settings.WAGTAIL_WORKFLOW_ENABLED = True
    page = draft_report(make_event(), actor=None)
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": Workflow.objects.first()})
    reporter = EventRoleFactory(event=page.event, role=Role.REPORTER, user=UserFactory()).user
    reporter.groups.add(Group.objects.get(name="Editors"))
    client.force_login(reporter)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert page.title in html
    assert (BUTTON in html) is is_on
