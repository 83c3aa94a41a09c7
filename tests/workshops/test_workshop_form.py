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
from workshops.models import SectorLimit, Workshop

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


def test_limits_of_sectors_that_cannot_be_kept_are_refused_and_good_ones_can_hold_for_the_round(organiser, event):
    parent, police = SectorFactory(name="Gemeente"), SectorFactory(name="Politie")
    child = SectorFactory(name="Beleid", parent=parent)
    first = WorkshopFactory(round=WorkshopRoundFactory(event=event))
    other = WorkshopFactory(round=first.round)
    elsewhere = WorkshopFactory(round=WorkshopRoundFactory(event=event))
    SectorLimit.objects.create(workshop=other, sector=child, maximum=9)
    address = reverse("workshop_list:edit", args=[event.pk, first.pk])

    def send(*limits, **changes):
        return organiser.post(address, workshop_data(first.round, sector_limits=inline_formset(limits), **changes))

    for refused in (
        [{"sector": police.pk, "minimum": 3, "maximum": 2}],
        [{"sector": police.pk, "minimum": 26}],
        [{"sector": parent.pk, "minimum": 1}],  # its child is limited in the other workshop
    ):
        assert send(*refused).context["form"].non_field_errors()
    assert not first.sector_limits.exists()
    assert send({"sector": parent.pk, "minimum": 2}, limits_for_round="on").status_code == 302
    assert list(SectorLimit.objects.values_list("workshop", "sector", "minimum", "maximum").order_by("workshop")) == [
        (first.pk, parent.pk, 2, None),
        (other.pk, parent.pk, 2, None),
    ]
    assert not elsewhere.sector_limits.exists()


def test_number_of_places_below_those_given_is_saved_with_a_warning(organiser, event):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event), capacity=25)
    for _turn in range(2):
        Place.objects.create(registration=RegistrationFactory(event=event), round=workshop.round, workshop=workshop)
    form = workshop_data(workshop.round, capacity=1)
    answer = organiser.post(reverse("workshop_list:edit", args=[event.pk, workshop.pk]), form, follow=True)
    assert "2 mensen hebben er een plaats" in answer.content.decode()
    assert Place.objects.count() == 2
