"""Dots on outcomes: asked as a question, shown only after closing, kept as totals, forgotten for the rest."""

from uuid import uuid4

import pytest
from django.urls import reverse

from polls.domain.ballots import cast_votes
from polls.domain.dots import DotsError, prepare_dots
from polls.domain.question_editing import duplicate_question
from polls.domain.rounds import close_round, freeze_round, get_or_create_round, open_round
from polls.models import Ballot, Poll
from tests.factories import CapturePromptFactory, CaptureSheetFactory, UserFactory
from tests.polls.rooms import answer_of, option_ids
from workshops.domain import clusters
from workshops.domain.cards import create_card
from workshops.domain.reading import captured
from workshops.models import Cluster, Outcome

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
KEY = "knelpunten"
TEXTS = ("Te weinig plek", "Te weinig tijd", "Te veel regels")


@pytest.fixture
def sheet():
    return CaptureSheetFactory()


@pytest.fixture
def cards(sheet):
    prompt = CapturePromptFactory(template=sheet.template, key=KEY, title="Knelpunten")
    fields = {"prompt_id": prompt.pk}
    return [create_card(sheet, Outcome, uid=uuid4(), fields={"text": text, **fields}) for text in TEXTS]


def ask(event, *, by_group=False, dots=2):
    question = prepare_dots(event, KEY, dots=dots, text="Wat telt?", by_group=by_group)
    return open_round(get_or_create_round(question), actor="test")


def spend(round_, people, *places):
    options = option_ids(round_)
    answer = ",".join(str(options[place]) for place in places)
    assert all(result.accepted for result in cast_votes([answer_of(round_, number, answer) for number in people]))


def many_cards(sheet, number, *, by_group):
    prompt = CapturePromptFactory(template=sheet.template, key=KEY, title="Knelpunten")
    for place in range(number):
        fields = {"text": f"Kaart {place}", "prompt_id": prompt.pk}
        card = create_card(sheet, Outcome, uid=uuid4(), fields=fields)
        if by_group:
            clusters.make_cluster(sheet.event, KEY, [card.uid], f"Groep {place}", uid=uuid4())


def dots_of(event):
    return {fact.text: fact.dots for fact in captured(event).outcomes}


def test_totals_stand_on_the_cards_after_closing_and_no_ballot_is_left(sheet, cards):
    round_ = ask(sheet.event)
    spend(round_, range(12), 0, 2)
    spend(round_, range(12, 15), 2)
    assert set(dots_of(sheet.event).values()) == {None}
    assert Ballot.objects.count() == 15  # the control: they were there
    close_round(round_, actor="test")
    assert set(dots_of(sheet.event).values()) == {None}
    freeze_round(round_)
    assert dots_of(sheet.event) == dict(zip(TEXTS, (12, 0, 15), strict=True))
    assert not Ballot.objects.exists()


def test_more_dots_than_one_has_are_refused(sheet, cards):
    round_ = ask(sheet.event, dots=2)
    answer = ",".join(map(str, option_ids(round_)))
    (result,) = cast_votes([answer_of(round_, 1, answer)])
    assert not result.accepted


def test_too_few_voters_give_no_dots_and_a_later_round_replaces_what_was(sheet, cards):
    first = ask(sheet.event)
    spend(first, range(12), 0)
    freeze_round(close_round(first, actor="test"))
    assert dots_of(sheet.event)[TEXTS[0]] == 12
    again = open_round(get_or_create_round(first.question), actor="test")
    spend(again, range(3), 1)
    freeze_round(close_round(again, actor="test"))
    assert set(dots_of(sheet.event).values()) == {None}


def test_dots_on_groups(sheet, cards):
    for number, card in enumerate(cards[:2]):
        clusters.make_cluster(sheet.event, KEY, [card.uid], f"Groep {number}", uid=uuid4())
    round_ = ask(sheet.event, by_group=True, dots=1)
    spend(round_, range(11), 1)
    freeze_round(close_round(round_, actor="test"))
    assert list(Cluster.objects.order_by("title").values_list("title", "dots")) == [("Groep 0", 0), ("Groep 1", 11)]
    assert [fact.weight for fact in captured(sheet.event).outcomes] == [(0, 1), (11, 1), (0, 1)]


def test_fewer_than_two_to_choose_from_is_said(sheet, cards):
    with pytest.raises(DotsError):
        prepare_dots(sheet.event, KEY, dots=3, text="Wat telt?", by_group=True)
    with pytest.raises(DotsError):
        prepare_dots(sheet.event, "bestaat-niet", dots=3, text="Wat telt?", by_group=False)
    assert not Poll.objects.exists()


def test_long_and_equal_cards_become_answers_that_fit(sheet, cards):
    prompt = cards[0].prompt
    for text in ("x" * 300, "Te weinig  PLEK"):
        create_card(sheet, Outcome, uid=uuid4(), fields={"text": text, "prompt_id": prompt.pk})
    for number in range(30):
        create_card(sheet, Outcome, uid=uuid4(), fields={"text": f"Kaart {number}", "prompt_id": prompt.pk})
    question = prepare_dots(sheet.event, KEY, dots=3, text="Wat telt?", by_group=False)
    answers = list(question.options.values_list("text", flat=True))
    assert len(answers) == 34
    assert answers.count("Te weinig plek") == 1
    assert max(map(len, answers)) == 200


@pytest.mark.parametrize("by_group", [False, True])
@pytest.mark.parametrize("number", [21, 60, 61])
def test_as_many_as_a_ballot_holds_are_asked_and_more_are_refused_with_their_number(sheet, number, by_group):
    many_cards(sheet, number, by_group=by_group)
    if number > 60:
        with pytest.raises(DotsError, match=f"{number}.*60"):
            prepare_dots(sheet.event, KEY, dots=2, text="Wat telt?", by_group=by_group)
        assert not Poll.objects.exists()
        return
    round_ = ask(sheet.event, by_group=by_group)
    spend(round_, range(11), 0, number - 1)
    freeze_round(close_round(round_, actor="test"))
    asked = Cluster.objects.order_by("pk") if by_group else Outcome.objects.order_by("pk")
    assert list(asked.values_list("dots", flat=True)) == [11, *[0] * (number - 2), 11]


def test_groups_and_long_cards_that_look_the_same_are_numbered(sheet, cards):
    for card in cards[:2]:
        clusters.make_cluster(sheet.event, KEY, [card.uid], "Geld", uid=uuid4())
    question = prepare_dots(sheet.event, KEY, dots=1, text="Wat telt?", by_group=True)
    assert list(question.options.values_list("text", flat=True)) == ["Geld", "Geld (2)"]
    for tail in ("a", "b"):
        create_card(sheet, Outcome, uid=uuid4(), fields={"text": "x" * 250 + tail, "prompt_id": cards[0].prompt_id})
    question = prepare_dots(sheet.event, KEY, dots=1, text="Wat telt?", by_group=False)
    assert [text[-5:] for text in question.options.values_list("text", flat=True)][3:] == ["xxxx…", "… (2)"]


def test_saving_the_question_in_its_form_keeps_what_the_dots_are_for(client, sheet, cards):
    client.force_login(UserFactory(is_superuser=True))
    question = prepare_dots(sheet.event, KEY, dots=2, text="Wat telt?", by_group=False)
    address = reverse("polls_questions:edit", args=(sheet.event_id, question.poll_id, question.pk))
    for _twice in range(2):
        rows = [row for row in client.get(address).context["form"].rows if row.text]
        rows = [rows[-1], *rows[:-1]]  # the last one first
        data = {"text": "Wat telt?", "minimum_choices": 1, "maximum_choices": 2, "do": "save"}
        data |= {"answer": [f"{row.text}!" for row in rows], "clause": [row.clause for row in rows]}
        assert client.post(address, data | {"option": [row.option_id for row in rows]}).status_code == 302
    options = question.options.all()
    assert [option.text for option in options] == [f"{TEXTS[place]}!!" for place in (1, 2, 0)]
    assert [option.dot_target.outcome.text for option in options] == [TEXTS[place] for place in (1, 2, 0)]
    copy = duplicate_question(question)
    for asked in (question, copy):
        round_ = open_round(get_or_create_round(asked), actor="test")
        spend(round_, range(12), 0)
        freeze_round(close_round(round_, actor="test"))
        assert dots_of(sheet.event) == dict(zip(TEXTS, (0, 12, 0), strict=True))
        Outcome.objects.update(dots=None)


def test_organiser_makes_the_question_on_its_page(client, sheet, cards):
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("polls_admin:dots", args=(sheet.event_id,))
    assert "Knelpunten" in client.get(url).content.decode()
    wrong = client.post(url, {"prompt": KEY, "about": "groups", "dots": 3, "text": "Wat telt?"})
    assert wrong.status_code == 422
    assert "Wat telt?" in wrong.content.decode()
    made = client.post(url, {"prompt": KEY, "about": "cards", "dots": 2, "text": "Wat telt?"})
    assert made.status_code == 302
    assert Poll.objects.get().questions.get().maximum_choices == 2
    for bad in ({"dots": 11}, {"dots": 0}, {"text": ""}, {"text": "a\x00b"}, {"prompt": "weg"}):
        data = {"prompt": KEY, "about": "cards", "dots": 2, "text": "Wat telt?"} | bad
        assert client.post(url, data).status_code == 422
