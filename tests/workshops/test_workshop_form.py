"""The organiser's form of a workshop: repeats, limits of sectors, and numbers that do not fit."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from registrations.models import Place
from tests.factories import (
    EventPageFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from tests.workshops.test_organiser_side import workshop_data
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_repeat_shares_the_topic_and_lies_in_another_round(organiser, event):
    first = WorkshopFactory(round=WorkshopRoundFactory(event=event))
    second = WorkshopRoundFactory(event=event)
    address = reverse("workshop_list:add", args=[event.pk])
    refused = organiser.post(address, workshop_data(first.round, repeat_of=first.pk))
    assert "repeat_of" in refused.context["form"].errors
    assert organiser.post(address, workshop_data(second, repeat_of=first.pk)).status_code == 302
    assert Workshop.objects.get(round=second).topic == first.topic


def test_minimum_above_the_number_of_places_and_a_sector_limited_twice_are_refused(organiser, event):
    parent = SectorFactory(name="Gemeente")
    child = SectorFactory(name="Beleid", parent=parent)
    round_ = WorkshopRoundFactory(event=event)
    limits = [{"sector": parent.pk, "maximum": 3}, {"sector": child.pk, "maximum": 2}]
    answer = organiser.post(
        reverse("workshop_list:add", args=[event.pk]),
        workshop_data(round_, minimum=26, sector_limits=inline_formset(limits)),
    )
    assert "minimum" in answer.context["form"].errors
    assert answer.context["form"].non_field_errors()


def test_number_of_places_below_those_given_is_saved_with_a_warning(organiser, event):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event), capacity=25)
    for _turn in range(2):
        Place.objects.create(registration=RegistrationFactory(event=event), round=workshop.round, workshop=workshop)
    form = workshop_data(workshop.round, capacity=1)
    answer = organiser.post(reverse("workshop_list:edit", args=[event.pk, workshop.pk]), form, follow=True)
    assert "2 mensen hebben er een plaats" in answer.content.decode()
    assert Place.objects.count() == 2
