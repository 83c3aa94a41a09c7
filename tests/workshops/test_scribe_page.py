"""The scribe page over HTTP: what it shows, and who may open it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose
from core.site_memory import forget_sites
from core.tokens import link_token
from tests.factories import (
    AccessLinkFactory,
    CaptureSheetFactory,
    RegistrationFactory,
)
from tests.workshops.desk import JSON
from workshops.models import CaptureSheet, Outcome

pytestmark = pytest.mark.django_db


def test_page_shows_prompts_cases_and_forms(desk):
    content = desk.get().content.decode()

    assert "Goede voorbeelden" in content
    assert "Casus Anna" in content
    assert desk.url("add_card", "opbrengst") in content


def test_page_names_no_attendee(desk):
    registration = RegistrationFactory(event=desk.event, name="Verborgen Naam")

    content = desk.get().content.decode()

    assert registration.name not in content
    assert registration.email not in content


def test_page_is_not_kept_by_caches_and_needs_no_account(desk):
    response = desk.get()

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("change", [{"revoked_at": True}, {"expires_at": True}])
def test_link_that_was_revoked_or_ran_out_opens_a_friendly_404(desk, change):
    moment = timezone.now() - timedelta(minutes=1)
    type(desk.link).objects.filter(pk=desk.link.pk).update(**dict.fromkeys(change, moment))

    page, post = desk.get(), desk.add(text="Te laat")
    script = desk.add(text="Te laat", headers=JSON)

    assert (page.status_code, post.status_code, script.status_code) == (404, 404, 404)
    assert "werkt niet" in page.content.decode()
    assert script.json()["code"] == "link"
    assert not Outcome.objects.exists()


def test_link_of_another_purpose_or_a_forged_one_opens_nothing(desk):
    chair = AccessLinkFactory(event=desk.event, purpose=LinkPurpose.CHAIR, target=desk.sheet.pk)

    for token in (link_token(chair), desk.token[:-2] + "xx", "1", "x.y"):
        assert desk.client.get(reverse("workshops:scribe", args=(token,))).status_code == 404


def test_link_to_a_sheet_of_another_event_opens_nothing(desk):
    other = CaptureSheetFactory()
    link = AccessLinkFactory(event=desk.event, purpose=LinkPurpose.SCRIBE, target=other.pk)

    assert desk.client.get(reverse("workshops:scribe", args=(link_token(link),))).status_code == 404


def test_get_changes_nothing(desk):
    card = desk.outcome()

    for name, args in (
        ("hand_in", ()),
        ("reopen", ()),
        ("save_note", ()),
        ("add_card", ("opbrengst",)),
        ("change_card", ("opbrengst", card.uid)),
        ("remove_card", ("opbrengst", card.uid)),
        ("move_card", ("opbrengst", card.uid)),
        ("star_card", (card.uid,)),
    ):
        assert desk.client.get(desk.url(name, *args)).status_code == 405
    assert Outcome.objects.count() == 1


def test_posts_need_a_csrf_token(desk):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(desk.url("save_note"), {"text": "x", "version": 0}).status_code == 403


def test_handed_in_sheet_shows_its_cards_takes_nothing_and_opens_again(desk):
    card = desk.outcome()

    desk.client.post(desk.url("hand_in"))
    content = desk.get().content.decode()
    refused, script = desk.add(text="Te laat"), desk.add(text="Te laat", headers=JSON)

    assert card.text in content
    assert desk.url("add_card", "opbrengst") not in content
    assert (refused.status_code, script.status_code, script.json()["code"]) == (423, 423, "handed-in")
    assert "Te laat" in refused.content.decode()
    desk.client.post(desk.url("reopen"))
    assert desk.add(text="Toch nog").status_code == 302
    assert CaptureSheet.objects.get().handed_in_at is None


def test_page_takes_the_same_number_of_queries_for_one_and_thirty_cards(desk):
    def fill(number):
        desk.add(text=f"Opbrengst {number}", case=desk.case.pk)
        desk.add("citaat", text="Ja", attribution_kind="participant", consent="given", sector=desk.sector.pk)
        desk.add("afspraak", text="Maken", kind="agreement", owners=["Atria", "Movisie"])

    fill(0)
    desk.get()
    counts = []
    for _ in range(2):
        forget_sites()  # else it depends on the clock whether they are still remembered
        with CaptureQueriesContext(connection) as queries:
            desk.get()
        counts.append(len(queries))
        for number in range(10):
            fill(number)

    assert counts[0] == counts[1] <= 19
