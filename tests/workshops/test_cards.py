"""Saving cards and notes: once, in order, and never over somebody else's text."""

import threading
from uuid import uuid4

import pytest
from django.db import connections, transaction

from tests.factories import CapturePromptFactory, CaptureSheetFactory, OrganisationFactory
from workshops.domain.cards import (
    Conflict,
    HandedIn,
    Owner,
    UnknownCard,
    create_card,
    delete_card,
    owners_from_names,
    save_note,
    update_card,
)
from workshops.domain.ordering import move_card
from workshops.domain.sheets import hand_in
from workshops.domain.starring import star_outcome
from workshops.models import ActionItem, CaptureSheet, Outcome, Quote, RunningNote


@pytest.fixture
def sheet(db):
    return CaptureSheetFactory()


@pytest.fixture
def prompt(sheet):
    return CapturePromptFactory(template=sheet.template)


def add(sheet, prompt, text="Rolpatronen", uid=None, case=None):
    fields = {"text": text, "prompt_id": prompt.pk, "case_id": case}
    return create_card(sheet, Outcome, uid=uid or uuid4(), fields=fields)


def texts(sheet):
    return list(Outcome.objects.filter(sheet=sheet).values_list("text", flat=True))


def test_card_sent_twice_stands_once(sheet, prompt):
    uid = uuid4()

    first, again = add(sheet, prompt, uid=uid), add(sheet, prompt, uid=uid)

    assert first == again
    assert again.version == 1
    assert texts(sheet) == ["Rolpatronen"]


def test_card_sent_again_with_more_text_becomes_the_longer_text(sheet, prompt):
    uid = uuid4()
    add(sheet, prompt, uid=uid)

    card = add(sheet, prompt, "Rolpatronen thuis", uid=uid)

    assert (card.version, texts(sheet)) == (2, ["Rolpatronen thuis"])


def test_card_sent_again_after_another_scribe_changed_it_is_a_conflict(sheet, prompt):
    uid = uuid4()
    add(sheet, prompt, uid=uid)
    update_card(sheet, Outcome, uid, version=1, fields={"text": "Van de ander"})

    with pytest.raises(Conflict) as conflict:
        add(sheet, prompt, "Rolpatronen thuis", uid=uid)

    assert (conflict.value.theirs, conflict.value.mine, conflict.value.version) == (
        "Van de ander",
        "Rolpatronen thuis",
        2,
    )
    assert texts(sheet) == ["Van de ander"]


def test_uid_of_another_sheet_is_unknown_and_changes_nothing(sheet, prompt):
    card = add(sheet, prompt)
    other = CaptureSheetFactory(template=sheet.template)

    with pytest.raises(UnknownCard):
        add(other, prompt, "Elders", uid=card.uid)
    with pytest.raises(UnknownCard):
        update_card(other, Outcome, card.uid, version=1, fields={"text": "Elders"})
    with pytest.raises(UnknownCard):
        star_outcome(other, card.uid, is_starred=True)
    delete_card(other, Outcome, card.uid, version=1)

    card.refresh_from_db()
    assert (card.text, card.is_starred) == ("Rolpatronen", False)


def test_save_that_arrives_twice_is_no_conflict(sheet, prompt):
    card = add(sheet, prompt)
    update_card(sheet, Outcome, card.uid, version=1, fields={"text": "Nieuw"})

    again = update_card(sheet, Outcome, card.uid, version=1, fields={"text": "Nieuw"})

    assert again.version == 2


def test_delete_of_an_old_version_is_a_conflict_and_of_a_gone_card_is_fine(sheet, prompt):
    card = add(sheet, prompt)
    update_card(sheet, Outcome, card.uid, version=1, fields={"text": "Nieuw"})

    with pytest.raises(Conflict):
        delete_card(sheet, Outcome, card.uid, version=1)
    delete_card(sheet, Outcome, card.uid, version=2)
    delete_card(sheet, Outcome, card.uid, version=2)

    assert texts(sheet) == []


@pytest.mark.parametrize(
    ("steps", "expected"), [(-1, ["B", "A", "C"]), (1, ["A", "C", "B"]), (-9, ["B", "A", "C"]), (9, ["A", "C", "B"])]
)
def test_move_goes_one_up_or_down_and_stops_at_the_edge(sheet, prompt, steps, expected):
    add(sheet, prompt, "A")
    card = add(sheet, prompt, "B")
    add(sheet, prompt, "C")

    move_card(sheet, Outcome, card.uid, steps=steps)

    assert texts(sheet) == expected


def test_new_cards_stand_last_in_their_own_prompt(sheet, prompt):
    other = CapturePromptFactory(template=sheet.template)
    cards = [add(sheet, prompt), add(sheet, prompt), add(sheet, other)]

    assert [card.position for card in cards] == [0, 1, 0]


def test_star_twice_is_once(sheet, prompt):
    card = add(sheet, prompt)

    star_outcome(sheet, card.uid, is_starred=True)

    assert star_outcome(sheet, card.uid, is_starred=True).is_starred
    assert not star_outcome(sheet, card.uid, is_starred=False).is_starred


def test_owners_are_known_organisations_or_names(sheet):
    atria = OrganisationFactory(name="Atria, kennisinstituut", short_name="Atria")
    owners = owners_from_names(["Atria", " Margreet de Boer ", "", "Margreet de Boer"])

    card = create_card(sheet, ActionItem, uid=uuid4(), fields={"text": "Maken"}, owners=owners)

    assert owners == [Owner(organisation_id=atria.pk), Owner(name="Margreet de Boer")]
    assert [str(owner) for owner in card.owners.all()] == [atria.name, "Margreet de Boer"]


def test_owners_are_part_of_what_an_action_says(sheet):
    card = create_card(sheet, ActionItem, uid=uuid4(), fields={"text": "Maken"}, owners=[Owner(name="A")])
    update_card(sheet, ActionItem, card.uid, version=1, fields={"text": "Maken"}, owners=[Owner(name="B")])

    with pytest.raises(Conflict):
        update_card(sheet, ActionItem, card.uid, version=1, fields={"text": "Maken"}, owners=[Owner(name="C")])

    assert [owner.name for owner in card.owners.all()] == ["B"]


def test_note_is_made_saved_and_refused_when_old(sheet):
    assert save_note(sheet, "Eerste", version=0).version == 1
    assert save_note(sheet, "Eerste", version=0).version == 1
    assert save_note(sheet, "Tweede", version=1).version == 2

    with pytest.raises(Conflict) as conflict:
        save_note(sheet, "Mijn tekst", version=1)

    assert (conflict.value.theirs, conflict.value.version) == ("Tweede", 2)
    assert RunningNote.objects.get().text == "Tweede"


def test_sheet_that_was_handed_in_takes_nothing(sheet, prompt):
    card = add(sheet, prompt)
    hand_in(sheet)

    for attempt in (
        lambda: add(sheet, prompt),
        lambda: update_card(sheet, Outcome, card.uid, version=1, fields={"text": "Laat"}),
        lambda: delete_card(sheet, Outcome, card.uid, version=1),
        lambda: move_card(sheet, Outcome, card.uid, steps=1),
        lambda: star_outcome(sheet, card.uid, is_starred=True),
        lambda: save_note(sheet, "Laat", version=0),
        lambda: create_card(sheet, Quote, uid=uuid4(), fields={"text": "Laat"}),
    ):
        with pytest.raises(HandedIn):
            attempt()
    assert texts(sheet) == ["Rolpatronen"]


# --- Many at once -----------------------------------------------------------------------------

SCRIBES = 8
ROUNDS = 15


def at_once(work):
    """Run ``work(number)`` in as many threads as there are scribes, each with connections of its own."""
    failures = []

    def run(number):
        try:
            work(number)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(SCRIBES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failures == []


def save_without_version_check(sheet, text, *, version):
    """The control: what a plain save would do."""
    with transaction.atomic():
        CaptureSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        RunningNote.objects.filter(sheet=sheet).update(text=text, version=version + 1)


def write_lines(save):
    """Every scribe adds lines to the same notes; returns (lines that were acknowledged, lines that stand)."""
    sheet = CaptureSheetFactory()
    save_note(sheet, "", version=0)
    acknowledged = []
    together = threading.Barrier(SCRIBES)

    def scribe(number):
        for turn in range(ROUNDS):
            line = f"[{number}.{turn}]"
            note = RunningNote.objects.get(sheet=sheet)
            if turn == 0:
                together.wait(60)  # everybody has read the same version
            while True:
                try:
                    save(sheet, note.text + line, version=note.version)
                    acknowledged.append(line)
                    break
                except Conflict as conflict:
                    note = RunningNote(text=conflict.theirs, version=conflict.version)

    at_once(scribe)
    text = RunningNote.objects.get(sheet=sheet).text
    return len(acknowledged), sum(line in text for line in acknowledged)


@pytest.mark.django_db(transaction=True)
def test_many_scribes_saving_at_once_overwrite_nothing():
    acknowledged, standing = write_lines(save_note)

    assert acknowledged == standing == SCRIBES * ROUNDS


@pytest.mark.django_db(transaction=True)
def test_many_scribes_saving_without_the_version_check_lose_text():
    acknowledged, standing = write_lines(save_without_version_check)

    assert acknowledged == SCRIBES * ROUNDS
    assert standing < acknowledged


@pytest.mark.django_db(transaction=True)
def test_one_card_sent_by_many_at_once_stands_once():
    sheet = CaptureSheetFactory()
    prompt = CapturePromptFactory(template=sheet.template)
    uid = uuid4()

    at_once(lambda number: add(sheet, prompt, uid=uid))

    assert texts(sheet) == ["Rolpatronen"]


@pytest.mark.django_db(transaction=True)
def test_cards_sent_at_once_all_get_their_own_place():
    sheet = CaptureSheetFactory()
    prompt = CapturePromptFactory(template=sheet.template)

    at_once(lambda number: [add(sheet, prompt, f"{number}.{turn}") for turn in range(3)])

    positions = list(Outcome.objects.filter(sheet=sheet).values_list("position", flat=True))
    assert positions == list(range(SCRIBES * 3))
