"""The organiser's pages about letters: reading, rewording, looking, switching."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mailing.models import EventSender, LetterWording, OutboxMessage
from tests.mailing.test_inbox import organiser_of

pytestmark = pytest.mark.django_db
LETTER = "registrations.confirmed"
TEXTS = {
    "subject_nl": "Welkom bij {bijeenkomst}",
    "body_nl": "Dag {naam}",
    "subject_en": "Welcome",
    "body_en": "Hi {name}",
}


def url(name, event, *args):
    return reverse(f"event_mail:{name}", args=[event.pk, *args])


def save(client, event, letter=LETTER, name="letter", **changes):
    return client.post(url(name, event, letter), {"version": 0, **TEXTS, **changes})


def test_list_names_every_letter_and_why_one_stays_on(client, event, organiser):
    html = client.get(url("letters", event)).content.decode()
    for title in ("Bevestiging", "Wachtlijst", "Persoonlijke link"):
        assert title in html
    assert "Mensen vragen zelf om deze mail" in html


def test_letter_page_starts_with_the_standard_text_and_shows_it(client, event, organiser):
    html = client.get(url("letter", event, LETTER)).content.decode()
    assert "{naam}" in html
    assert "Samira de Vries" in html
    assert "U bent aangemeld: Systeemaanpak" in html
    assert "You are registered: Systeemaanpak" in html


def test_saved_words_are_used_and_listed(client, event, organiser):
    assert save(client, event).status_code == 302
    assert "Welkom bij {bijeenkomst}" in client.get(url("letter", event, LETTER)).content.decode()
    assert "Eigen tekst" in client.get(url("letters", event)).content.decode()


def test_unknown_placeholder_is_an_error_at_the_field_that_names_the_known_ones(client, event, organiser):
    response = save(client, event, body_nl="Dag {voornaam} {{ x }} <script>alert(1)</script>")
    html = response.content.decode()
    assert response.status_code == 422
    assert "{voornaam}, {x} kan niet worden ingevuld" in html
    assert "{naam}" in html.partition("kan niet worden ingevuld")[2][:200]
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html
    assert not LetterWording.objects.exists()


@pytest.mark.parametrize("bad", ["Dag\x00", "a" * 20_001])
def test_odd_text_is_refused_at_the_field(client, event, organiser, bad):
    assert save(client, event, body_nl=bad).status_code == 422


def test_subject_that_names_a_sensitive_event_is_refused(client, event, organiser):
    event.is_sensitive = True
    event.save()
    assert save(client, event, subject_nl="Systeemaanpak: u komt").status_code == 422
    assert save(client, event).status_code == 302


def test_preview_button_saves_nothing(client, event, organiser):
    response = save(client, event, action="preview", body_nl="Mijn **eigen** tekst")
    assert "&lt;strong" in response.content.decode()
    assert not LetterWording.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_live_preview_gives_the_part_alone(client, event, organiser):
    response = client.post(url("preview", event, LETTER), {"version": 0, **TEXTS})
    html = response.content.decode()
    assert "<html" not in html.replace("&lt;html", "")
    assert "Welkom bij Systeemaanpak" in html
    assert client.post(url("preview", event, LETTER), {"version": 0, "body_nl": "{x}"}).status_code == 422


def test_conflict_keeps_what_was_typed_and_can_be_saved_again(client, event, organiser):
    save(client, event)
    response = save(client, event, body_nl="Mijn versie")
    assert response.status_code == 409
    assert "Mijn versie" in response.content.decode()
    version = response.context["form"]["version"].value()
    assert save(client, event, body_nl="Mijn versie", version=version).status_code == 302


def test_back_to_standard_works_whatever_stands_in_the_form(client, event, organiser):
    save(client, event)
    assert save(client, event, action="standard", version=1, body_nl="{onzin}").status_code == 302
    assert "Standaardtekst" in client.get(url("letters", event)).content.decode()


def test_switching_off_and_on(client, event, organiser):
    client.post(url("switch", event, LETTER), {"on": "0"})
    assert LetterWording.objects.get().is_on is False
    client.post(url("switch", event, LETTER), {"on": "1"})
    assert LetterWording.objects.get().is_on is True
    client.post(url("switch", event, "registrations.link"), {"on": "0"})
    assert not LetterWording.objects.filter(letter="registrations.link").exists()


def test_looking_at_the_switch_changes_nothing(client, event, organiser):
    assert client.get(url("switch", event, LETTER)).status_code == 405


def test_words_of_the_organisation_are_for_who_may_change_its_look(client, event, organiser):
    assert save(client, event, name="organisation_letter").status_code == 302
    assert LetterWording.objects.get().site_id
    client.force_login(organiser_of(event))
    assert client.get(url("letter", event, LETTER)).status_code == 200
    assert client.get(url("organisation_letter", event, LETTER)).status_code == 404


def test_unknown_letter_is_a_404(client, event, organiser):
    assert client.get(url("letter", event, "registrations.nothing")).status_code == 404


def test_sender_of_an_event_is_saved_on_one_line(client, event, organiser):
    data = {"sender_name": "Congres\r\nBcc: x", "reply_to": "congres@bureau.example"}
    assert client.post(url("sender", event), data).status_code == 302
    assert EventSender.objects.get().sender_name == "Congres Bcc: x"
    assert client.post(url("sender", event), {"reply_to": "geen adres"}).status_code == 422


def test_letters_page_takes_as_many_queries_with_own_words(client, event, organiser, django_assert_num_queries):
    client.get(url("letters", event))
    with CaptureQueriesContext(connection) as before:
        client.get(url("letters", event))
    number = len(before)
    for letter in (LETTER, "registrations.link", "registrations.changed"):
        save(client, event, letter)
    with django_assert_num_queries(number):
        client.get(url("letters", event))
