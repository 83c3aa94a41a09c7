"""Neither key nor place of an open answer follows the order in which the answers came in."""

import pytest
from django.db import connection, connections
from scipy.stats import spearmanr

from polls.domain import results
from polls.domain.ballots import cast_vote
from polls.models import Ballot, TextAnswer
from tests.factories import QuestionFactory
from tests.polls.rooms import answer_of, frozen, opened_round

pytestmark = pytest.mark.django_db
ANSWERS = 400
CHANCE = 0.25  # five standard deviations of a rank correlation of 400 pairs


def in_order_of_place(model, using="default") -> list[str]:
    """The texts as they lie in the file."""
    place = "rowid" if connections[using].vendor == "sqlite" else "ctid"
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT text FROM {model._meta.db_table} ORDER BY {place}")
        return [text for (text,) in cursor.fetchall()]


def follows_arrival(texts: list[str]) -> float:
    """How far the texts stand in the order in which they came in: 1 is exactly, 0 not at all."""
    return abs(spearmanr(range(len(texts)), [int(text.split()[1]) for text in texts]).statistic)


def answered():
    round_ = opened_round(question=QuestionFactory(kind="text"))
    for number in range(ANSWERS):
        assert cast_vote(answer_of(round_, number, f"antwoord {number}")).accepted
    return round_


def test_kept_texts_lie_in_no_order_of_arrival_by_key_place_or_default():
    round_ = answered()
    assert follows_arrival(in_order_of_place(Ballot, Ballot.objects.db)) > 0.9  # the control: ballots do
    frozen(round_)
    by_place = in_order_of_place(TextAnswer)
    assert len(by_place) == ANSWERS
    by_key = list(TextAnswer.objects.order_by("uid").values_list("text", flat=True))
    by_default = list(TextAnswer.objects.values_list("text", flat=True))
    assert [follows_arrival(texts) < CHANCE for texts in (by_place, by_key, by_default)] == [True, True, True]
    assert by_place == by_key  # the place tells no more than the random key
    assert not Ballot.objects.exists()


def test_texts_kept_as_they_came_would_tell_as_control(monkeypatch):
    def keep_as_they_came(round_, texts):
        came = sorted(texts, key=lambda text: int(text.split()[1]))
        TextAnswer.objects.bulk_create([TextAnswer(round=round_, text=text) for text in came])

    monkeypatch.setattr(results, "keep_texts", keep_as_they_came)
    frozen(answered())
    assert follows_arrival(in_order_of_place(TextAnswer)) > 0.9
    assert connection.vendor in ("sqlite", "postgresql")


def test_equal_keys_never_happen_and_every_text_is_kept_once():
    round_ = opened_round(question=QuestionFactory(kind="text"))
    for number in range(12):
        cast_vote(answer_of(round_, number, "hetzelfde"))
    frozen(round_)
    assert TextAnswer.objects.filter(text="hetzelfde").count() == 12
