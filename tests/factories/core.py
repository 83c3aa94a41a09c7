"""Factories of the core app."""

import factory
from factory.django import DjangoModelFactory

from core.enums import LinkPurpose, Role
from core.models import AccessLink, EventRole, Organisation, Sector, User, Venue


class UserFactory(DjangoModelFactory):
    """A person who signs in; ``is_superuser=True`` for an administrator."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@organisatie.example")
    password = factory.django.Password("geheim-genoeg-12")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisatie {n}")


class SectorFactory(DjangoModelFactory):
    class Meta:
        model = Sector

    name = factory.Sequence(lambda n: f"Sector {n}")
    slug = factory.Sequence(lambda n: f"sector-{n}")
    people = factory.LazyAttribute(lambda sector: f"mensen van {sector.name}")


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = Venue

    name = "BCN Utrecht CS"
    street_address = "Catharijnesingel 48"
    postal_code = "3511 GC"
    city = "Utrecht"


class EventRoleFactory(DjangoModelFactory):
    class Meta:
        model = EventRole

    user = factory.SubFactory(UserFactory)
    role = Role.ORGANISER


class AccessLinkFactory(DjangoModelFactory):
    class Meta:
        model = AccessLink

    purpose = LinkPurpose.CHAIR
