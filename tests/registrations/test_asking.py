"""Which questions count: properties of the pure part."""

from hypothesis import given
from hypothesis import strategies as st

from registrations.domain.asking import AskedOption, AskedQuestion, applies, asked_of, is_given
from registrations.enums import QuestionKind

SECTORS = st.frozensets(st.integers(1, 4), max_size=3)


@st.composite
def forms(draw):
    """Up to eight questions; each may hang on an earlier one that can be chosen or ticked."""
    questions: list[AskedQuestion] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        kind = draw(st.sampled_from([QuestionKind.CHOICE, QuestionKind.MULTIPLE, QuestionKind.CONSENT]))
        options = tuple(AskedOption(number * 10 + place, "x") for place in range(3)) if kind != "consent" else ()
        source = draw(st.sampled_from([None, *questions]))
        chosen = (
            frozenset(draw(st.sets(st.sampled_from([option.id for option in source.options]), min_size=1)))
            if (source is not None and source.options)
            else frozenset()
        )
        questions.append(
            AskedQuestion(
                number, kind, "?", options=options, depends_on=source.id if source else None,
                depends_options=chosen, only_sectors=draw(SECTORS),
            )
        )  # fmt: skip
    return questions


def answers_to(questions, draw):
    given = {}
    for question in questions:
        ids = [option.id for option in question.options]
        if question.kind == QuestionKind.CONSENT:
            given[question.id] = draw(st.booleans())
        elif question.kind == QuestionKind.CHOICE:
            given[question.id] = draw(st.sampled_from([None, *ids]))
        else:
            given[question.id] = draw(st.lists(st.sampled_from(ids), unique=True))
    return given


@given(questions=forms(), sectors=SECTORS, data=st.data())
def test_every_counted_answer_belongs_to_a_question_whose_conditions_hold(questions, sectors, data):
    typed = answers_to(questions, data.draw)
    counted = asked_of(questions, typed, sectors)
    by_id = {question.id: question for question in questions}
    for pk in counted:
        question = by_id[pk]
        assert applies(question, counted, sectors)
        assert not question.only_sectors or question.only_sectors & sectors
        assert question.depends_on is None or is_given(counted[question.depends_on])


@given(questions=forms(), sectors=SECTORS, data=st.data())
def test_answers_that_do_not_count_change_nothing(questions, sectors, data):
    typed = answers_to(questions, data.draw)
    counted = asked_of(questions, typed, sectors)
    others = answers_to(questions, data.draw)
    mixed = {**others, **counted}
    assert asked_of(questions, mixed, sectors) == counted


@given(questions=forms(), data=st.data())
def test_question_without_condition_is_always_asked(questions, data):
    typed = answers_to(questions, data.draw)
    free = {question.id for question in questions if not question.is_conditional}
    assert free <= set(asked_of(questions, typed, frozenset()))
