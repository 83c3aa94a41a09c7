"""A thousand saves at once on the same cards: no text that was acknowledged is overwritten unseen."""

import threading
from uuid import UUID

import pytest
from django.db import connections, transaction
from django.db.models import F

from tests.factories import CapturePromptFactory, CaptureSheetFactory
from workshops.domain.cards import Conflict, create_card, update_card
from workshops.models import CaptureSheet, Outcome

SCRIBES = 8
SAVES = 1_000
CARDS = 4


def save_without_version_check(sheet, model, uid, *, version, fields):
    """The control: a save that takes the lock and does not compare."""
    with transaction.atomic():
        CaptureSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        model.objects.filter(uid=uid).update(**fields, version=F("version") + 1)


def save_a_thousand_times(save):
    """Eight scribes add marks to four cards; returns (marks that were acknowledged, marks that stand)."""
    sheet = CaptureSheetFactory()
    prompt = CapturePromptFactory(template=sheet.template)
    uids = [UUID(int=number + 1) for number in range(CARDS)]
    for uid in uids:
        create_card(sheet, Outcome, uid=uid, fields={"text": "", "prompt_id": prompt.pk, "case_id": None})
    acknowledged, failures = [], []
    together = threading.Barrier(SCRIBES)

    def scribe(number):
        try:
            for turn in range(SAVES // SCRIBES):
                mark, uid = f"[{number}.{turn}]", uids[turn % CARDS]
                card = Outcome.objects.get(uid=uid)
                if turn % CARDS == 0:
                    together.wait(120)  # everybody has read the same version
                text, version = card.text, card.version
                while True:
                    try:
                        save(sheet, Outcome, uid, version=version, fields={"text": text + mark})
                        break
                    except Conflict as conflict:
                        text, version = conflict.theirs, conflict.version
                acknowledged.append(mark)
        except BaseException as failure:
            failures.append(failure)
            together.abort()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=scribe, args=(number,)) for number in range(SCRIBES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert failures == []
    text = "".join(Outcome.objects.filter(sheet=sheet).values_list("text", flat=True))
    return len(acknowledged), sum(mark in text for mark in acknowledged)


@pytest.mark.django_db(transaction=True)
def test_a_thousand_saves_at_once_overwrite_nothing():
    assert save_a_thousand_times(update_card) == (SAVES, SAVES)


@pytest.mark.django_db(transaction=True)
def test_a_thousand_saves_without_comparing_lose_text():
    acknowledged, standing = save_a_thousand_times(save_without_version_check)

    assert acknowledged == SAVES
    assert standing < acknowledged
