"""Factories of the workshops app."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from tests.factories.events import EventPageFactory, _half_past_twelve
from workshops.enums import SheetKind
from workshops.models import CapturePrompt, CaptureSheet, CaptureTemplate, Case, Workshop, WorkshopRound


class WorkshopRoundFactory(DjangoModelFactory):
    class Meta:
        model = WorkshopRound

    event = factory.SubFactory(EventPageFactory)
    title = factory.Sequence(lambda n: f"Workshopronde {n}")
    starts_at = factory.LazyFunction(lambda: _half_past_twelve() + timedelta(hours=2))
    ends_at = factory.LazyAttribute(lambda item: item.starts_at + timedelta(minutes=75))


class WorkshopFactory(DjangoModelFactory):
    class Meta:
        model = Workshop

    round = factory.SubFactory(WorkshopRoundFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Workshop {n}")


class CaseFactory(DjangoModelFactory):
    class Meta:
        model = Case

    workshop = factory.SubFactory(WorkshopFactory)
    title = factory.Sequence(lambda n: f"Casus {n}")
    text = "<p>Een semi-fictieve casus.</p>"


class CaptureTemplateFactory(DjangoModelFactory):
    class Meta:
        model = CaptureTemplate

    kind = SheetKind.WORKSHOP
    name = factory.Sequence(lambda n: f"Formulier {n}")


class CapturePromptFactory(DjangoModelFactory):
    class Meta:
        model = CapturePrompt

    template = factory.SubFactory(CaptureTemplateFactory)
    key = factory.Sequence(lambda n: f"prompt-{n}")
    title = factory.Sequence(lambda n: f"Prompt {n}")


class CaptureSheetFactory(DjangoModelFactory):
    """A sheet of a workshop."""

    class Meta:
        model = CaptureSheet

    workshop = factory.SubFactory(WorkshopFactory)
    event = factory.LazyAttribute(lambda sheet: sheet.workshop.round.event)
    template = factory.SubFactory(CaptureTemplateFactory)
