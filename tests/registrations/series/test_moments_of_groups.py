"""Letters and questions beforehand go by the first date of each group."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from events.models import EventPage
from mailing.domain.delivering import deliver_due
from registrations.domain import moments as moments_module
from registrations.domain.moments import save_moments, send_due_moments
from registrations.domain.reconfirming import schedule_for, sweep_reconfirmations
from registrations.models import Reconfirmation, Registration, RegistrationRules
from tests.factories import SeriesGroupFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(event):
    """North begins in 10 days, South in 40."""
    return [
        SeriesGroupFactory(event=event, name="Noord", days=[10, 20]),
        SeriesGroupFactory(event=event, name="Zuid", days=[40, 50]),
    ]


@pytest.fixture
def people(groups):
    people = [member(group, email=f"{group.name.lower()}@a.example") for group in groups]
    Registration.objects.update(confirmed_at=timezone.now() - timedelta(days=20))
    return people


def test_practical_information_leaves_before_the_first_date_of_each_group(event, people, monkeypatch):
    save_moments(event, {"practical": ((3,), 0), "reminder": ((), 9), "thanks": ((), 9)})
    EventPage.objects.filter(pk=event.pk).update(first_published_at=timezone.now())
    real = timezone.now()
    received = []
    for days in (8, 38):
        monkeypatch.setattr(moments_module.timezone, "now", lambda days=days: real + timedelta(days=days))
        mail.outbox.clear()
        send_due_moments()
        deliver_due()
        received.append([email.to for email in mail.outbox])
    assert [len(to) for to in received] == [1, 1]
    assert "noord@a.example" in received[0][0][0]
    assert "zuid@a.example" in received[1][0][0]


def test_people_are_asked_before_the_first_date_of_their_own_group(event, people):
    RegistrationRules.objects.create(event=event, reconfirmation_days=12)
    sweep_reconfirmations()
    assert [row.registration for row in Reconfirmation.objects.all()] == [people[0]]
    sweep_reconfirmations(now=timezone.now() + timedelta(days=29))
    assert {row.registration for row in Reconfirmation.objects.all()} == set(people)


def test_reminder_and_release_keep_to_the_group(event, people):
    RegistrationRules.objects.create(event=event, reconfirmation_days=12, reconfirmation_release_hours=24)
    north, south = people
    now = timezone.now()
    Reconfirmation.objects.create(registration=north, asked_at=now - timedelta(days=2))
    Reconfirmation.objects.create(registration=south, asked_at=now - timedelta(days=2))
    sweep_reconfirmations(now=now + timedelta(days=8))
    assert Reconfirmation.objects.get(registration=north).reminded_at is not None
    assert Reconfirmation.objects.get(registration=south).reminded_at is None
    assert schedule_for(north).starts_at < schedule_for(south).starts_at
