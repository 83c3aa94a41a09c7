"""The sign-off round: readers by link, comments per paragraph, answers until a deadline, reminders, forgetting."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.models import AccessLink
from reports.domain.signoff.answering import RoundClosed, save_reading
from reports.domain.signoff.forgetting import forget_readers
from reports.domain.signoff.overview import overview_of
from reports.domain.signoff.reminding import remind_readers
from reports.domain.signoff.rounds import end_round, revoke_reader, start_round
from reports.enums import ReaderAnswer
from reports.models import SignOffComment, SignOffReader, SignOffRound
from tests.factories import UserFactory
from tests.reports.signoff import READERS, address_of, delivered, draft, running_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def first_key(sign_off: SignOffRound) -> str:
    return f"{next(child.id for child in sign_off.page.body if child.block_type == 'text')}-0"


# --- reading ---------------------------------------------------------------------------------


def test_every_reader_gets_a_mail_with_a_link_that_opens_the_draft(client):
    sign_off = running_round(message="Let op hoofdstuk 2.")
    mails = delivered()
    assert sorted(mail.to[0].partition("<")[2].strip(">") for mail in mails) == [r.email for r in READERS]
    assert all("Let op hoofdstuk 2." in mail.body for mail in mails)
    reader = sign_off.readers.first()
    assert address_of(reader) in mails[0].body
    response = client.get(address_of(reader))
    assert response.status_code == 200
    assert "Wat is de rol van gender" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert client.get(sign_off.page.url or "/x/").status_code == 404  # for everybody else there is no page


def test_reader_sees_the_text_as_it_stood_when_the_round_began(client):
    sign_off = running_round()
    page = sign_off.page.get_latest_revision_as_object()
    page.introduction = "Later toegevoegd"
    page.save_revision()
    assert "Later toegevoegd" not in client.get(address_of(sign_off.readers.first())).content.decode()


@pytest.mark.parametrize("how", ["revoked", "ended", "forged", "other purpose"])
def test_link_that_does_not_work_any_more_is_a_friendly_404(client, how):
    sign_off = running_round()
    reader = sign_off.readers.first()
    address = address_of(reader)
    assert client.get(address).status_code == 200
    if how == "revoked":
        revoke_reader(reader)
    elif how == "ended":
        end_round(sign_off, actor=None)
    elif how == "forged":
        address = address.rstrip("/")[:-2] + "xx/"
    else:
        AccessLink.objects.filter(target=reader.pk).update(purpose="passage")
    response = client.get(address)
    assert response.status_code == 404
    assert "Deze link werkt niet" in response.content.decode()
    assert client.post(address, {"answer": "agreed"}).status_code == 404


# --- answering -------------------------------------------------------------------------------


def test_comments_and_answer_come_to_the_reporter_at_their_paragraph(client, editor):
    sign_off = running_round()
    key = first_key(sign_off)
    reader = sign_off.readers.first()
    data = {"answer": "agreed_if", "condition": "Noem de VNG.", f"c-{key}": "Dit klopt\x00 niet <script>."}
    assert client.post(address_of(reader), data).status_code == 302
    reader.refresh_from_db()
    assert (reader.answer, reader.condition, reader.was_late) == (ReaderAnswer.AGREED_IF, "Noem de VNG.", False)
    html = client.get(reverse("reports_admin:signoff", args=[sign_off.page.get_parent().pk])).content.decode()
    assert "Dit klopt niet &lt;script&gt;." in html
    assert f"#block-{key[:-2]}-section" in html
    assert "Noem de VNG." in html


def test_comments_can_be_kept_without_an_answer_and_be_taken_back(client):
    sign_off = running_round()
    key = first_key(sign_off)
    reader = sign_off.readers.first()
    client.post(address_of(reader), {"only_comments": "1", f"c-{key}": "Hm"})
    assert SignOffComment.objects.get().text == "Hm"
    assert "Hm</textarea>" in client.get(address_of(reader)).content.decode()
    client.post(address_of(reader), {"only_comments": "1", f"c-{key}": ""})
    assert not SignOffComment.objects.exists()
    reader.refresh_from_db()
    assert reader.answer == ReaderAnswer.ASKED


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Kies een antwoord"),
        ({"answer": "agreed_if"}, "Schrijf wat er moet veranderen"),
        ({"answer": "weet niet"}, "Selecteer een geldige keuze"),
    ],
)
def test_answer_that_is_not_complete_keeps_what_was_typed(client, data, message):
    sign_off = running_round()
    key = first_key(sign_off)
    typed = {} if data.get("answer") == "agreed_if" else {f"c-{key}": "Bewaar mij"}
    response = client.post(address_of(sign_off.readers.first()), {**data, **typed})
    assert response.status_code == 422
    assert message in response.content.decode()
    assert ("Bewaar mij" in response.content.decode()) is bool(typed)
    assert not SignOffComment.objects.exists()


def test_answer_may_change_until_the_deadline_and_a_first_one_may_come_late():
    sign_off = running_round()
    first, second = sign_off.readers.all()
    save_reading(first, {}, answer=ReaderAnswer.AGREED_IF, condition="Iets")
    first = save_reading(first, {}, answer=ReaderAnswer.AGREED)
    assert (first.answer, first.condition) == (ReaderAnswer.AGREED, "")
    SignOffRound.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
    with pytest.raises(RoundClosed):
        save_reading(first, {}, answer=ReaderAnswer.AGREED_IF, condition="Te laat")
    assert save_reading(second, {}, answer=ReaderAnswer.AGREED).was_late is True


def test_changed_comment_has_to_be_handled_again():
    sign_off = running_round()
    reader, key = sign_off.readers.first(), first_key(sign_off)
    save_reading(reader, {key: "Een"}, answer=None)
    SignOffComment.objects.update(is_handled=True)
    save_reading(reader, {key: "Een"}, answer=None)
    assert SignOffComment.objects.get().is_handled is True
    save_reading(reader, {key: "Twee"}, answer=None)
    assert SignOffComment.objects.get().is_handled is False


def test_comment_on_a_part_that_was_taken_out_still_shows():
    sign_off = running_round()
    key = first_key(sign_off)
    save_reading(sign_off.readers.first(), {key: "Weg hiermee"}, answer=None)
    page = sign_off.page.get_latest_revision_as_object()
    page.body = json.dumps([child for child in page.body.raw_data if child["id"] != key[:-2]])
    page.save_revision()
    (remark,) = overview_of(SignOffRound.objects.get()).remarks
    assert (remark.stands, remark.comments[0].text) == (False, "Weg hiermee")


# --- the reporter ----------------------------------------------------------------------------


def start_data(**changes) -> dict[str, str]:
    moment = timezone.localtime(timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    row = {"readers-0-name": "Robin", "readers-0-email": "Robin@Ministerie.example", "readers-0-role": "ministry"}
    forms = {"readers-TOTAL_FORMS": "4", "readers-INITIAL_FORMS": "0"}
    return {"answer_by": moment, "remind_days": "2", "message": "", **forms, **row, **changes}


def test_reporter_starts_a_round_and_a_double_click_starts_one(client, editor):
    page = draft()
    address = reverse("reports_admin:signoff", args=[page.get_parent().pk])
    assert client.get(address).status_code == 200
    for _click in range(2):
        assert client.post(address, start_data()).status_code == 302
    assert SignOffRound.objects.count() == 1
    assert SignOffReader.objects.get().email == "robin@ministerie.example"
    assert PageLogEntry.objects.get(action="reports.sign_off_start").user == editor
    assert client.post(address, start_data(anew="1")).status_code == 302
    assert [found.is_open for found in SignOffRound.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize(
    "changes",
    [
        {"answer_by": "2001-01-01T10:00"},
        {"answer_by": "morgen"},
        {"readers-0-email": "geen adres"},
        {"readers-0-name": "", "readers-0-email": ""},
        {"readers-0-name": "x" * 300},
    ],
)
def test_bad_input_starts_nothing_and_keeps_what_was_typed(client, editor, changes):
    page = draft()
    address = reverse("reports_admin:signoff", args=[page.get_parent().pk])
    response = client.post(address, start_data(message="Blijft staan", **changes))
    assert response.status_code == 422
    assert "Blijft staan" in response.content.decode()
    assert not SignOffRound.objects.exists()


def test_reporter_adds_renews_revokes_handles_and_ends(client, editor):
    sign_off = running_round(readers=READERS[:1])
    event_id = sign_off.page.get_parent().pk
    reader = sign_off.readers.get()
    save_reading(reader, {first_key(sign_off): "Hm"}, answer=ReaderAnswer.AGREED_IF, condition="Iets")
    delivered()

    def post(name: str, *args: int, **data: str) -> None:
        assert client.post(reverse(f"reports_admin:{name}", args=[event_id, *args]), data).status_code == 302

    new = {"reader-name": "Kim", "reader-email": "kim@example.org", "reader-role": "speaker"}
    for _click in range(2):
        post("signoff_add", **new)
    assert len(delivered()) == 1
    old = address_of(reader)
    post("signoff_renew", reader.pk)
    assert address_of(reader) != old
    assert client.get(old).status_code == 404
    post("signoff_revoke", reader.pk)
    assert client.get(address_of(sign_off.readers.last())).status_code == 200
    post("signoff_condition", reader.pk, handled="1")
    post("signoff_comment", SignOffComment.objects.get().pk, handled="1")
    assert overview_of(sign_off).open_remarks == 0
    post("signoff_end")
    assert not SignOffRound.objects.filter(ended_at=None).exists()


def test_reader_of_another_report_is_not_found(client, editor):
    other = running_round().readers.first()
    event_id = draft().get_parent().pk
    assert client.post(reverse("reports_admin:signoff_revoke", args=[event_id, other.pk])).status_code == 404


def test_overview_costs_the_same_for_two_and_ten_readers(client, editor):
    sign_off = running_round()
    address = reverse("reports_admin:signoff", args=[sign_off.page.get_parent().pk])

    def queries() -> int:
        for reader in sign_off.readers.all():
            save_reading(reader, {first_key(sign_off): f"Van {reader.name}"}, answer=ReaderAnswer.AGREED)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(address)
        return len(found)

    few = queries()
    for number in range(8):
        SignOffReader.objects.create(round=sign_off, name=f"N{number}", email=f"n{number}@example.org")
    assert queries() == few


# --- time ------------------------------------------------------------------------------------


def test_one_reminder_goes_to_who_did_not_answer_some_days_before(client):
    sign_off = running_round(days=5)
    delivered()
    assert remind_readers() == 0
    save_reading(sign_off.readers.first(), {}, answer=ReaderAnswer.AGREED)
    SignOffRound.objects.update(answer_by=timezone.now() + timedelta(days=2, minutes=-1))
    assert remind_readers() == 1
    assert remind_readers() == 0
    (mail,) = delivered()
    assert READERS[1].email in mail.to[0]


def test_who_answers_before_the_reminder_leaves_gets_none():
    sign_off = running_round(days=1)
    delivered()
    assert remind_readers() == 2
    save_reading(sign_off.readers.first(), {}, answer=ReaderAnswer.AGREED)
    assert len(delivered()) == 1


def test_readers_are_forgotten_with_the_people_of_the_event():
    old, young = running_round(), running_round()
    young.page.get_parent().specific.dates.update(ends_at=timezone.now())
    forget_readers()
    assert list(SignOffRound.objects.all()) == [young]
    assert not AccessLink.objects.filter(event_id=old.page.get_parent().pk).exists()
    assert AccessLink.objects.filter(event_id=young.page.get_parent().pk).count() == 2


def test_report_with_a_round_can_be_deleted():
    page = running_round().page
    page.delete()
    assert not SignOffRound.objects.exists()


def test_starting_again_moves_readers_to_the_newest_text():
    sign_off = running_round()
    page = sign_off.page.get_latest_revision_as_object()
    page.introduction = "Nieuw"
    page.save_revision()
    again = start_round(sign_off.page, READERS, answer_by=timezone.now() + timedelta(days=1), actor=None)
    assert again.revision.as_object().introduction == "Nieuw"
    assert again.revision_id != sign_off.revision_id
