"""Own words for letters: what is said, who changed it, what cannot be switched off."""

import pytest

from mailing.domain.senders import sender_of, site_of
from mailing.domain.wordings import (
    EditConflict,
    Owner,
    WordingError,
    back_to_standard,
    changes_of,
    save_words,
    switch_letter,
    words_for,
)
from mailing.domain.writing import write_letter
from mailing.enums import WordingAction
from mailing.models import EventSender
from tests.factories import EventPageFactory, UserFactory

pytestmark = pytest.mark.django_db
OWN = {"subject_nl": "Eigen onderwerp", "body_nl": "Beste {naam}, **eigen** woorden."}


def write(letter, event, language="nl"):
    return write_letter(letter, event=event, language=language, values={"name": "Jan"}, sender=sender_of(event))


def test_standard_text_without_own_words(letter, event):
    words = words_for(letter, event, "nl")
    assert (words.subject, words.is_own, words.is_on) == ("Over {naam}", False, True)
    mail = write(letter, event)
    assert mail.subject == "Over Jan"
    assert "Standaard." in mail.text


def test_own_words_of_the_event_go_before_those_of_the_organisation(letter, event):
    actor, site = UserFactory(), Owner(site=site_of(event))
    save_words(letter, site, {"subject_nl": "Huis", "body_nl": "Van het huis"}, version=0, actor=actor)
    assert write(letter, event).subject == "Huis"
    save_words(letter, Owner(event), OWN, version=0, actor=actor)
    assert write(letter, event).subject == "Eigen onderwerp"
    assert "Beste Jan, eigen woorden." in write(letter, event).text
    assert "<strong" in write(letter, event).html
    assert write(letter, EventPageFactory(parent=event.get_parent())).subject == "Huis"


def test_own_dutch_words_leave_the_english_letter_as_it_is(letter, event):
    save_words(letter, Owner(event), OWN, version=0, actor=UserFactory())
    assert "Standaard." in write(letter, event, "en").text


def test_back_to_the_standard_text_keeps_whether_it_is_sent(letter, event):
    actor, owner = UserFactory(), Owner(event)
    switch_letter(letter, owner, on=False, actor=actor)
    row = save_words(letter, owner, OWN, version=1, actor=actor)
    assert write(letter, event) is None
    back_to_standard(letter, owner, version=row.version, actor=actor)
    words = words_for(letter, event, "nl")
    assert (words.is_own, words.is_on) == (False, False)


def test_every_change_is_written_down_with_who(letter, event):
    actor, owner = UserFactory(), Owner(event)
    row = save_words(letter, owner, OWN, version=0, actor=actor)
    switch_letter(letter, owner, on=False, actor=actor)
    switch_letter(letter, owner, on=False, actor=actor)
    back_to_standard(letter, owner, version=row.version, actor=actor)
    changes = changes_of(letter, owner)
    assert [change.action for change in changes] == [
        WordingAction.STANDARD,
        WordingAction.SWITCHED_OFF,
        WordingAction.REWORDED,
    ]
    assert {change.user for change in changes} == {actor}
    assert changes[2].texts["body_nl"] == OWN["body_nl"]


def test_two_editors_at_once_the_second_is_told(letter, event):
    row = save_words(letter, Owner(event), OWN, version=0, actor=UserFactory())
    with pytest.raises(EditConflict):
        save_words(letter, Owner(event), {"body_nl": "Anders"}, version=0, actor=UserFactory())
    save_words(letter, Owner(event), {"body_nl": "Anders"}, version=row.version, actor=UserFactory())
    with pytest.raises(EditConflict):
        save_words(letter, Owner(event), OWN, version=row.version, actor=UserFactory())
    assert "Anders" in write(letter, event).text


def test_text_equal_to_the_standard_is_not_kept_as_own_words(letter, event):
    texts = {"subject_nl": letter.standard_subject("nl"), "body_nl": letter.standard_body("nl").replace("\n", "\r\n")}
    save_words(letter, Owner(event), texts, version=0, actor=UserFactory())
    assert not words_for(letter, event, "nl").is_own


def test_letter_that_people_depend_on_cannot_be_switched_off(event):
    from mailing.domain.letters import letter_kind

    link = letter_kind("registrations.link")
    with pytest.raises(WordingError, match="zelf om"):
        switch_letter(link, Owner(event), on=False, actor=UserFactory())
    assert words_for(link, event, "nl").is_on


def test_sensitive_event_never_names_itself_in_subject_or_sender(letter, event, branding):
    save_words(letter, Owner(event), {**OWN, "subject_nl": "Over de  SYSTEEMAANPAK"}, version=0, actor=UserFactory())
    assert write(letter, event).subject == "Over de SYSTEEMAANPAK"
    event.is_sensitive = True
    assert write(letter, event).subject == "Een bericht over uw bijeenkomst"
    assert (sender_of(event).name, sender_of(event).logo_url) == ("Plenair", "")
    assert "Atria" not in write(letter, event).html


def test_sender_of_the_event_goes_before_that_of_the_organisation(event, branding):
    assert (sender_of(event).name, sender_of(event).reply_to) == ("Atria", "vraag@atria.example")
    EventSender.objects.create(event=event, sender_name="Congresbureau", reply_to="congres@bureau.example")
    assert (sender_of(event).name, sender_of(event).reply_to) == ("Congresbureau", "congres@bureau.example")
