"""Fixtures of the mailing tests."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import BrandingSettings
from mailing.domain.letters import NAME, LetterKind, declare_letter
from mailing.domain.senders import site_of
from tests.factories import EventDateFactory, EventPageFactory, UserFactory


@pytest.fixture
def event():
    """A published meeting of a month ahead."""
    page = EventPageFactory(title="Systeemaanpak")
    page.dates.all().delete()
    starts_at = timezone.now() + timedelta(days=30)
    EventDateFactory(page=page, starts_at=starts_at, ends_at=starts_at + timedelta(hours=4))
    return page


@pytest.fixture
def branding(event):
    """The look of the event's organisation."""
    return BrandingSettings.objects.create(
        site=site_of(event), organisation_name="Atria", reply_to="vraag@atria.example"
    )


@pytest.fixture
def organiser(client):
    """A superuser who is signed in."""
    user = UserFactory(is_superuser=True, email="organisator@atria.example")
    client.force_login(user)
    return user


@pytest.fixture
def letter():
    """A letter of its own for the tests."""
    kind = LetterKind(
        name="test.letter",
        title="Proefbrief",
        when="Nooit",
        subject="Over {name}",
        body=("# Dag", "Beste {name},", "Standaard."),
        placeholders=(NAME,),
        example=lambda event, language: {"name": "Samira"},
    )
    declare_letter(kind)
    yield kind
    from mailing.domain import letters

    letters._kinds.pop("test.letter", None)
