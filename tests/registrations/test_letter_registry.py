"""Every declared letter: it can be written in both languages, and its placeholders are all known."""

import pytest
from django.utils import translation

from mailing.domain.letters import letter_kinds, unknown_placeholders
from mailing.domain.markup import placeholders_in
from mailing.domain.senders import Sender
from mailing.domain.writing import write_letter
from tests.factories import EventDateFactory, EventPageFactory, VenueFactory, WorkshopFactory, WorkshopRoundFactory

pytestmark = pytest.mark.django_db


def ours():
    return [kind for kind in letter_kinds() if kind.name.startswith("registrations.")]


def test_the_letters_are_declared():
    assert {"registrations.confirmed", "registrations.waitlisted", "registrations.link"} <= {k.name for k in ours()}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_standard_text_uses_only_placeholders_that_it_may(language):
    for kind in letter_kinds():
        text = kind.standard_subject(language) + kind.standard_body(language)
        assert unknown_placeholders(kind, placeholders_in(text)) == [], kind.name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_example_fills_every_placeholder(language):
    event = EventPageFactory(title="Systeemaanpak", venue=VenueFactory())
    EventDateFactory(page=event)
    WorkshopFactory(round=WorkshopRoundFactory(event=event))
    for kind in letter_kinds():
        values = {"organisation": "Atria", **kind.example(event, language)}
        assert {one.name for one in kind.placeholders} <= set(values), kind.name
        mail = write_letter(kind, event=event, language=language, values=values, sender=Sender("Atria"))
        assert placeholders_in(mail.subject + mail.text) == []


def test_dutch_texts_name_their_placeholders_in_dutch():
    (kind,) = [kind for kind in ours() if kind.name == "registrations.confirmed"]
    with translation.override("en"):
        assert "{naam}" in kind.standard_body("nl")
    assert "{name}" in kind.standard_body("en")
    assert "{bijeenkomst}" in kind.standard_subject("nl")
