"""A file that comes back is told to the reporters, once in a quiet period; nobody sends in or downloads endlessly."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.brakes import Brake
from core.enums import Role
from core.models import EventRole
from mailing.enums import MessageState
from mailing.models import OutboxMessage
from reports.domain.redline import telling
from reports.domain.redline.receiving import receive_file
from reports.enums import RedlineState
from reports.models import RedlineChange, RedlineFile, SignOffRound
from tests.factories import UserFactory
from tests.reports.every_block import report_with
from tests.reports.redlining import draft_of, edited, untracked
from tests.reports.signoff import address_of, delivered, running_round

pytestmark = pytest.mark.django_db
ONE = "De eerste alinea staat hier."
CANARY = "Een kanarie in het bestand."


@pytest.fixture
def sign_off() -> SignOffRound:
    body = [{"type": "text", "id": "t-1", "value": {"text": f"<p>{ONE}</p>"}}]
    return running_round(report_with(body))


@pytest.fixture
def reporter(sign_off):
    event = sign_off.page.get_parent().specific
    user = UserFactory(email="redactie@example.org", first_name="Kim", last_name="Bakker")
    EventRole.objects.create(user=user, event=event, role=Role.REPORTER)
    delivered()  # the invitations of the round
    return user


def send(sign_off, words=CANARY, *, reader=None, actor=None) -> RedlineFile:
    data = edited(draft_of(sign_off), untracked(ONE, words))
    return receive_file(reader or sign_off.readers.first(), data, name=f"{CANARY}.docx", actor=actor)


def later() -> list:
    """What leaves when so much time has passed for what waits."""
    OutboxMessage.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    return delivered()


def told() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(composer=telling.LETTER).order_by("pk"))


def test_reporter_gets_one_mail_with_the_way_to_the_newest_file_and_nothing_of_what_is_in_it(sign_off, reporter):
    send(sign_off, "Een eerste poging.")
    assert delivered() == []  # it waits some minutes for a better one
    newest = send(sign_off)
    (mail,) = later()
    assert "redactie@example.org" in mail.to[0]
    assert "Robin de Wit" in mail.subject
    assert "1 wijziging" in mail.body
    assert reverse("reports_admin:redline", args=[sign_off.page.get_parent().pk, newest.pk]) in mail.body
    everything = f"{mail.subject}{mail.body}{mail.message().as_string()}"
    assert CANARY not in everything
    assert "kanarie" not in everything


def test_next_file_is_told_when_the_quiet_period_ends_and_other_readers_have_their_own(sign_off, reporter):
    _first, second = sign_off.readers.all()
    send(sign_off, "Een eerste poging.")
    (earlier,) = told()
    later()
    sent_at = OutboxMessage.objects.get(pk=earlier.pk).due_at
    for number in range(3):
        send(sign_off, f"Poging {number}.")
    (_earlier, following) = told()
    assert following.due_at == sent_at + telling.QUIET
    send(sign_off, "Van een ander.", reader=second)
    assert told()[-1].due_at < timezone.now() + telling.SOON + timedelta(minutes=1)
    assert len(later()) == 2


def test_nothing_is_mailed_when_everything_was_decided_or_the_reporter_sent_it_in(sign_off, reporter):
    send(sign_off, actor=reporter)
    assert told() == []
    send(sign_off, "Een ander bestand.")
    RedlineChange.objects.update(state=RedlineState.NOTED)
    assert later() == []
    assert told()[0].state == MessageState.SKIPPED


def test_somebody_who_is_no_reporter_any_more_gets_no_mail(sign_off, reporter):
    send(sign_off)
    EventRole.objects.all().delete()
    assert later() == []


def test_mail_being_written_at_this_moment_does_not_swallow_a_later_file(sign_off, reporter):
    send(sign_off, "Een eerste poging.")
    OutboxMessage.objects.filter(composer=telling.LETTER).update(leased_until=timezone.now() + timedelta(minutes=1))
    send(sign_off)
    assert len(told()) == 2


# --- brakes ----------------------------------------------------------------------------------


def test_brake_lets_through_so_many_of_each_and_says_how_long_to_wait(monkeypatch):
    clock = [1_800_000_030.0]
    monkeypatch.setattr("core.brakes.time.time", lambda: clock[0])
    brake = Brake("test", most=2, seconds=60)
    assert [brake.wait_for("een") for _ in range(3)] == [0, 0, 30]
    assert brake.wait_for("twee") == 0
    clock[0] += 30
    assert brake.wait_for("een") == 0


def test_reader_who_sends_in_or_downloads_too_often_gets_a_page_that_says_so(client, sign_off, monkeypatch):
    monkeypatch.setattr("reports.views.reader_files.UPLOADS", Brake("t.up", 2, 600))
    monkeypatch.setattr("reports.views.reader_files.DOWNLOADS", Brake("t.down", 1, 600))
    first, second = sign_off.readers.all()
    page = address_of(first)
    data = draft_of(sign_off)
    for _try in range(2):
        upload = SimpleUploadedFile("concept.docx", data)
        assert client.post(f"{page}bestand/", {"file": upload}).status_code == 422  # nothing was changed in it
    changed = SimpleUploadedFile("concept.docx", edited(data, untracked(ONE, CANARY)))
    refused = client.post(f"{page}bestand/", {"file": changed})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 600
    html = refused.content.decode()
    assert "heel vaak" in html
    assert f"{page}bestand/" in html
    assert not RedlineFile.objects.exists()
    assert client.get(f"{page}bestand/").status_code == 200  # looking is never braked
    assert client.get(f"{page}concept/docx/").status_code == 200
    assert client.get(f"{page}concept/docx/").status_code == 429
    # Another reader behind the same address goes on.
    changed.seek(0)
    assert client.post(f"{address_of(second)}bestand/", {"file": changed}).status_code == 302
    assert client.get(f"{address_of(second)}concept/docx/").status_code == 200


def test_reporter_who_sends_in_too_much_is_told(client, sign_off, monkeypatch):
    monkeypatch.setattr("reports.views.redline.SENT_IN", Brake("t.in", 1, 600))
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("reports_admin:redline_send_in", args=[sign_off.page.get_parent().pk])
    reader = sign_off.readers.first()
    for number in range(2):
        data = edited(draft_of(sign_off), untracked(ONE, f"Poging {number}."))
        upload = SimpleUploadedFile("concept.docx", data)
        response = client.post(address, {"file-reader": reader.pk, "file-file": upload}, follow=True)
    assert "heel veel bestanden" in response.content.decode()
    assert RedlineFile.objects.count() == 1
