"""An event with people, results or notes is not deleted; an empty one is."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Page

from events.models import EventPage
from polls.models import FrozenResult
from tests.factories import (
    CaptureSheetFactory,
    EventIndexPageFactory,
    EventPageFactory,
    FolderFactory,
    HandOutFactory,
    PollFactory,
    ProgrammeItemFactory,
    QuestionFactory,
    RegistrationFactory,
    RoundFactory,
    UserFactory,
)
from workshops.models import RunningNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return EventIndexPageFactory()


@pytest.fixture
def event(index):
    return EventPageFactory(parent=index, title="Bijeenkomst met gevolgen")


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def register_somebody(event):
    RegistrationFactory(event=event)


def hand_in_a_presentation(event):
    HandOutFactory(folder=FolderFactory(item=ProgrammeItemFactory(page=event)))


def freeze_a_result(event):
    round_ = RoundFactory(question=QuestionFactory(poll=PollFactory(event=event)))
    FrozenResult.objects.create(round=round_, payload={}, sha256="0" * 64)


def write_a_note(event):
    RunningNote.objects.create(sheet=CaptureSheetFactory(event=event), text="Wat er gezegd is")


WRITTEN = {
    register_somebody: "1 aanmelding",
    freeze_a_result: "1 uitslag van een peiling",
    write_a_note: "1 aantekening van een verslaglegger",
    hand_in_a_presentation: "1 presentatie of hand-out",
}


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize("make", WRITTEN)
@pytest.mark.parametrize("method", ["get", "post"])
def test_event_with_data_is_not_deleted(organiser, event, make, method):
    make(event)
    response = getattr(organiser, method)(reverse("wagtailadmin_pages:delete", args=[event.pk]))
    assert response.status_code == 302
    assert WRITTEN[make] in told(response)
    assert "Bijeenkomst met gevolgen" in told(response)
    assert EventPage.objects.filter(pk=event.pk).exists()


def test_page_above_an_event_with_data_is_not_deleted(organiser, index, event):
    register_somebody(event)
    organiser.post(reverse("wagtailadmin_pages:delete", args=[index.pk]))
    assert EventPage.objects.filter(pk=event.pk).exists()


def test_event_with_data_among_ticked_pages_is_not_deleted(organiser, index, event):
    register_somebody(event)
    empty = EventPageFactory(parent=index)
    response = organiser.post(_bulk(empty, event))
    assert "1 aanmelding" in told(response)
    assert EventPage.objects.filter(pk__in=[event.pk, empty.pk]).count() == 2


def test_empty_event_is_deleted_as_control(organiser, index, event):
    CaptureSheetFactory(event=event)
    assert organiser.get(reverse("wagtailadmin_pages:delete", args=[event.pk])).status_code == 200
    organiser.post(reverse("wagtailadmin_pages:delete", args=[event.pk]))
    assert not EventPage.objects.filter(pk=event.pk).exists()


def test_empty_ticked_event_is_deleted_as_control(organiser, event):
    organiser.post(_bulk(event))
    assert not EventPage.objects.filter(pk=event.pk).exists()


def test_data_of_another_event_is_no_reason_as_control(organiser, index, event):
    register_somebody(EventPageFactory(parent=index))
    organiser.post(reverse("wagtailadmin_pages:delete", args=[event.pk]))
    assert not EventPage.objects.filter(pk=event.pk).exists()


def _bulk(*pages: Page) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return address + "?" + "&".join(f"id={page.pk}" for page in pages)
