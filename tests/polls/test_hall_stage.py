"""The report-back on stage: rooms one by one, late rooms slot in, changes show."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose
from core.tokens import link_token
from live.channels import read_version
from polls.domain.errors import HallError
from polls.domain.hall.press import press_hall
from polls.domain.hall.stage import report_back_shown, rooms_of
from polls.domain.rooms import get_or_create_room
from polls.domain.voters import room_channel
from polls.enums import ScreenView
from polls.models import ReportBack
from tests.factories import (
    AccessLinkFactory,
    CapturePromptFactory,
    CaptureSheetFactory,
    EventPageFactory,
    PollFactory,
    QuestionFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from workshops.domain.sheets import hand_in
from workshops.domain.starring import star_outcome
from workshops.models import Outcome

pytestmark = pytest.mark.django_db(databases="__all__")


class Stage:
    """A meeting with three rooms in one round."""

    def __init__(self):
        self.event = EventPageFactory()
        self.room = get_or_create_room(self.event)
        self.round = WorkshopRoundFactory(event=self.event)
        self.workshops = [
            WorkshopFactory(round=self.round, number=number, title=f"Workshop {number}", room=f"Zaal {number}")
            for number in (1, 2, 3)
        ]
        self.sheets = [CaptureSheetFactory(workshop=workshop) for workshop in self.workshops]

    def point(self, number, text, *, is_starred=True):
        sheet = self.sheets[number - 1]
        prompt = sheet.template.prompts.first() or CapturePromptFactory(template=sheet.template)
        outcome = Outcome.objects.create(sheet=sheet, prompt=prompt, text=text)
        return star_outcome(sheet, outcome.uid, is_starred=True) if is_starred else outcome

    def press(self, action, **fields):
        self.room.refresh_from_db()
        seen = ReportBack.objects.filter(event=self.event).values_list("workshop", flat=True).first()
        press_hall(self.room, action, **{"seen": seen, **fields})
        return self.shows()

    def shows(self):
        self.room.refresh_from_db()
        shown = report_back_shown(self.room)
        return shown and (shown["title"], shown["points"])


@pytest.fixture
def stage():
    return Stage()


def test_rooms_appear_one_by_one_in_their_own_words(stage):
    stage.point(1, "Eerst bellen")
    stage.point(1, "Niet op het podium", is_starred=False)
    stage.point(2, "Samen plannen")
    assert stage.press("report") == ("", [])
    assert stage.press("next") == ("Workshop 1", ["Eerst bellen"])
    assert stage.press("next") == ("Workshop 2", ["Samen plannen"])
    with pytest.raises(HallError):
        stage.press("next")
    assert stage.shows()[0] == "Workshop 2"
    assert stage.press("previous")[0] == "Workshop 1"
    assert stage.press("previous")[0] == "Workshop 1"


def test_a_late_room_slots_in_without_a_jump(stage):
    stage.point(2, "Samen plannen")
    stage.point(3, "Kinderen apart")
    stage.press("report")
    assert stage.press("next")[0] == "Workshop 2"
    assert report_back_shown(stage.room)["writing"] == ["Zaal 1"]
    stage.point(1, "Eerst bellen")
    assert stage.shows()[0] == "Workshop 2"
    assert stage.press("next")[0] == "Workshop 3"
    assert stage.press("next")[0] == "Workshop 1"
    assert report_back_shown(stage.room)["writing"] == []


def test_two_chairs_who_press_at_once_move_one_room(stage):
    for number in (1, 2, 3):
        stage.point(number, f"Punt {number}")
    stage.press("report")
    stage.press("next", seen=None)
    with pytest.raises(HallError):
        stage.press("next", seen=None)
    assert stage.shows()[0] == "Workshop 1"


def test_a_change_of_points_wakes_the_room_only_while_it_is_on_stage(stage, django_capture_on_commit_callbacks):
    def version():
        return read_version(room_channel(stage.event.pk)).version

    with django_capture_on_commit_callbacks(execute=True):
        stage.point(1, "Eerst bellen")
    assert version() == 0  # control: nobody looks at it yet
    with django_capture_on_commit_callbacks(execute=True):
        stage.press("report")
        stage.press("next")
    before = version()
    with django_capture_on_commit_callbacks(execute=True):
        stage.point(1, "Dan pas mailen")
    assert version() > before
    assert stage.shows() == ("Workshop 1", ["Eerst bellen", "Dan pas mailen"])


def test_a_room_that_handed_in_without_points_is_not_waited_for(stage):
    stage.point(1, "Eerst bellen")
    hand_in(stage.sheets[1])
    stage.press("report")
    assert report_back_shown(stage.room)["writing"] == ["Zaal 3"]
    with pytest.raises(HallError):
        stage.press("choose", workshop_id=stage.workshops[1].pk)


def test_a_workshop_of_another_meeting_cannot_be_brought_on_stage(stage):
    other = Stage()
    other.point(1, "Van elders")
    stage.press("report")
    for fields in ({"workshop_id": other.workshops[0].pk}, {"workshop_id": 2**53}, {}):
        with pytest.raises(HallError):
            stage.press("choose", **fields)
    with pytest.raises(HallError):
        stage.press("report", round_=other.round)
    assert stage.shows() == ("", [])


def test_nobody_waits_for_a_workshop_that_was_merged_and_what_it_noted_before_stands(stage):
    stage.point(1, "Van voor het samenvoegen")
    stage.press("report")
    assert report_back_shown(stage.room)["writing"] == ["Zaal 2", "Zaal 3"]
    for workshop in stage.workshops[:2]:
        workshop.cancelled_at, workshop.merged_into = timezone.now(), stage.workshops[2]
        workshop.save()
    assert report_back_shown(stage.room)["writing"] == ["Zaal 3"]
    assert [one.title for one in rooms_of(stage.round.pk)] == ["Workshop 1", "Workshop 3"]


def test_a_meeting_without_workshops_has_no_report_back():
    room = get_or_create_room(EventPageFactory())
    for action in ("report", "next", "previous"):
        with pytest.raises(HallError):
            press_hall(room, action)


def test_a_workshop_that_is_deleted_leaves_the_list_of_rooms(stage):
    stage.point(1, "Eerst bellen")
    stage.press("report")
    stage.press("next")
    Outcome.objects.all().delete()
    stage.sheets[0].delete()
    stage.workshops[0].delete()
    assert stage.shows() == ("", [])


def test_thirty_rooms_take_as_many_queries_as_one(stage, django_assert_num_queries):
    stage.point(1, "Eerst bellen")
    for number in range(4, 31):
        CaptureSheetFactory(workshop=WorkshopFactory(round=stage.round, number=number))
    with django_assert_num_queries(2):
        assert len(rooms_of(stage.round.pk)) == 30


def test_screen_phone_and_remote_show_the_points_as_text(stage, client):
    stage.point(1, "<script>alert(1)</script> " + "x" * 280)
    tokens = {
        name: link_token(AccessLinkFactory(event=stage.event, purpose=purpose))
        for name, purpose in (("screen", LinkPurpose.SCREEN), ("remote", LinkPurpose.CHAIR))
    }
    stage.press("report")
    list_of_rooms = client.get(reverse("polls:screen", args=(tokens["screen"],))).content.decode()
    assert "Zaal 2" in list_of_rooms
    stage.press("next")
    pages = [client.get(reverse(f"polls:{name}", args=(token,))).content.decode() for name, token in tokens.items()]
    pages.append(client.get(reverse("polls:room", args=(stage.room.join_code,))).content.decode())
    for page in pages:
        assert "<script>alert(1)" not in page
        assert "Workshop 1" in page
    assert "&lt;script&gt;" in pages[0]
    assert "&lt;script&gt;" in pages[2]
    stage.press("code")
    assert stage.room.screen_view == ScreenView.WAITING
    assert stage.shows() is None


def test_the_main_button_and_the_keys_go_from_room_to_room_and_never_off_the_stage(stage, client):
    QuestionFactory(poll=PollFactory(event=stage.event), text="De volgende vraag")
    stage.point(1, "Eerst bellen")
    token = link_token(AccessLinkFactory(event=stage.event, purpose=LinkPurpose.CHAIR))

    def main_button(name="remote_screen"):
        page = client.get(reverse(f"polls:{name}", args=(token,))).content.decode()
        return re.search(r'data-key="next">\s*<form.*?</form>', page, re.DOTALL)

    def press(form):
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
        return client.post(re.search('action="([^"]+)"', form[0])[1], fields)

    stage.press("report")
    assert press(main_button()).url == reverse("polls:remote_screen", args=(token,))
    assert stage.shows() == ("Workshop 1", ["Eerst bellen"])
    assert main_button() is None
    stage.point(3, "Te laat binnen")
    assert press(main_button("remote")).url == reverse("polls:remote", args=(token,))
    assert stage.shows() == ("Workshop 3", ["Te laat binnen"])
    remote = client.get(reverse("polls:remote", args=(token,))).content.decode()
    assert re.search(r'data-key="previous">\s*<form.*?value="previous"', remote, re.DOTALL)
    assert "De volgende vraag" in remote
    assert "nog niets te beantwoorden" not in remote  # phones show the points too
