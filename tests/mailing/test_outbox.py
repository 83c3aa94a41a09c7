"""The outbox: queueing, claiming, delivering."""

import smtplib
from datetime import timedelta
from email import policy
from email.parser import BytesParser
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from core.models import BrandingSettings
from mailing.domain import delivering, waking
from mailing.domain.composing import ComposedMail, register_composer
from mailing.domain.delivering import MAX_ATTEMPTS, backoff, deliver_due
from mailing.domain.outbox import claim_due, queue_message
from mailing.enums import MessageState
from mailing.models import OutboxMessage
from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def queue(key="k", **kwargs):
    kwargs = {
        "event": None,
        "purpose": "test",
        "to_name": "Jan Jansen",
        "to_address": "jan@gemeente.example",
        "subject": "Onderwerp",
        "text": "Tekst",
        **kwargs,
    }
    queue_message(key, **kwargs)


def sent():
    """The mails sent, parsed again from their bytes."""
    return [BytesParser(policy=policy.default).parsebytes(email.message().as_bytes()) for email in mail.outbox]


def test_queue_message_twice_with_one_key_writes_one_row():
    queue("a")
    queue("a")
    queue("b")
    assert sorted(OutboxMessage.objects.values_list("key", flat=True)) == ["a", "b"]


def test_queue_message_in_a_transaction_that_fails_leaves_nothing():
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_queue_message_needs_a_text_or_a_composer():
    with pytest.raises(ValueError, match="either"):
        queue(text="")


def test_queueing_many_wakes_the_worker_once_per_commit(django_capture_on_commit_callbacks, monkeypatch):
    woken = []
    app = SimpleNamespace(send_task=lambda name, **_: woken.append(name))
    monkeypatch.setattr(waking, "current_app", app)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(5):
            queue(f"k{number}")
    assert woken == ["mailing.tasks.deliver_outbox"]


def test_queueing_with_a_broker_that_is_down_breaks_nothing(django_capture_on_commit_callbacks, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(waking, "current_app", SimpleNamespace(send_task=refuse))
    with django_capture_on_commit_callbacks(execute=True):
        queue()
    assert deliver_due().sent == 1


def test_claim_due_gives_a_message_to_one_worker_only():
    queue("a")
    queue("b")
    queue("c")
    first, second = claim_due(2), claim_due(2)
    assert [message.key for message in first] == ["a", "b"]
    assert [message.key for message in second] == ["c"]
    assert claim_due(2) == []


@pytest.mark.postgres
def test_claim_due_keeps_to_its_limit_whatever_the_plan():
    for key in "abcdef":
        queue(key)
    with connection.cursor() as cursor:
        for kind in ("hashjoin", "mergejoin", "hashagg", "material", "sort", "memoize"):
            cursor.execute(f"SET LOCAL enable_{kind} = off")
    assert len(claim_due(2)) == 2
    assert len(claim_due(3)) == 3


def test_claim_due_gives_a_message_again_after_its_lease():
    queue()
    claim_due(1)
    OutboxMessage.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    (again,) = claim_due(1)
    assert again.attempts == 2


def test_claim_due_leaves_what_is_not_due():
    queue()
    OutboxMessage.objects.update(due_at=timezone.now() + timedelta(minutes=1))
    assert claim_due(1) == []


def test_claim_due_passes_over_locked_rows_only_where_the_database_can():
    queue()
    with connection.execute_wrapper(lambda execute, sql, *rest: (statements.append(sql), execute(sql, *rest))[1]):
        statements = []
        claim_due(1)
    assert ("SKIP LOCKED" in statements[0]) == (connection.vendor == "postgresql")


def test_deliver_due_sends_each_message_once():
    queue("a")
    queue("b", to_address="b@gemeente.example")
    assert deliver_due().sent == 2
    assert deliver_due().sent == 0
    assert [email.to for email in mail.outbox] == [
        ["Jan Jansen <jan@gemeente.example>"],
        ["Jan Jansen <b@gemeente.example>"],
    ]
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {MessageState.SENT}


def test_mail_carries_text_html_and_calendar_as_imip():
    queue(html="<p>Tekst</p>", calendar=ICS, calendar_method="REQUEST")
    deliver_due()
    (email,) = sent()
    assert email.get_content_type() == "multipart/mixed"
    alternative, attachment = email.iter_parts()
    parts = list(alternative.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/calendar"]
    assert parts[2]["Content-Type"].params["method"] == "REQUEST"
    assert parts[2].get_content().replace("\r\n", "\n") == ICS.replace("\r\n", "\n")
    assert attachment.get_filename() == "invite.ics"
    assert email["Auto-Submitted"] == "auto-generated"


def test_message_id_stays_the_same_over_retries():
    queue()
    stored = OutboxMessage.objects.get().message_id
    deliver_due()
    OutboxMessage.objects.update(state=MessageState.QUEUED)
    deliver_due()
    assert [email["Message-ID"] for email in sent()] == [stored, stored]


def test_sender_and_reply_address_come_from_the_branding_settings():
    event = EventPageFactory()
    site = event.get_site()
    BrandingSettings.objects.create(site=site, sender_name="Atria, bijeenkomsten", reply_to="vragen@atria.example")
    queue(event=event)
    deliver_due()
    (email,) = sent()
    assert email["From"].addresses[0].display_name == "Atria, bijeenkomsten"
    assert email["Reply-To"] == "vragen@atria.example"


@pytest.mark.parametrize("bad", ["Jan\r\nBcc: a@b.example", "Jan\nX-Evil: 1", "Jan\x00\u2028Bcc: a@b.example"])
def test_a_typed_name_cannot_add_a_header(bad):
    queue(to_name=bad, subject=bad)
    OutboxMessage.objects.update(to_name=bad.replace("\x00", ""), subject=bad.replace("\x00", ""))
    deliver_due()
    (email,) = sent()
    assert email["Bcc"] is None
    assert email["X-Evil"] is None
    assert len(email["To"].addresses) == 1


def test_a_composed_message_is_written_at_delivery_and_then_stands():
    calls = []

    def write(message):
        calls.append(message.argument)
        return ComposedMail(subject=f"Over {message.argument}", text="Nu geschreven")

    register_composer("test.write", write)
    queue(text="", subject="", composer="test.write", argument="x1")
    deliver_due()
    OutboxMessage.objects.update(state=MessageState.QUEUED)
    deliver_due()
    assert calls == ["x1"]
    assert [email["Subject"] for email in sent()] == ["Over x1", "Over x1"]


def test_a_composed_message_that_is_no_longer_needed_is_not_sent():
    register_composer("test.nothing", lambda message: None)
    queue(text="", composer="test.nothing")
    assert deliver_due().skipped == 1
    assert mail.outbox == []
    assert OutboxMessage.objects.get().state == MessageState.SKIPPED


def test_an_unknown_composer_is_retried_and_given_up_in_the_end():
    queue(text="", composer="test.unknown")
    assert deliver_due().put_back == 1
    message = OutboxMessage.objects.get()
    assert message.due_at > timezone.now() + timedelta(seconds=50)
    OutboxMessage.objects.update(due_at=timezone.now(), attempts=MAX_ATTEMPTS - 1)
    assert deliver_due().failed == 1
    assert OutboxMessage.objects.get().state == MessageState.FAILED


class Server:
    """A mail server that answers as told."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.accepted = []

    def send_messages(self, emails):
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        self.accepted.extend(emails)
        return len(emails)

    def close(self):
        raise smtplib.SMTPServerDisconnected


@pytest.fixture
def server(monkeypatch):
    server = Server()
    monkeypatch.setattr(delivering, "get_connection", lambda: server)
    return server


def test_a_mail_server_that_is_away_costs_no_attempts_and_loses_nothing(server):
    for number in range(3):
        queue(f"k{number}")
    server.answers = [None, ConnectionRefusedError("nee")]
    assert deliver_due().sent == 1
    waiting = OutboxMessage.objects.filter(state=MessageState.QUEUED)
    assert [message.attempts for message in waiting] == [0, 0]
    assert max(message.due_at for message in waiting) <= timezone.now() + timedelta(minutes=2)
    OutboxMessage.objects.update(due_at=timezone.now())
    assert deliver_due().sent == 2
    assert len(server.accepted) == 3


def test_a_refused_address_is_given_up_at_once_and_the_others_go_on(server):
    queue("a")
    queue("b")
    server.answers = [smtplib.SMTPRecipientsRefused({"jan@gemeente.example": (550, b"unknown")})]
    done = deliver_due()
    assert (done.failed, done.sent) == (1, 1)


def test_an_address_refused_for_now_is_tried_again_later(server):
    queue("a")
    server.answers = [smtplib.SMTPRecipientsRefused({"jan@gemeente.example": (450, b"later")})]
    assert deliver_due().put_back == 1
    assert OutboxMessage.objects.get().attempts == 1


def test_a_crash_between_sending_and_noting_sends_one_duplicate_at_most(server, monkeypatch):
    queue()
    with monkeypatch.context() as crash:
        crash.setattr(delivering, "settle", lambda *args, **kwargs: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            deliver_due()
    assert deliver_due().sent == 0, "the lease still holds"
    OutboxMessage.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert deliver_due().sent == 1
    assert deliver_due().sent == 0
    assert [email.message()["Message-ID"] for email in server.accepted] == [OutboxMessage.objects.get().message_id] * 2


def test_backoff_doubles_up_to_an_hour():
    minutes = [backoff(attempts) // timedelta(minutes=1) for attempts in range(1, 9)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60]


def test_mail_folder_backend_writes_one_file_per_message(settings, tmp_path):
    settings.EMAIL_BACKEND = "mailing.backends.MailFolderBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    queue("a")
    queue("b")
    deliver_due()
    OutboxMessage.objects.filter(key="a").update(state=MessageState.QUEUED)
    deliver_due()
    files = sorted(tmp_path.iterdir())
    assert len(files) == 2
    parsed = BytesParser(policy=policy.default).parsebytes(files[0].read_bytes())
    assert parsed["Subject"] == "Onderwerp"


def test_only_mail_from_a_list_that_one_can_leave_says_how():
    queue("a")
    queue("b")
    OutboxMessage.objects.filter(key="b").update(unsubscribe_url="https://plenair.example/af/x")
    deliver_due()
    plain, listed = sent()
    assert plain["List-Unsubscribe"] is None
    assert listed["List-Unsubscribe"] == "<https://plenair.example/af/x>"
    assert listed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_server_that_closes_the_channel_costs_no_attempts(server):
    queue()
    server.answers = [smtplib.SMTPSenderRefused(421, b"closing", "a@b.example")]
    assert deliver_due().sent == 0
    assert OutboxMessage.objects.get().attempts == 0
