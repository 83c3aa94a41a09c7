"""A report tells what happened: nothing is drafted before, and what is still to come is told as such."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from events.enums import EventKind
from events.models import EventDate, EventPage
from reports.domain.drafting import draft_report, report_of
from reports.domain.held import NothingHappened
from reports.domain.publishing.reviewing import review_report
from reports.domain.refreshing.saving import refresh_of
from reports.domain.templates.choosing import choose_layout, plan_of
from reports.enums import ReportKind
from reports.models import ReportPage
from tests.factories import EventDateFactory, EventPageFactory, UserFactory
from tests.reports.meeting import make_meeting
from workshops.models import CaptureSheet, Workshop, WorkshopRound

pytestmark = pytest.mark.django_db
HELD = re.compile(r"\b(?:vond|stond|werd|lag|kwamen)\b")


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


def text_of(page: ReportPage) -> str:
    blocks = [str(child["value"].get("text") or child["value"].get("heading") or "") for child in page.body.raw_data]
    return "\n".join([page.introduction, *blocks]).replace("\u00a0", " ")


def move(event: EventPage, **kwargs) -> None:
    """Every date, round and item of the meeting begins so long from now."""
    begin = timezone.now() + timedelta(**kwargs)
    for rows in (event.dates.all(), event.programme_items.all(), WorkshopRound.objects.filter(event=event)):
        rows.update(starts_at=begin, ends_at=begin + timedelta(hours=4))


@pytest.mark.parametrize(("begins", "may"), [({"days": 3}, False), ({"minutes": 1}, False), ({"minutes": -1}, True)])
def test_report_can_be_drafted_from_the_moment_the_meeting_begins(begins, may):
    event = make_meeting(workshops=1, questions=0, people=0).event
    move(event, **begins)
    if may:
        assert draft_report(event, actor=None).pk
    else:
        with pytest.raises(NothingHappened):
            draft_report(event, actor=None)
        assert report_of(event) is None


@pytest.mark.parametrize("dates", [{"dates": 0}, {"dates__held": True}])
def test_meeting_without_a_date_or_called_off_before_it_began_has_no_report(dates):
    event = EventPageFactory(**dates)
    EventPage.objects.filter(pk=event.pk).update(cancelled_at=timezone.now() - timedelta(days=9))
    with override("en"), pytest.raises(NothingHappened, match="called off"):
        draft_report(event, actor=None)


def test_series_that_is_called_off_half_way_has_a_report_of_what_was_held():
    event = EventPageFactory(dates__held=True)
    EventDateFactory(page=event)
    EventPage.objects.filter(pk=event.pk).update(cancelled_at=timezone.now())
    text = text_of(draft_report(event, actor=None))
    assert "vond" in text
    assert "nog een bijeenkomst" not in text


def test_workspace_says_from_when_and_lets_the_template_be_chosen_now(client, editor):
    event = EventPageFactory()
    html = client.get(reverse("workspace:event", args=[event.pk])).content.decode()
    begins = timezone.localtime(event.dates.get().starts_at)
    assert date_format(begins, "l j F Y, H.i") in html
    assert f'action="{reverse("reports_admin:draft", args=[event.pk])}"' not in html
    choice = reverse("reports_admin:template", args=[event.pk])
    assert choice in html
    assert 'value="draft"' not in client.get(choice).content.decode()
    client.post(choice, {"layout": ReportKind.SHORT, "then": "keep"})
    assert plan_of(event).kind == ReportKind.SHORT


@pytest.mark.parametrize(("address", "data"), [("draft", {}), ("template", {"layout": "short", "then": "draft"})])
def test_press_that_comes_too_early_makes_nothing_and_is_answered(client, editor, address, data):
    event = EventPageFactory()
    answer = client.post(reverse(f"reports_admin:{address}", args=[event.pk]), data, follow=True)
    assert report_of(event) is None
    assert date_format(timezone.localtime(event.dates.get().starts_at), "l j F Y, H.i") in answer.content.decode()
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]


def test_meeting_that_was_moved_after_its_draft_is_told_as_a_plan_and_is_not_published(client, editor):
    event = make_meeting(questions=0, people=0).event
    page = draft_report(event, actor=editor)
    before = review_report(page)
    assert HELD.search(text_of(page))
    move(event, days=10)
    added = {item.message for item in review_report(page).blocking} - {item.message for item in before.blocking}
    assert len(added) == 1
    (opening,) = [block["value"]["text"] for block in refresh_of(page).fresh if block["value"]["source"] == "opening"]
    assert "Die vraag staat op" in opening
    assert not HELD.search(opening), opening


def test_series_that_runs_tells_what_was_held_and_what_is_still_to_come():
    event = EventPageFactory(kind=EventKind.MASTERCLASS, dates__held=True)
    EventDateFactory(page=event, label="Terugkomdag")
    choose_layout(event, kind=ReportKind.SERIES)
    page = draft_report(event, actor=None)
    text = text_of(page)
    held, later = (timezone.localtime(one.starts_at) for one in EventDate.objects.filter(page=event).order_by("pk"))
    assert f"{held.day} " in page.introduction
    assert f"{later.year}" not in page.introduction.replace(str(held.year), "") or held.year != later.year
    assert "is er nog een bijeenkomst." in text
    assert "De reeks heeft twee bijeenkomsten; daarvan moet er één nog komen." in text
    assert text.count("Deze bijeenkomst moet nog komen.") == 1
    (table,) = [child["value"]["table"] for child in page.body.raw_data if child["type"] == "table"] or [None]
    if table is not None:
        assert table["rows"][1]["values"][-1] == "moet nog komen"


def test_workshop_that_was_called_off_is_neither_counted_nor_missed():
    event = make_meeting(workshops=3, questions=0, people=0).event
    CaptureSheet.objects.get(workshop__number=2).outcomes.all().delete()
    text = text_of(draft_report(event, actor=None))
    assert "workshop 2: nog niets genoteerd" in text.casefold()  # as long as it was held
    ReportPage.objects.all().delete()
    Workshop.objects.filter(number=2).update(cancelled_at=timezone.now())
    text = text_of(draft_report(EventPage.objects.get(pk=event.pk), actor=None))
    assert "In twee workshops is" in text
    assert "workshop 2" not in text.casefold()


def test_workshops_that_did_not_begin_are_not_told():
    event = make_meeting(workshops=3, questions=0, people=0).event
    CaptureSheet.objects.exclude(workshop=None).first().outcomes.all().delete()
    WorkshopRound.objects.filter(event=event).update(starts_at=timezone.now() + timedelta(hours=1))
    assert "In drie workshops" not in text_of(draft_report(event, actor=None))
