"""Each step of an event's timeline leads to where it is done."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from core.enums import Role
from tests.factories import CaptureSheetFactory, EventPageFactory, EventRoleFactory, QuestionFactory, UserFactory
from tests.factories.polls import PollFactory
from tests.factories.workshops import WorkshopFactory, WorkshopRoundFactory

pytestmark = pytest.mark.django_db
STEP = re.compile(r'<li class="workspace__step.*?</li>', re.DOTALL)
LINK = re.compile(r'<strong><a href="([^"]+)">([^<]+)</a></strong>')


@pytest.fixture
def event():
    event = EventPageFactory()
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event))
    CaptureSheetFactory(event=event, workshop=workshop)
    QuestionFactory(poll=PollFactory(event=event))
    return event


@pytest.fixture
def page(client):
    """The workspace of an event as somebody reads it."""

    def read(event, user=None):
        client.force_login(user or UserFactory(is_superuser=True))
        return client.get(reverse("workspace:event", args=[event.pk])).content.decode()

    return read


def links_of(html):
    """Title → address of the steps."""
    found = [LINK.search(step) for step in STEP.findall(html)]
    return {unescape(link[2]): link[1] for link in found if link}


def test_every_step_leads_to_a_page_that_opens(client, page, event):
    html = page(event)
    links = links_of(html)
    assert len(links) == len(STEP.findall(html)) == 8
    for address in links.values():
        path, _hash, anchor = address.partition("#")
        shown = client.get(path).content.decode() if path else html
        assert not anchor or f'id="{anchor}"' in shown


def test_registration_is_opened_on_its_tab_of_the_editor(page, event):
    editor = reverse("wagtailadmin_pages:edit", args=[event.pk])
    assert links_of(page(event))["Aanmelding"] == f"{editor}#tab-aanmelding"


@pytest.mark.parametrize("role", [Role.CHAIR, Role.CHECK_IN])
def test_who_may_not_organise_gets_no_link_that_ends_in_a_refusal(page, event, role):
    user = EventRoleFactory(event=event, user=UserFactory(), role=role).user
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    html = page(event, user)
    assert STEP.findall(html)
    assert links_of(html) == {}


def test_workspace_offers_a_round_first_and_then_a_workshop(page, event):
    add_round = reverse("workshop_rounds:add", args=[event.pk])
    add_workshop = reverse("workshop_list:add", args=[event.pk])
    html = page(event)
    assert (add_round in html, add_workshop in html) == (False, True)
    bare = EventPageFactory()
    html = page(bare)
    assert reverse("workshop_rounds:add", args=[bare.pk]) in html
    assert reverse("workshop_list:add", args=[bare.pk]) not in html
