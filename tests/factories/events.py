"""Factories of the events app. Pages hang under the site's root page."""

from datetime import UTC, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page, Site
from wagtail_factories import PageFactory

from events.models import EventDate, EventIndexPage, EventPage, ProgrammeItem, Speaker


def root_page() -> Page:
    """The page that new trees hang under."""
    site = Site.objects.filter(is_default_site=True).first()
    return site.root_page if site else (Page.objects.filter(depth=1).first() or _new_tree())


def _new_tree() -> Page:
    """A root page, for tests with real transactions: they leave an empty database behind."""
    Locale.objects.get_or_create(language_code="nl")
    return Page.add_root(title="Root", slug="root")


class EventIndexPageFactory(PageFactory):
    class Meta:
        model = EventIndexPage

    title = factory.Sequence(lambda n: f"Bijeenkomsten {n}")
    parent = factory.LazyFunction(root_page)


class EventPageFactory(PageFactory):
    """An event that takes place in 30 days, 12.30–17.00, registration open, no limit.

    ``dates=0`` makes it without a date, ``dates__held=True`` one that was held three days ago.
    """

    class Meta:
        model = EventPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Landelijke bijeenkomst {n}")
    parent = factory.SubFactory(EventIndexPageFactory)
    registration_opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=30))
    registration_closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=29))
    capacity = None

    @factory.post_generation
    def dates(self, create, extracted, **kwargs):
        """One date of four and a half hours, unless 0 is given."""
        if create and extracted != 0:
            EventDateFactory(page=self, **kwargs)


def _half_past_twelve() -> datetime:
    day = (timezone.now() + timedelta(days=30)).astimezone(UTC)
    return day.replace(hour=11, minute=30, second=0, microsecond=0)


class EventDateFactory(DjangoModelFactory):
    class Meta:
        model = EventDate

    class Params:
        held = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=3)))

    page = factory.SubFactory(EventPageFactory, dates=0)
    starts_at = factory.LazyFunction(_half_past_twelve)
    ends_at = factory.LazyAttribute(lambda date: date.starts_at + timedelta(hours=4, minutes=30))


class ProgrammeItemFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeItem

    page = factory.SubFactory(EventPageFactory)
    title = factory.Sequence(lambda n: f"Onderdeel {n}")
    starts_at = factory.LazyFunction(_half_past_twelve)
    ends_at = factory.LazyAttribute(lambda item: item.starts_at + timedelta(minutes=45))


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = Speaker

    item = factory.SubFactory(ProgrammeItemFactory)
    name = "Renée Römkens"
    organisation_name = "Atria"
