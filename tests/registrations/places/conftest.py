"""A meeting with one round whose places are divided, and people who ranked."""

import uuid
from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from mailing.domain.delivering import deliver_due
from registrations.domain.registering import RegistrationData, register
from tests.factories import EventDateFactory, EventPageFactory, UserFactory, WorkshopFactory, WorkshopRoundFactory
from workshops.enums import ChoiceMode


@pytest.fixture
def event():
    page = EventPageFactory(title="Systeemaanpak")
    page.dates.all().delete()
    starts_at = (timezone.now() + timedelta(days=30)).replace(microsecond=0)
    EventDateFactory(page=page, starts_at=starts_at, ends_at=starts_at + timedelta(hours=6))
    return page


@pytest.fixture
def new_round(event):
    def make(number=1, *, mode=ChoiceMode.RANKING, **kwargs):
        starts_at = event.dates.get().starts_at + timedelta(hours=number)
        return WorkshopRoundFactory(
            event=event,
            title=f"Ronde {number}",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=50),
            choice_mode=mode,
            **kwargs,
        )

    return make


@pytest.fixture
def ronde(new_round):
    return new_round()


@pytest.fixture
def rooms(ronde):
    """Two workshops: A with two places, B with three, C without a limit."""
    return [
        WorkshopFactory(round=ronde, number=number, title=title, room=f"Zaal {number}", capacity=capacity)
        for number, (title, capacity) in enumerate((("Anna", 2), ("Bram", 3), ("Carla", None)), start=1)
    ]


@pytest.fixture
def enrol(event):
    """Registers somebody who ranks these workshops, all of one round or by round."""

    def make(number, *ranked, **kwargs):
        by_round = {}
        for workshop in ranked:
            by_round.setdefault(workshop.round_id, []).append(workshop.pk)
        data = RegistrationData(
            name=f"Persoon {number}", email=f"p{number}@gemeente.example", rankings=by_round, **kwargs
        )
        return register(event, data, submission_key=uuid.uuid4()).registration

    return make


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def page_of(event):
    """An organiser's address of this event."""
    return lambda name, *args: reverse(f"registrations_admin:{name}", args=[event.pk, *args])


@pytest.fixture
def sent():
    """Delivers what is due and gives the mails of that, by address."""

    def deliver():
        mail.outbox.clear()
        deliver_due()
        return {parseaddr(email.to[0])[1]: email for email in mail.outbox}

    return deliver
