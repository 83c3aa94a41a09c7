"""On the day: an organiser sees which limits of a background a change would break, decides, and can read it back."""

import pytest

from core.models import Sector
from registrations.domain.allocating.publishing import publish_run
from registrations.domain.allocating.reading import Wanted
from registrations.domain.allocating.running import run_allocation
from registrations.domain.places import change_places
from registrations.models import DayChange, Place, Registration
from workshops.models import SectorLimit

pytestmark = pytest.mark.django_db


@pytest.fixture
def police():
    return Sector.objects.create(name="Politie", slug="p")


@pytest.fixture
def seated(event, rooms, enrol, police):
    """Two of the police in Anna, one in Bram, one other person in Bram."""
    people = [enrol(number, rooms[0], sector_id=police.pk) for number in (1, 2)]
    people += [enrol(3, rooms[1], sector_id=police.pk), enrol(4, rooms[1])]
    publish_run(run_allocation(event, Wanted(seed=1), actor=None), actor=None)
    return people


def test_merging_past_a_limit_says_so_before_and_after_and_stays_allowed(organiser, rooms, seated, police, page_of):
    SectorLimit.objects.create(workshop=rooms[1], sector=police, maximum=2)
    address = page_of("on_the_day_workshop", rooms[0].pk)
    page = organiser.get(f"{address}?wat=merge&met={rooms[1].pk}").content.decode()
    words = "“Bram” neemt hooguit 2 uit “Politie”: van 1 naar 3, 1 te veel."
    assert words in page
    assert "U beslist" in page
    done = organiser.post(address, {"wat": "merge", "met": rooms[1].pk}, follow=True).content.decode()
    assert Place.objects.filter(workshop=rooms[1]).count() == 4
    assert words in done
    [kept] = DayChange.objects.get().before["limits"]
    assert (kept["before"], kept["after"], kept["limit"], kept["is_too_few"]) == (1, 3, 2, False)


def test_limits_of_the_workshop_that_goes_hold_for_the_merged_group_too(organiser, rooms, seated, police, page_of):
    SectorLimit.objects.create(workshop=rooms[0], sector=police, maximum=2)
    page = organiser.get(page_of("on_the_day_workshop", rooms[0].pk) + f"?wat=merge&met={rooms[1].pk}")
    assert "“Anna” neemt hooguit 2 uit “Politie”: van 2 naar 3" in page.content.decode()


@pytest.mark.parametrize("limit", [{"maximum": 3}, {"minimum": 3}, {"minimum": 9}])
def test_limit_that_is_kept_or_mended_is_no_warning_as_control(organiser, rooms, seated, police, page_of, limit):
    SectorLimit.objects.create(workshop=rooms[1], sector=police, **limit)
    page = organiser.get(page_of("on_the_day_workshop", rooms[0].pk) + f"?wat=merge&met={rooms[1].pk}")
    assert "U beslist" not in page.content.decode()


def test_cancelling_keeps_to_the_limits_and_asks_nothing_of_what_goes(organiser, rooms, seated, police, page_of):
    SectorLimit.objects.create(workshop=rooms[0], sector=police, minimum=2)
    SectorLimit.objects.create(workshop=rooms[1], sector=police, maximum=1)
    address = page_of("on_the_day_workshop", rooms[0].pk)
    assert "U beslist" not in organiser.get(address + "?wat=cancel").content.decode()
    organiser.post(address, {"wat": "cancel"})
    assert Place.objects.filter(workshop=rooms[2]).count() == 2
    assert DayChange.objects.get().before["limits"] == []


def test_another_room_changes_no_limit(organiser, rooms, seated, police, page_of):
    SectorLimit.objects.create(workshop=rooms[0], sector=police, maximum=1)
    page = organiser.get(page_of("on_the_day_workshop", rooms[0].pk) + "?wat=room&zaal=Z9").content.decode()
    assert "Ja, verplaats" in page
    assert "U beslist" not in page


def test_undoing_says_which_limit_no_longer_holds(organiser, rooms, seated, police, page_of):
    SectorLimit.objects.create(workshop=rooms[0], sector=police, minimum=2)
    organiser.post(page_of("on_the_day_workshop", rooms[0].pk), {"wat": "merge", "met": rooms[1].pk})
    change_places(Registration.objects.get(pk=seated[0].pk), {rooms[0].round_id: rooms[2].pk})
    change = DayChange.objects.get()
    done = organiser.post(page_of("on_the_day_undo", change.pk), follow=True).content.decode()
    assert "“Anna” vraagt ten minste 2 uit “Politie”: van 0 naar 1, 1 te weinig." in done
