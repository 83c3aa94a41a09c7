"""Each way to narrow whom a mailing reaches, with who does not fit as control."""

import pytest
from django.utils import timezone

from mailing.domain.audiences import audience_named, audiences, dimensions_of, reach
from registrations.models import Attendance, Place, Reconfirmation
from registrations.models.series import GroupPlace, SeriesGroup
from tests.factories import RegistrationFactory, SectorFactory, WorkshopFactory, WorkshopRoundFactory

pytestmark = pytest.mark.django_db


def names(event, **selection):
    found = reach(
        audience_named("registrations"), event, {name: [str(v) for v in vs] for name, vs in selection.items()}
    )
    return sorted(one.name for one in found.recipients)


@pytest.fixture
def ada(event):
    return RegistrationFactory(event=event, name="Ada", sector=SectorFactory(name="Politie"), language="en")


@pytest.fixture(autouse=True)
def bo(event, ada):
    return RegistrationFactory(event=event, name="Bo")


def test_sector_and_unknown(event, ada):
    assert names(event, sector=[ada.sector_id]) == ["Ada"]
    assert names(event, sector=["none"]) == ["Bo"]
    assert names(event, sector=[ada.sector_id, "none"]) == ["Ada", "Bo"]


def test_workshop_and_none(event, ada):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event))
    Place.objects.create(registration=ada, round=workshop.round, workshop=workshop)
    assert names(event, workshop=[workshop.pk]) == ["Ada"]
    assert names(event, workshop=["none"]) == ["Bo"]


def test_who_came_and_who_did_not(event, ada):
    Attendance.objects.create(registration=ada, event_date=event.dates.get(), checked_in_at=timezone.now())
    assert names(event, attendance=["in"]) == ["Ada"]
    assert names(event, attendance=["out"]) == ["Bo"]


def test_language_and_state_together(event):
    assert names(event, language=["en"], state=["confirmed"]) == ["Ada"]
    assert names(event, language=["en"], state=["cancelled"]) == []


def test_who_was_asked_and_has_not_answered(event, ada, bo):
    now = timezone.now()
    Reconfirmation.objects.create(registration=ada, asked_at=now)
    Reconfirmation.objects.create(registration=bo, asked_at=now, answer="coming", answered_at=now)
    RegistrationFactory(event=event, name="Niet gevraagd")
    assert names(event, reconfirmation=["silent"]) == ["Ada"]
    assert names(event, reconfirmation=["answered"]) == ["Bo"]


def test_group_of_a_series(event, ada):
    group = SeriesGroup.objects.create(event=event, name="Noord")
    GroupPlace.objects.create(registration=ada, group=group)
    assert names(event, group=[group.pk]) == ["Ada"]


def test_every_dimension_has_choices_that_can_be_narrowed_by(event):
    for audience in audiences():
        for dimension in dimensions_of(audience):
            values = [value for value, _label in dimension.choices(event)]
            list(dimension.narrow(audience.people(event), values)) if values else None
