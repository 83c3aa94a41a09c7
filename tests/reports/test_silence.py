"""Silence means not published, whichever way a report goes live; and a report stands in one place only."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction

from reports.domain.quoting.asking import need_nobody
from reports.domain.quoting.listing import quotes_of
from reports.models import PublishedVersion, ReportPage
from tests.factories import UserFactory
from tests.reports.meeting import make_event
from tests.reports.signoff import draft
from workshops.enums import ConsentState
from workshops.models import Quote

pytestmark = pytest.mark.django_db
CANARY = "De kanarie werd nooit gevraagd."
PULLED = "De kanarie in een streamer werd ook niet gevraagd."
OWN_LINE = "Deze regel is van het verslag zelf."
BODY = [
    {"type": "text", "id": "t-1", "value": {"text": "<p>Een gewone alinea.</p>"}},
    {"type": "quote", "id": "q-1", "value": {"text": CANARY, "attribution": "een agent"}},
    {"type": "pull_quote", "id": "q-2", "value": {"text": PULLED, "attribution": "Robin"}},
    {"type": "pull_quote", "id": "q-3", "value": {"text": OWN_LINE, "attribution": ""}},
]


def silent(**kwargs) -> ReportPage:
    """A draft with quotes that nobody was asked about."""
    page = ReportPage(title="Verslag", slug="verslag", live=False, body=json.dumps(BODY), **kwargs)
    make_event().add_child(instance=page)
    page.save_revision()
    return page


def stored(page: ReportPage) -> str:
    return str(ReportPage.objects.get(pk=page.pk).body.raw_data[:])


def holds_nothing(page: ReportPage) -> bool:
    found = ReportPage.objects.get(pk=page.pk)
    assert found.live
    assert OWN_LINE in stored(page)
    assert "gewone alinea" in stored(page)
    return CANARY not in stored(page) and PULLED not in stored(page)


# --- every way to go live --------------------------------------------------------------------


def by_the_revision(page):
    page.get_latest_revision().publish()


def by_the_page(page):
    page.publish(page.get_latest_revision())


def by_a_schedule(page):
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert not ReportPage.objects.get(pk=page.pk).live
    assert not PublishedVersion.objects.exists()  # what is planned is no version yet
    revision = page.get_latest_revision()
    past = timezone.now() - timedelta(minutes=1)
    revision.content = {**revision.content, "go_live_at": past.isoformat()}
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")


def by_an_older_revision(page):
    first = page.get_latest_revision()
    page.body = "[]"
    page.save_revision().publish()
    first.publish()


def by_saving_the_row(page):
    page.live = True
    page.save()


def by_saving_one_field(page):
    page.live = True
    page.save(update_fields=["live"])


def by_unpublishing_and_publishing_again(page):
    by_the_revision(page)
    ReportPage.objects.get(pk=page.pk).unpublish()
    ReportPage.objects.get(pk=page.pk).get_latest_revision().publish()


def by_moving_it_to_another_meeting(page):
    page.move(make_event(slug="elders"), pos="last-child")
    ReportPage.objects.get(pk=page.pk).get_latest_revision().publish()


WAYS = [
    by_the_revision,
    by_the_page,
    by_a_schedule,
    by_an_older_revision,
    by_saving_the_row,
    by_saving_one_field,
    by_unpublishing_and_publishing_again,
    by_moving_it_to_another_meeting,
]


@pytest.mark.parametrize("go_live", WAYS)
def test_quote_nobody_was_asked_about_is_not_live_whichever_way_the_report_went_live(go_live):
    page = silent()
    go_live(page)
    assert holds_nothing(page)
    found = ReportPage.objects.get(pk=page.pk)
    assert found.has_unpublished_changes is True
    assert CANARY not in str(list(PublishedVersion.objects.values_list("content", flat=True)))


def test_control_with_a_decision_the_quote_goes_live():
    page = silent()
    need_nobody(page, "q-1", reason="Een openbare uitspraak", actor=None)
    page.get_latest_revision().publish()
    assert CANARY in stored(page)
    assert PULLED not in stored(page)


def test_report_that_is_made_live_at_once_holds_no_quote():
    page = ReportPage(title="Verslag", slug="verslag", body=json.dumps(BODY))
    make_event().add_child(instance=page)
    assert holds_nothing(page)


@pytest.mark.parametrize("chosen", ["the report", "its event with all below it"])
def test_publishing_many_pages_at_once_asks_the_review_list_too(client, chosen):
    page = silent()
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    pk, ticked = (page.pk, {}) if chosen == "the report" else (page.get_parent().pk, {"include_descendants": "on"})
    response = client.post(f"{address}?id={pk}&next=/beheer/", ticked)
    assert response.url == reverse("reports_admin:publishing", args=[page.get_parent().pk])
    assert not ReportPage.objects.get(pk=page.pk).live

    for quote in quotes_of(page):
        need_nobody(page, quote.block_id, reason="Verzonnen", actor=None)
    response = client.post(f"{address}?id={pk}&next=/beheer/", ticked)
    assert response.url == "/beheer/"
    assert ReportPage.objects.get(pk=page.pk).live


def test_card_without_a_yes_or_a_card_that_is_gone_is_silence_too():
    page = draft()
    assert Quote.objects.filter(consent=ConsentState.GIVEN).count() == 1
    page.get_latest_revision().publish()
    assert "bankpas" in stored(page)  # the control: agreed at the meeting
    for change in (lambda cards: cards.update(consent=ConsentState.NOT_ASKED), lambda cards: cards.delete()):
        change(Quote.objects.all())
        page.get_latest_revision().publish()
        assert "bankpas" not in stored(page)


# --- one place only --------------------------------------------------------------------------


def published() -> ReportPage:
    page = silent(introduction="Een inleiding.")
    for quote in quotes_of(page):
        need_nobody(page, quote.block_id, reason="test", actor=None)
    page.get_latest_revision().publish()
    assert CANARY in stored(page)
    return ReportPage.objects.get(pk=page.pk)


@pytest.mark.parametrize("keep_live", [True, False])
def test_copy_of_a_report_begins_empty_and_is_not_live(keep_live):
    page = published()
    elsewhere = make_event(slug="elders")
    CopyPageAction(page, to=elsewhere, keep_live=keep_live, copy_revisions=True).execute()
    copy = ReportPage.objects.child_of(elsewhere).get()
    assert (copy.live, copy.introduction, len(copy.body)) == (False, "", 0)
    assert CANARY not in str(list(copy.revisions.values_list("content", flat=True)))
    copy.get_latest_revision().publish()
    assert CANARY not in stored(copy)


def test_copying_a_meeting_with_what_is_under_it_takes_no_text_along():
    page = published()
    event = page.event
    event.copy(recursive=True, update_attrs={"slug": "volgend-jaar", "title": "Volgend jaar"})
    copy = ReportPage.objects.exclude(pk=page.pk).get()
    assert (copy.live, len(copy.body)) == (False, 0)
    assert CANARY in stored(page)


def test_alias_of_a_report_shows_nothing_also_after_the_report_is_published_again():
    page = published()
    elsewhere = make_event(slug="elders")
    alias = CreatePageAliasAction(page, parent=elsewhere).execute()
    page.get_latest_revision().publish()
    alias = ReportPage.objects.get(pk=alias.pk)
    assert (alias.alias_of_id, alias.live, len(alias.body)) == (page.pk, False, 0)
    assert ReportPage.objects.get(pk=page.pk).live


def test_nobody_is_offered_to_copy_or_move_a_report(client):
    page = published()
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    rights = page.permissions_for_user(user)
    assert (rights.can_copy(), rights.can_move()) == (False, False)
    assert rights.can_publish()  # the control
    assert not page.permissions_for_user(AnonymousUser()).can_copy()
    for name in ("copy", "move"):
        assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 302
