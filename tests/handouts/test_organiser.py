"""The organiser's page: who handed in what, asking, releasing, withdrawing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import AccessLink
from handouts.enums import Act, Audience, Release
from handouts.models import Folder, HandOut, HandOutAct, SpeakerAsk
from mailing.models import OutboxMessage
from tests.factories import (
    EventPageFactory,
    FolderFactory,
    HandOutFactory,
    ProgrammeItemFactory,
    SpeakerFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from tests.handouts.samples import pdf, upload
from workshops.domain.deleting import holdings_of
from workshops.models import WorkshopPerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def item(event):
    return SpeakerFactory(item=ProgrammeItemFactory(page=event, title="Opening", kind="talk")).item


@pytest.fixture
def workshop(event):
    made = WorkshopFactory(round=WorkshopRoundFactory(event=event), title="Samen optrekken")
    WorkshopPerson.objects.create(workshop=made, role="leader", name="Bram Leider", email="bram@organisatie.example")
    return made


@pytest.fixture
def organiser(client):
    client.user = UserFactory(is_superuser=True)
    client.force_login(client.user)
    return client


def address(name, event, *rest):
    return reverse(f"hand_outs:{name}", args=[event.pk, *rest])


def test_page_shows_every_part_with_who_speaks(organiser, event, item, workshop):
    ProgrammeItemFactory(page=event, title="Koffie", kind="break")
    page = organiser.get(address("index", event)).content.decode()
    for words in ("Opening", "Renée Römkens", "Samen optrekken", "Bram Leider", "bram@organisatie.example"):
        assert words in page
    assert "Koffie" not in page
    assert not Folder.objects.exists()  # looking writes nothing


def test_workspace_leads_to_the_page(organiser, event):
    HandOutFactory(folder__item__page=event, is_held=True)
    page = organiser.get(reverse("workspace:event", args=[event.pk])).content.decode()
    assert address("index", event) in page


def test_speaker_is_asked_and_mailed(organiser, event, workshop):
    for _n in range(2):
        sent = {"name": "Bram Leider", "email": "bram@organisatie.example", "deliver_by": "2032-03-01T12:00"}
        assert organiser.post(address("ask", event, "workshop", workshop.pk), sent).status_code == 302
    ask = SpeakerAsk.objects.get()
    assert (ask.folder.workshop, AccessLink.objects.count(), OutboxMessage.objects.count()) == (workshop, 1, 1)
    page = organiser.get(address("index", event)).content.decode()
    assert "/spreker/" in page
    organiser.post(address("take_back", event, ask.pk))
    assert not AccessLink.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [{"name": ""}, {"name": "x" * 161}, {"name": "goed", "email": "nee"}, {"name": "goed", "deliver_by": "gisteren"}],
)
def test_speaker_is_not_asked_when_something_is_wrong(organiser, event, item, sent):
    assert organiser.post(address("ask", event, "onderdeel", item.pk), sent).status_code == 302
    assert not SpeakerAsk.objects.exists()


def test_organiser_adds_on_behalf_of_a_speaker(organiser, event, item):
    organiser.post(address("ask", event, "onderdeel", item.pk), {"name": "Renée Römkens"})
    ask = SpeakerAsk.objects.get()
    add = address("add", event, "onderdeel", item.pk)
    sent = {"ask": ask.pk, "files": [upload("a.pdf", pdf()), upload("b.exe", b"MZ")]}
    page = organiser.post(add, sent, follow=True).content.decode()
    assert "b.exe" in page
    file = HandOut.objects.get()
    assert file.ask == ask
    act = HandOutAct.objects.get()
    assert (act.act, act.by, act.by_name) == (Act.ADDED, organiser.user, "Renée Römkens")


@pytest.mark.parametrize("key", ["9" * 25, "-1", "²", "\x00"])
def test_odd_speaker_is_nobody(organiser, event, item, key):
    response = organiser.post(
        address("add", event, "onderdeel", item.pk), {"ask": key, "files": [upload("a.pdf", pdf())]}
    )
    assert response.status_code in {302, 404}


def test_speaker_of_another_part_is_a_404(organiser, event, item, workshop):
    organiser.post(address("ask", event, "workshop", workshop.pk), {"name": "Bram"})
    sent = {"ask": SpeakerAsk.objects.get().pk, "files": [upload("a.pdf", pdf())]}
    assert organiser.post(address("add", event, "onderdeel", item.pk), sent).status_code == 404
    assert not HandOut.objects.exists()


def test_release_of_one_and_of_all(organiser, event, item, workshop):
    organiser.post(
        address("release", event, "onderdeel", item.pk), {"audience": "everyone", "release": "end", "release_at": ""}
    )
    folder = Folder.objects.get()
    assert (folder.item, folder.audience, folder.release) == (item, Audience.EVERYONE, Release.END)
    sent = {"audience": "attendees", "release": "moment", "release_at": "2032-03-01T12:00"}
    organiser.post(address("release_all", event), sent)
    assert set(Folder.objects.values_list("audience", "release")) == {(Audience.ATTENDEES, Release.MOMENT)}
    assert Folder.objects.count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"audience": "iedereen", "release": "now"},
        {"audience": "everyone", "release": "ooit"},
        {"audience": "everyone", "release": "moment", "release_at": ""},
        {"audience": "everyone", "release": "moment", "release_at": "0000-00-00T00:00"},
        {},
    ],
)
def test_release_that_makes_no_sense_changes_nothing(organiser, event, item, sent):
    assert organiser.post(address("release", event, "onderdeel", item.pk), sent).status_code == 302
    assert not Folder.objects.exclude(release=Release.NOT).exists()


def test_file_is_changed_withdrawn_shown_and_removed(organiser, event, item):
    file = HandOutFactory(folder=FolderFactory(item=item))
    page = address("file", event, file.uid)
    assert organiser.get(page).status_code == 200
    assert organiser.post(page, {"title": ""}).status_code == 422
    assert organiser.post(page, {"title": "Nieuw", "replacement": upload("n.pdf", pdf())}).status_code == 302
    assert organiser.get(address("download", event, file.uid)).content == pdf()
    organiser.post(address("withdraw", event, file.uid))
    file.refresh_from_db()
    assert (file.title, file.is_withdrawn) == ("Nieuw", True)
    organiser.post(address("show", event, file.uid))
    file.refresh_from_db()
    assert not file.is_withdrawn
    organiser.post(address("remove", event, file.uid))
    assert not HandOut.objects.exists()
    assert {act.by for act in HandOutAct.objects.all()} == {organiser.user}
    assert "n.pdf" in organiser.get(address("index", event)).content.decode()  # what was done stays readable


def test_files_and_parts_of_another_event_are_a_404(organiser, event, item, workshop):
    other = EventPageFactory()
    file = HandOutFactory(folder=FolderFactory(item=item))
    ask = SpeakerAsk.objects.create(folder=file.folder, name="Anne")
    for name in ("file", "download"):
        assert organiser.get(address(name, other, file.uid)).status_code == 404
    for name in ("remove", "withdraw", "show"):
        assert organiser.post(address(name, other, file.uid)).status_code == 404
    assert organiser.post(address("take_back", other, ask.pk)).status_code == 404
    for kind, pk in (("onderdeel", item.pk), ("workshop", workshop.pk), ("anders", item.pk)):
        for name in ("release", "ask", "add"):
            assert organiser.post(address(name, other, kind, pk), {"name": "x"}).status_code == 404
    assert HandOut.objects.count() == 1


def test_part_that_was_called_off_keeps_its_files_in_sight(organiser, event, workshop):
    folder = Folder.objects.create(event=event, workshop=workshop)
    file = HandOutFactory(folder=folder)
    workshop.cancelled_at = timezone.now()
    workshop.save()
    assert file.title in organiser.get(address("index", event)).content.decode()


def test_page_takes_as_many_queries_for_1_as_for_30(organiser, event):
    def make(count):
        for n in range(count):
            part = SpeakerFactory(item=ProgrammeItemFactory(page=event, kind="talk")).item
            folder = FolderFactory(item=part, release=Release.MOMENT, release_at=timezone.now() + timedelta(days=n))
            ask = SpeakerAsk.objects.create(folder=folder, name="Anne")
            AccessLink.objects.create(event=event, purpose="hand_outs", target=ask.pk)
            HandOutFactory(folder=folder, ask=ask)
            HandOutAct.objects.create(folder=folder, act="added", by=UserFactory())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert organiser.get(address("index", event)).status_code == 200
        return len(captured)

    make(1)
    queries()
    few = queries()
    make(29)
    assert queries() == few


def test_workshop_with_files_is_not_deleted_by_accident(workshop):
    folder = Folder.objects.create(event=workshop.round.event, workshop=workshop)
    SpeakerAsk.objects.create(folder=folder, name="Bram")
    assert holdings_of(workshop) == []
    HandOutFactory(folder=folder)
    assert len(holdings_of(workshop)) == 1
