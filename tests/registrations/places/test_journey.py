"""The organiser's journey: a round with workshops, people rank, run, compare, fix, publish, cancel on the day, undo."""

import re
import uuid

import pytest
from django.urls import reverse

from registrations.models import AllocationRun, DayChange, FixedPlace, Place, SentCalendar
from workshops.enums import ChoiceMode
from workshops.models import Workshop, WorkshopRound

pytestmark = pytest.mark.django_db


def local(moment):
    return moment.strftime("%Y-%m-%d %H:%M")


def run_form(**changes):
    return {
        "request_key": str(uuid.uuid4()),
        "aims": "rank,mix,minimum",
        "seed": "7",
        "places_everybody": "on",
        **changes,
    }


def inline(prefix):
    return {f"{prefix}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")} | {
        f"{prefix}-MAX_NUM_FORMS": "1000"
    }


@pytest.fixture
def workshops(organiser, event):
    """Made by the organiser's own forms."""
    date = event.dates.get()
    answer = organiser.post(
        reverse("workshop_rounds:add", args=[event.pk]),
        {
            "title": "Ronde 1",
            "starts_at": local(date.starts_at),
            "ends_at": local(date.ends_at),
            "choice_mode": ChoiceMode.RANKING,
            "ranking_closes_at": "",
        },
    )
    assert answer.status_code == 302
    round_ = WorkshopRound.objects.get()
    for number, (title, places) in enumerate((("Anna", 2), ("Bram", 3)), start=1):
        fields = {"round": round_.pk, "number": number, "title": title, "room": f"Zaal {number}", "capacity": places}
        fields |= {"minimum": 0, "is_open_for_choice": "on", "description": "null"}
        for prefix in ("people", "cases", "sector_limits"):
            fields |= inline(prefix)
        answer = organiser.post(reverse("workshop_list:add", args=[event.pk]), fields)
        assert answer.status_code == 302, answer.context["form"].errors
    return list(Workshop.objects.order_by("number"))


def test_places_are_ranked_divided_fixed_published_and_changed_on_the_day(
    client, organiser, event, workshops, send, place_url, page_of, sent
):
    anna, bram = workshops
    key = f"rank_{anna.round_id}"
    for number in range(1, 4):
        answer = send(event, name=f"Persoon {number}", email=f"p{number}@gemeente.example", **{f"{key}_1": anna.pk})
        assert answer.status_code == 302
    first, _second, third = event.registrations.order_by("pk")
    assert not Place.objects.exists()
    assert "Uw volgorde" in client.get(place_url(third)).content.decode()
    mails = sent()
    assert "1. Anna" in mails["p1@gemeente.example"].body

    # The order can be changed from the own page.
    answer = client.post(place_url(third, "my_workshops"), {f"{key}_1": bram.pk, f"{key}_2": anna.pk})
    assert answer.status_code == 302
    assert [row.workshop.title for row in third.preferences.order_by("rank")] == ["Bram", "Anna"]

    # Run: nobody hears of it. Fix by hand and run around it; the difference is shown.
    organiser.post(page_of("allocation"), run_form())
    run = AllocationRun.objects.get()
    figures = run.figures["rounds"][0]
    assert (figures["choices"]["1"], figures["none"]) == (3, 0)
    assert sent() == {}
    organiser.post(page_of("allocation_fix", first.pk), {f"round_{anna.round_id}": bram.pk})
    assert FixedPlace.objects.get().workshop == bram
    organiser.post(page_of("allocation"), run_form())
    again = AllocationRun.objects.get(number=2)
    page = organiser.get(page_of("allocation_run", again.pk)).content.decode()
    assert "1 persoon zit ergens anders dan in verdeling 1" in page

    # Publish: page, calendar and mail.
    answer = organiser.post(page_of("allocation_publish", again.pk), follow=True)
    assert "3 mensen krijgen een mail" in answer.content.decode()
    titles = dict(Place.objects.values_list("registration__email", "workshop__title"))
    assert titles == {"p1@gemeente.example": "Bram", "p2@gemeente.example": "Anna", "p3@gemeente.example": "Bram"}
    mails = sent()
    assert set(mails) == set(titles)
    assert "Bram" in mails["p1@gemeente.example"].body
    assert "Bram (Zaal 2)" in calendar_in(mails["p1@gemeente.example"])
    assert "Bram" in client.get(place_url(first)).content.decode()

    # A second allocation that changes one person tells that one alone.
    organiser.post(page_of("allocation_fix", first.pk), {f"round_{anna.round_id}": anna.pk})
    organiser.post(page_of("allocation"), run_form(keeps_places="on"))
    organiser.post(page_of("allocation_publish", AllocationRun.objects.get(number=3).pk))
    assert set(sent()) == {"p1@gemeente.example"}
    for number, words in ((2, "3 mensen kregen een mail"), (3, "1 persoon kreeg een mail")):
        page = organiser.get(page_of("allocation_run", AllocationRun.objects.get(number=number).pk)).content.decode()
        assert words in page

    # On the day: cancel in three taps; its two people move, only they hear of it.
    before = dict(SentCalendar.objects.values_list("registration__email", "digest"))
    assert anna.title in organiser.get(page_of("on_the_day")).content.decode()
    page = organiser.get(page_of("on_the_day_workshop", anna.pk) + "?wat=cancel").content.decode()
    request_key = re.search(r'name="request_key" value="([^"]+)"', page).group(1)
    organiser.post(page_of("on_the_day_workshop", anna.pk), {"wat": "cancel", "request_key": request_key})
    anna.refresh_from_db()
    assert anna.is_cancelled
    assert set(Place.objects.values_list("workshop__title", flat=True)) == {"Bram"}
    mails = sent()
    assert set(mails) == {"p1@gemeente.example", "p2@gemeente.example"}
    assert "U zit nu in: Bram" in mails["p2@gemeente.example"].body
    after = dict(SentCalendar.objects.values_list("registration__email", "digest"))
    assert {address for address in after if after[address] != before[address]} == set(mails)
    assert "Gaat niet door" in client.get(event.get_url()).content.decode()

    # Undo: as it was, and again only they hear of it.
    organiser.post(page_of("on_the_day_undo", DayChange.objects.get().pk))
    anna.refresh_from_db()
    assert not anna.is_cancelled
    assert Place.objects.filter(workshop=anna).count() == 2
    assert set(sent()) == {"p1@gemeente.example", "p2@gemeente.example"}
    assert dict(SentCalendar.objects.values_list("registration__email", "digest")) == before


def calendar_in(email):
    [part] = [part for part in email.message().walk() if part.get_content_type() == "text/calendar"][:1]
    return part.get_payload(decode=True).decode().replace("\r\n ", "").replace("\\,", ",")
