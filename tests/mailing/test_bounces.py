"""Mail that comes back: reading the report, marking the address, holding what follows, letting it go again."""

import io
import json
import smtplib

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mailing.domain import delivering
from mailing.domain.bouncing import held_among, is_permanent, note_bounce
from mailing.domain.delivering import deliver_due
from mailing.domain.envelope import return_path
from mailing.domain.outbox import queue_message
from mailing.domain.refusals import note_refusal, read_report
from mailing.enums import MessageState
from mailing.models import AddressBounce, OutboxMessage
from registrations.domain.mails import queue_mail
from tests.factories import RegistrationFactory

pytestmark = pytest.mark.django_db
SECRET = "een-lang-geheim"


def queue(event=None, key="k", address="weg@gemeente.example"):
    queue_message(key, event=event, purpose="test", to_name="Jan", to_address=address, subject="O", text="Tekst")
    return OutboxMessage.objects.get(key=key)


def report(message, *, action="failed", status="5.1.1", original=True, to="bounces@plenair.example"):
    headers = f"Message-ID: {message.message_id}\nSubject: O\n" if original else "Subject: O\n"
    return (
        "From: MAILER-DAEMON@mx.example\n"
        f"To: {to}\n"
        "Subject: Undelivered Mail Returned to Sender\n"
        "MIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: text/plain\n\nHelaas.\n\n"
        "--B\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {message.to_address}\nAction: {action}\nStatus: {status}\n"
        "Diagnostic-Code: smtp; 550 5.1.1 <weg@gemeente.example>: Recipient\n address rejected\n\n"
        f"--B\nContent-Type: text/rfc822-headers\n\n{headers}\n--B--\n"
    ).encode()


def state(message):
    return OutboxMessage.objects.get(pk=message.pk).state


def test_report_that_names_our_message_marks_it_and_its_address():
    message = queue()
    deliver_due()
    assert note_refusal(read_report(report(message))) == 1
    assert state(message) == MessageState.BOUNCED
    bounce = AddressBounce.objects.get()
    assert (bounce.address, bounce.is_permanent, bounce.status) == ("weg@gemeente.example", True, "5.1.1")
    assert "Recipient address rejected" in bounce.diagnostic


def test_report_is_matched_by_the_return_path_when_it_has_no_original(settings):
    settings.BOUNCE_ADDRESS = "terug@plenair.example"
    message = queue()
    deliver_due()
    assert mail.outbox[0].from_email == return_path(message)
    assert "noreply@plenair.example" in mail.outbox[0].extra_headers["From"]
    raw = report(message, original=False, to=return_path(message))
    assert note_refusal(read_report(raw)) == 1


def test_report_about_a_message_that_is_not_ours_marks_nobody():
    message = queue()
    message.message_id = "<" + "0" * 32 + "@elders.example>"
    assert note_refusal(read_report(report(message))) == 0
    assert not AddressBounce.objects.exists()


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_report_of_a_delay_or_a_delivery_marks_nothing(action):
    message = queue()
    assert note_refusal(read_report(report(message, action=action))) == 0


def test_the_same_report_twice_counts_once():
    message = queue()
    for _twice in range(2):
        note_refusal(read_report(report(message, status="4.2.2")))
    assert AddressBounce.objects.get().times == 1


def test_an_ordinary_answer_is_no_report():
    assert read_report(b"From: a@b.example\nSubject: Re: O\n\nIk ben er niet.") is None


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_without_an_error(raw):
    read_report(raw)
    read_report(b'Content-Type: multipart/report; boundary="B"\n\n--B\nContent-Type: message/delivery-status\n\n' + raw)


@pytest.mark.parametrize(
    ("status", "permanent"),
    [("5.1.1", True), ("5.1.10", True), ("5.2.1", True), ("5.0.0", True), ("5.2.2", False), ("5.7.1", False)],
)
def test_only_a_status_about_the_address_itself_is_for_good(status, permanent):
    assert is_permanent(status) is permanent


def test_later_letters_to_a_marked_address_are_held_and_others_go():
    note_bounce(queue(), is_permanent=True)
    queue(key="a")
    queue(key="b", address="goed@gemeente.example")
    assert deliver_due().sent == 1
    held = OutboxMessage.objects.get(key="a")
    assert (held.state, held.last_error) == (MessageState.HELD, "Mail aan dit adres komt terug.")


def test_full_mailbox_holds_only_after_three_times():
    for number in range(3):
        assert held_among({"weg@gemeente.example"}) == set()
        note_bounce(queue(key=f"k{number}"), is_permanent=False, status="5.2.2")
    assert held_among({"WEG@gemeente.example"}) == {"weg@gemeente.example"}


class Refusing:
    """A mail server that does not know anybody."""

    def __init__(self, code, text):
        self.answer = (code, text)

    def send_messages(self, emails):
        raise smtplib.SMTPRecipientsRefused({"weg@gemeente.example": self.answer})

    def close(self):
        pass


def test_refusal_at_delivery_marks_the_address_but_a_policy_does_not(monkeypatch):
    message = queue()
    monkeypatch.setattr(delivering, "get_connection", lambda: Refusing(550, b"5.1.1 unknown"))
    assert deliver_due().failed == 1
    assert state(message) == MessageState.BOUNCED
    assert held_among({"weg@gemeente.example"})
    AddressBounce.objects.all().delete()
    queue(key="b")
    monkeypatch.setattr(delivering, "get_connection", lambda: Refusing(550, b"5.7.1 blocked"))
    deliver_due()
    assert held_among({"weg@gemeente.example"}) == set()


def test_organiser_corrects_the_address_and_what_was_held_goes_there(client, event, organiser):
    registration = RegistrationFactory(event=event, name="Jan", email="weg@gemeente.example")
    note_bounce(queue(event), is_permanent=True)
    queue_mail(registration, "link", occasion="x")
    deliver_due()
    assert mail.outbox == []
    page = client.get(reverse("registrations_admin:detail", args=[event.pk, registration.pk])).content.decode()
    assert "Mail aan weg@gemeente.example komt terug." in page
    url = reverse("registrations_admin:address", args=[event.pk, registration.pk])
    assert client.post(url, {"email": "geen adres"}).status_code == 302
    client.post(url, {"email": "goed@gemeente.example"})
    registration.refresh_from_db()
    assert (registration.email, registration.email_key) == ("goed@gemeente.example", "goed@gemeente.example")
    deliver_due()
    assert [email.to for email in mail.outbox] == [["Jan <goed@gemeente.example>"]]


def test_address_of_somebody_else_is_refused(client, event, organiser):
    RegistrationFactory(event=event, email="bezet@gemeente.example")
    registration = RegistrationFactory(event=event, email="weg@gemeente.example")
    client.post(
        reverse("registrations_admin:address", args=[event.pk, registration.pk]), {"email": "bezet@gemeente.example"}
    )
    registration.refresh_from_db()
    assert registration.email == "weg@gemeente.example"


def test_organiser_sees_bounces_and_tries_again(client, event, organiser):
    bounce = note_bounce(queue(event), is_permanent=True, diagnostic="550 onbekend")
    queue(event, key="a")
    deliver_due()
    html = client.get(reverse("event_mail:index", args=[event.pk])).content.decode()
    assert "weg@gemeente.example" in html
    assert "550 onbekend" in html
    client.post(reverse("event_mail:release", args=[event.pk, bounce.pk]))
    assert deliver_due().sent == 1


def test_command_reads_standard_input_and_a_folder(monkeypatch, tmp_path, capsys):
    first, second = queue(), queue(key="b", address="ook@gemeente.example")
    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": io.BytesIO(report(first))}))
    call_command("read_bounces")
    (tmp_path / "1.eml").write_bytes(report(second))
    (tmp_path / "2.eml").write_bytes(b"geen rapport")
    call_command("read_bounces", folder=tmp_path)
    assert state(first) == state(second) == MessageState.BOUNCED
    assert list(tmp_path.iterdir()) == []
    assert "2 mails read, 1 messages came back." in capsys.readouterr().out


def post(client, body, secret=SECRET, content_type="message/rfc822"):
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return client.post(reverse("mailing_public:bounces"), body, content_type=content_type, headers=headers)


def test_endpoint_does_not_exist_without_a_secret_and_refuses_a_wrong_one(client, settings):
    assert post(client, report(queue())).status_code == 404
    settings.BOUNCE_SECRET = SECRET
    assert post(client, report(queue()), secret="").status_code == 401
    assert post(client, report(queue()), secret="anders").status_code == 401
    assert client.get(reverse("mailing_public:bounces")).status_code == 405
    assert not AddressBounce.objects.exists()


def test_endpoint_takes_a_report_as_it_came_and_as_json(client, settings):
    settings.BOUNCE_SECRET = SECRET
    first, second = queue(), queue(key="b", address="ook@gemeente.example")
    assert post(client, report(first)).json() == {"marked": 1}
    row = {"message_id": second.message_id, "action": "failed", "status": "5.1.1", "diagnostic": "a\x00b"}
    assert post(client, json.dumps([row]), content_type="application/json").json() == {"marked": 1}
    assert state(second) == MessageState.BOUNCED


@pytest.mark.parametrize("body", ["[]", "nee", '{"status": "5.1.1"}', "[1]", "[" * 100_000])
def test_endpoint_refuses_json_that_says_nothing(client, settings, body):
    settings.BOUNCE_SECRET = SECRET
    assert post(client, body, content_type="application/json").status_code == 400


def test_endpoint_takes_half_a_character_without_an_error(client, settings):
    settings.BOUNCE_SECRET = SECRET
    message = queue()
    row = json.dumps({"message_id": message.message_id, "status": "5.1.1", "diagnostic": "\ud800"})
    assert post(client, row, content_type="application/json").json() == {"marked": 1}
