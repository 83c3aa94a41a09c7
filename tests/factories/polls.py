"""Factories of the polls app."""

import factory
from factory.django import DjangoModelFactory

from polls.models import Option, Poll, Question, Room, Round
from tests.factories.events import EventPageFactory


class PollFactory(DjangoModelFactory):
    class Meta:
        model = Poll

    event = factory.SubFactory(EventPageFactory)
    title = factory.Sequence(lambda n: f"Peiling {n}")


class QuestionFactory(DjangoModelFactory):
    """A single-choice question with two options (``options=0``: none); other kinds have what they need to be opened."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    poll = factory.SubFactory(PollFactory)
    text = factory.Sequence(lambda n: f"Stelling {n}")
    kind = "single"
    lowest = factory.LazyAttribute(lambda question: 0 if question.kind == "number" else None)
    highest = factory.LazyAttribute(lambda question: 10 if question.kind == "number" else None)

    @factory.post_generation
    def options(self, create, extracted, **kwargs):
        """Two options by default, or as many as asked for."""
        if create:
            usual = 2 if self.kind in ("single", "multiple", "ranking") else 0
            for number in range(usual if extracted is None else extracted):
                OptionFactory(question=self, text=f"Antwoord {number + 1}", sort_order=number)


class OptionFactory(DjangoModelFactory):
    class Meta:
        model = Option

    question = factory.SubFactory(QuestionFactory, options=0)
    text = factory.Sequence(lambda n: f"Antwoord {n}")


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    question = factory.SubFactory(QuestionFactory)


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    event = factory.SubFactory(EventPageFactory)
