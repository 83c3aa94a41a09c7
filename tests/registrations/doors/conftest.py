"""A meeting of today with a workshop, and the desks of both."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.enums import LinkPurpose
from registrations.domain.doors import Door
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from tests.registrations.doors.desk import address


@pytest.fixture
def event():
    event = EventPageFactory(dates=0)
    EventDateFactory(page=event, starts_at=timezone.now() - timedelta(minutes=5))
    return event


@pytest.fixture
def date(event):
    return event.dates.get()


@pytest.fixture
def round_(event, date):
    return WorkshopRoundFactory(event=event, starts_at=date.starts_at, ends_at=date.ends_at)


@pytest.fixture
def workshop(round_):
    return WorkshopFactory(round=round_, title="De wijk in", room="Zaal 3", capacity=2)


@pytest.fixture
def door(date, workshop):
    return Door(date, workshop=workshop)


@pytest.fixture
def desk(event):
    return address(event, LinkPurpose.CHECK_IN)


@pytest.fixture
def workshop_desk(event, workshop):
    return address(event, LinkPurpose.CHECK_IN_WORKSHOP, workshop.pk)
