"""Factories of the registrations app."""

import factory
from factory.django import DjangoModelFactory

from registrations.models import Registration
from tests.factories.events import EventPageFactory


class RegistrationFactory(DjangoModelFactory):
    """A confirmed registration."""

    class Meta:
        model = Registration

    event = factory.SubFactory(EventPageFactory)
    name = factory.Sequence(lambda n: f"Verzonnen Persoon {n}")
    email = factory.Sequence(lambda n: f"persoon{n}@organisatie.example")
    email_key = factory.LazyAttribute(lambda registration: registration.email.lower())
