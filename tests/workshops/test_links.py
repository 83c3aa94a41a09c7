"""Links of scribes, leaders and speakers: until when, revoked at once, and what a stream may say."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose
from core.tokens import BadToken, link_token
from events.models import Speaker
from live.channels import read_version
from live.registry import Sources
from live.tokens import make_view_token, read_view_token
from mailing.domain.delivering import deliver_due
from registrations.domain.purging import forget_people
from tests.factories import CapturePromptFactory, CaptureSheetFactory, EventDateFactory, ProgrammeItemFactory
from workshops.domain.cards import create_card, save_note, update_card
from workshops.domain.deadlines import hand_in_by, usual_hand_in
from workshops.domain.links import make_link, revoke_links, set_hand_in, sheet_links
from workshops.domain.passages import TooLate, answer_passage, ask_speaker, is_about_present_text, passage_link
from workshops.domain.sheets import sheet_channel
from workshops.enums import PassageState
from workshops.models import Outcome, Passage, Photo, RunningNote
from workshops.source import VIEW, SheetSource

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return CaptureSheetFactory()


def test_hand_in_moment_moves_the_links_that_were_given_and_revives_what_had_run_out(sheet):
    scribe, leader = make_link(sheet), make_link(sheet, LinkPurpose.LEADER)
    sheet_links(sheet).update(expires_at=timezone.now() - timedelta(hours=1))
    moment = timezone.now() + timedelta(days=9)

    set_hand_in(sheet.event, moment)

    for link in (scribe, leader):
        link.refresh_from_db()
        assert (link.expires_at, link.is_usable) == (moment, True)
    set_hand_in(sheet.event, None)
    assert hand_in_by(sheet.event) == usual_hand_in(sheet.event)


def test_hand_in_moment_does_not_revive_a_revoked_link(sheet):
    link = make_link(sheet)
    revoke_links(sheet)

    set_hand_in(sheet.event, timezone.now() + timedelta(days=9))

    link.refresh_from_db()
    assert not link.is_usable


@pytest.mark.parametrize(("last", "expected"), [("2032-03-04", "2032-03-08"), ("2032-03-05", "2032-03-09")])
def test_usual_moment_counts_working_days_only(sheet, last, expected):
    """4 March 2032 is a Thursday."""
    day = timezone.make_aware(timezone.datetime.fromisoformat(f"{last}T12:00"))
    sheet.event.dates.all().delete()
    EventDateFactory(page=sheet.event, starts_at=day, ends_at=day + timedelta(hours=4))

    assert f"{timezone.localtime(usual_hand_in(sheet.event)):%Y-%m-%d %H:%M}" == f"{expected} 23:59"


def test_revoking_makes_view_tokens_worthless_and_tells_open_pages(sheet, django_capture_on_commit_callbacks):
    make_link(sheet)
    channel = sheet_channel(sheet.pk)
    before = read_version(channel)
    token = make_view_token(channel, VIEW)

    with django_capture_on_commit_callbacks(execute=True):
        revoke_links(sheet)

    assert read_view_token(channel, VIEW, token) < read_version(channel).revocations
    assert read_version(channel).version > before.version


def test_token_of_one_sheet_opens_no_other_stream(sheet):
    token = make_view_token(sheet_channel(sheet.pk), VIEW)

    with pytest.raises(BadToken):
        read_view_token(sheet_channel(sheet.pk + 1), VIEW, token)


def test_stream_says_that_something_changed_and_nothing_of_what(sheet, django_capture_on_commit_callbacks):
    source, channel = SheetSource(), sheet_channel(sheet.pk)
    before = source.snapshot(channel, VIEW).data

    with django_capture_on_commit_callbacks(execute=True):
        save_note(sheet, "Vertrouwelijk", version=0)

    after = source.snapshot(channel, VIEW).data
    assert after == {**before, "version": before["version"] + 1}
    assert [source.knows(name) for name in (channel, "sheet:", "sheet:x", "12-abc", "sheet:1:2")] == [
        True,
        *[False] * 4,
    ]


class Rooms(SheetSource):
    """Stands for the source that takes messages."""


def test_each_channel_has_the_source_of_its_beginning():
    rooms, sheets = Rooms(), SheetSource()
    sources = Sources(rooms)
    sources.add("sheet", sheets)

    assert [sources.of(channel) for channel in ("12-abc", "sheet:3", "other:3")] == [rooms, sheets, None]
    assert sources.taking is rooms
    with pytest.raises(ValueError, match="prefix"):
        sources.add("", sheets)


@pytest.fixture
def passage():
    item = ProgrammeItemFactory(title="Wat casussen leren", is_captured=True)
    Speaker.objects.create(item=item, name="Noor van Vliet")
    sheet = CaptureSheetFactory(workshop=None, programme_item=item, event=item.page)
    prompt = CapturePromptFactory(template=sheet.template)
    fields = {"text": "Vraag door.", "prompt_id": prompt.pk, "case_id": None}
    create_card(sheet, Outcome, uid="00000000-0000-4000-8000-000000000001", fields=fields)
    return ask_speaker(sheet, name="Noor van Vliet", answer_by=timezone.now() + timedelta(days=1))


def passage_url(passage):
    return reverse("workshops:passage", args=(link_token(passage_link(passage)),))


def test_speaker_answers_once_more_until_the_deadline(client, passage):
    for state, condition in (("agreed_if", "Anders."), ("refused", ""), ("agreed", "blijft niet staan")):
        assert client.post(passage_url(passage), {"state": state, "condition": condition}).status_code == 302
    passage.refresh_from_db()
    assert (passage.state, passage.condition) == (PassageState.AGREED, "")

    Passage.objects.update(answer_by=timezone.now())
    late = client.post(passage_url(passage), {"state": "refused"})
    passage.refresh_from_db()
    assert (late.status_code, passage.state) == (422, PassageState.AGREED)
    assert "De tijd om te reageren is voorbij." in late.content.decode()
    with pytest.raises(TooLate):
        answer_passage(passage, state=PassageState.REFUSED, condition="")


@pytest.mark.parametrize(
    "data", [{}, {"state": "asked"}, {"state": "agreed_if"}, {"state": "agreed_if", "condition": "x" * 6_000}]
)
def test_answer_that_says_nothing_is_refused_and_kept(client, passage, data):
    answer = client.post(passage_url(passage), data)

    assert answer.status_code == 422
    assert data.get("condition", "") in answer.content.decode()
    assert Passage.objects.get().state == PassageState.ASKED


def test_answer_is_known_to_be_about_another_text_once_the_text_changes(client, passage):
    client.post(passage_url(passage), {"state": "agreed"})
    passage.refresh_from_db()
    assert is_about_present_text(passage)

    card = Outcome.objects.get()
    update_card(passage.sheet, Outcome, card.uid, version=1, fields={"text": "Vraag nooit door."})

    assert not is_about_present_text(passage)
    assert "De tekst is daarna gewijzigd." in client.get(passage_url(passage)).content.decode()


def test_speaker_asked_again_keeps_her_link_and_her_answer(client, passage):
    address = passage_url(passage)
    client.post(address, {"state": "agreed"})

    again = ask_speaker(passage.sheet, name=passage.name, answer_by=timezone.now() + timedelta(days=5))

    assert (again.pk, again.state, passage_url(again)) == (passage.pk, PassageState.AGREED, address)


def test_working_material_goes_with_the_people_and_outcomes_stay(passage):
    save_note(passage.sheet, "Kanarie", version=0)
    fields = {"text": "", "content": b"kanarie", "width": 1, "height": 1}
    create_card(passage.sheet, Photo, uid="00000000-0000-4000-8000-000000000002", fields=fields)

    forget_people(passage.sheet.event_id)

    assert [model.objects.count() for model in (RunningNote, Photo, Passage, Outcome)] == [0, 0, 0, 1]


def test_speaker_is_mailed_her_link_when_an_address_is_given(admin_client, passage):
    url = reverse("capture_sheets:ask_speaker", args=[passage.sheet.event_id, passage.sheet_id])
    sent = {"name": passage.name, "answer_by": "2031-03-01T12:00", "email": "spreker@a.example"}
    assert admin_client.post(url, sent).status_code == 302
    admin_client.post(url, sent)  # a second click
    admin_client.post(url, {**sent, "email": ""})
    admin_client.post(url, {**sent, "email": "geen adres"})
    deliver_due()
    [email] = mail.outbox
    assert email.to == ["Noor van Vliet <spreker@a.example>"]
    assert reverse("workshops:passage", args=[link_token(passage_link(passage))]) in email.body
