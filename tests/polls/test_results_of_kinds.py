"""What is frozen of each kind of question, and what is left out when few voted."""

from itertools import cycle, islice

import pytest

from polls.domain.ballots import cast_votes
from polls.domain.payloads import KIND_PARTS, read_payload
from polls.domain.results import is_genuine
from polls.domain.snapshots import pulse
from polls.enums import QuestionKind
from polls.models import TextAnswer
from tests.factories import PollFactory, QuestionFactory
from tests.polls.rooms import answer_of, frozen, opened_round, option_ids, sectors_with_people

pytestmark = pytest.mark.django_db


def voted(kind, answers, *, sectors=(), poll=None, **kwargs):
    """An open round with these answers; digits stand for places of options (``"0,2"``), sectors take turns."""
    poll = poll or PollFactory()
    round_ = opened_round(question=QuestionFactory(kind=kind, poll=poll, **kwargs))
    ids = option_ids(round_)
    pks = [sector.pk for sector in sectors] or [None]
    votes = []
    for number, answer in enumerate(answers):
        sent = ",".join(str(ids[int(place)]) for place in answer.split(",")) if ids else answer
        votes.append(answer_of(round_, number, sent, sector=pks[number % len(pks)]))
    assert all(result.accepted for result in cast_votes(votes))
    return round_


def payload_of(kind, answers, **kwargs):
    kept = frozen(voted(kind, answers, **kwargs))
    assert is_genuine(kept)
    assert kept.payload["version"] == 2
    assert kept.payload["question"]["kind"] == kind
    return kept.payload


def counts(payload):
    return [option["count"] for option in payload["options"]]


def test_multiple_choice_counts_choices_per_option_and_voters_once():
    payload = payload_of("multiple", ["0", "0,1", "0,1,2"] * 4, options=3)
    assert (payload["n"], counts(payload)) == (12, [12, 8, 4])


def test_statement_adds_up_both_sides():
    payload = payload_of("statement", ["0", "1", "1", "2", "3", "4", "4", "4", "4", "4"])
    assert counts(payload) == [1, 2, 1, 1, 5]
    assert [payload[part] for part in ("disagree", "neutral", "agree")] == [3, 1, 6]


def test_rating_has_a_mean_of_two_decimals():
    payload = payload_of("rating", ["4"] * 5 + ["3"] * 4 + ["0"] * 2)
    assert (payload["n"], payload["mean"]) == (11, "3.91")


def test_ranking_keeps_ranks_and_points_and_no_order_of_anybody():
    payload = payload_of("ranking", ["0,1,2"] * 6 + ["1,2,0"] * 5, options=3)
    first, second, third = payload["options"]
    assert [option["ranks"] for option in payload["options"]] == [[6, 0, 5], [5, 6, 0], [0, 5, 6]]
    assert [option["points"] for option in payload["options"]] == [23, 27, 16]
    assert counts(payload) == [6, 5, 0]
    assert payload["order"] == [second["id"], first["id"], third["id"]]


def test_ranking_of_the_best_two_gives_nothing_to_who_was_not_ranked():
    payload = payload_of("ranking", ["2,0"] * 10, options=3, maximum_choices=2)
    assert [option["points"] for option in payload["options"]] == [10, 0, 20]


def test_equal_points_keep_the_order_of_the_question():
    payload = payload_of("ranking", ["0,1", "1,0"] * 5)
    assert payload["order"] == [option["id"] for option in payload["options"]]


def test_number_is_kept_in_fixed_bars_and_never_by_itself():
    payload = payload_of("number", ["0", "9", "10", "99", "100", *["50"] * 6], highest=100)
    assert payload["options"] == []
    assert [(bar["low"], bar["high"]) for bar in payload["bins"]][:2] == [("0", "9"), ("10", "19")]
    assert payload["bins"][-1] == {"low": "90", "high": "100", "count": 2}
    assert [bar["count"] for bar in payload["bins"]] == [2, 1, 0, 0, 0, 6, 0, 0, 0, 2]


def test_words_are_merged_and_those_hidden_by_the_moderator_are_left_out():
    round_ = voted("words", ["Regie", "regie\nrust", "REGIE\ntijd"] * 4)
    round_.hidden_words = ["Rust"]
    round_.save(update_fields=["hidden_words"])
    payload = frozen(round_).payload
    assert [(row["word"].casefold(), row["count"]) for row in payload["words"]] == [("regie", 12), ("tijd", 4)]
    assert not TextAnswer.objects.exists()


def test_text_is_counted_in_the_result_and_stands_beside_it():
    payload = payload_of("text", [f"Antwoord {number}" for number in range(12)])
    assert (payload["answers"], payload["n"]) == (12, 12)
    assert "Antwoord" not in str(payload)
    assert set(TextAnswer.objects.values_list("text", "state")) == {(f"Antwoord {n}", "pending") for n in range(12)}


FEW = {"text": "Antwoord", "words": "rust", "number": "7", "ranking": "1,0"}


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_fewer_than_ten_leave_nothing_of_any_kind_and_ten_do(kind):
    answer = FEW.get(kind, "1")
    few, enough = (payload_of(kind, [answer] * number) for number in (9, 10))
    assert (few["suppressed"], few["n"], few["breakdown_reason"]) == (True, None, "too_few_votes")
    assert {part: few.get(part) for part in KIND_PARTS if few.get(part)} == {}
    assert not any(option["count"] or option.get("ranks") or option.get("points") for option in few["options"])
    assert (enough["suppressed"], enough["n"]) == (False, 10)
    assert TextAnswer.objects.count() == (10 if kind == "text" else 0)


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_comparison_is_made_of_columns_and_never_of_words(kind):
    poll = PollFactory()
    sectors = sectors_with_people(poll.event, 150, 150)
    answers = {
        "multiple": ["0", "0,1", "1,2", "2"],
        "ranking": ["0,1,2", "1,0,2", "2,1,0"],
        "number": ["1", "4", "7"],
        "text": ["a", "b"],
        "words": ["a", "b"],
    }.get(kind, ["0", "1", "2"])
    size = {} if kind in ("statement", "rating", "number", "text", "words") else {"options": 3}
    more = {"highest": 8, "bins": 3} if kind == "number" else {}
    many = [answer for answer in answers for _ in range(80 if kind not in ("text", "words") else 10)]
    payload = payload_of(kind, many, poll=poll, sectors=sectors, **size, **more)
    if kind in ("text", "words"):
        assert (payload["breakdown"], payload["breakdown_reason"]) == (None, "not_asked")
        return
    name, columns = "option_id", [option["id"] for option in payload["options"]]
    if kind == "number":
        name, columns = "bin", [0, 1, 2]
    groups = payload["breakdown"]["groups"]
    assert len(groups) == 2
    assert all([cell[name] for cell in group["cells"]] == columns for group in groups)
    assert sum(group["n"] for group in groups) == payload["n"]


def test_payload_of_the_first_version_reads_like_the_second():
    old = {
        "version": 1,
        "question": {"id": 1, "text": "Eens?", "icebreaker": False},
        "round": {"number": 1},
        "options": [{"id": 1, "text": "Ja", "clause": "", "count": 12}],
        "n": 12,
        "suppressed": False,
    }
    read = read_payload(old)
    assert (read["version"], read["question"]["kind"], read["n"], read["options"]) == (2, "single", 12, old["options"])
    assert {read[part] or None for part in KIND_PARTS} == {None}
    assert old["version"] == 1


@pytest.mark.parametrize(
    ("kind", "answers", "shown"),
    [
        ("multiple", ["0,1", "1"], {"bars": [1, 2]}),
        ("ranking", ["0,1", "1,0", "1,0"], {"bars": [1, 2]}),
        ("number", ["1", "3", "3"], {"bins": [0, 1, 0, 2, *[0] * 7]}),
        ("words", ["rust", "Rust"], {"words": [2]}),
        ("text", ["nog niet gelezen"], {}),
    ],
)
def test_open_icebreaker_shows_its_answers_but_never_a_text(kind, answers, shown):
    round_ = voted(kind, answers, is_icebreaker=True)
    live = pulse(round_)
    assert live.pop("received") == len(answers)
    assert {part: [row["count"] for row in rows] for part, rows in live.items()} == shown


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_open_question_shows_the_number_received_alone(kind):
    round_ = voted(kind, list(islice(cycle([FEW.get(kind, "1")]), 12)))
    assert pulse(round_) == {"received": 12}
