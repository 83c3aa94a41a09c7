"""Factories of masterclasses."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.enums import DateKind, EventKind
from registrations.models import GroupPlace, SeriesDate, SeriesGroup
from tests.factories.events import EventDateFactory, EventPageFactory
from tests.factories.registrations import RegistrationFactory


def masterclass(**fields):
    """A masterclass without dates; give it groups with ``SeriesGroupFactory``."""
    return EventPageFactory(**{"kind": EventKind.MASTERCLASS, "dates": 0, "capacity": None, **fields})


class SeriesGroupFactory(DjangoModelFactory):
    """A group without dates; ``days=[7, 14]`` gives it a date that many days from now."""

    class Meta:
        model = SeriesGroup
        skip_postgeneration_save = True

    event = factory.LazyFunction(masterclass)
    name = factory.Sequence(lambda n: f"Groep {n}")

    @factory.post_generation
    def days(self, create, extracted, **kwargs):
        """Regular dates of the group."""
        for number, day in enumerate(extracted or (), start=1):
            series_date(self.event, day, group=self, label=f"{self.name}, dagdeel {number}")


def series_date(event, day, *, group=None, kind=DateKind.REGULAR, capacity=None, hours=None, label="", length=3):
    """A date of a masterclass, ``day`` days from now, three hours long."""
    starts_at = timezone.now() + timedelta(days=day)
    date = EventDateFactory(
        page=event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=length), kind=kind, label=label
    )
    SeriesDate.objects.create(event_date=date, group=group, capacity=capacity, hours=hours)
    return date


def member(group, **fields):
    """A confirmed registration in a group."""
    registration = RegistrationFactory(event=group.event, **fields)
    GroupPlace.objects.create(registration=registration, group=group)
    return registration
