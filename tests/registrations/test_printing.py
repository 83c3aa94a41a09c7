"""Printing: every kind is made, literal, by surname, without needs beside names; badges are counted as printed."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from core.enums import Role
from core.models import Sector
from core.typesetting import typeset
from registrations.domain.printing.badges import LAYOUTS, BadgeChoices, badges, check_in_code
from registrations.domain.printing.paper import meeting_of
from registrations.domain.printing.people import printed_people
from registrations.domain.printing.printouts import hosts
from registrations.domain.printing.sheets import count_texts
from registrations.enums import BadgeSheet, PrintKind, RegistrationState
from registrations.models import DayNotes, Needs, Place, PrintedBadge, Printout
from tests.factories import (
    EventPageFactory,
    EventRoleFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
    SpeakerFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from tests.programs import words_of
from workshops.models import WorkshopPerson

pytestmark = pytest.mark.django_db
HOSTILE = '#panic("x") <script>alert(1)</script> *b* $x$ =1+1'


@pytest.fixture
def event():
    return EventPageFactory(title="Gender in huiselijk geweld")


@pytest.fixture
def workshop(event):
    round_ = WorkshopRoundFactory(event=event)
    return WorkshopFactory(round=round_, number=3, title="De wijk in", room="Zaal 3", room_setup="Kring van 20")


@pytest.fixture
def organiser(client):
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user)
    return client


@pytest.fixture
def colleague(client, event):
    """Who has the check-in role and no other."""
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    EventRoleFactory(event=event, user=user, role=Role.CHECK_IN)
    client.force_login(user)
    return client


def page_url(event):
    return reverse("registrations_admin:printing", args=[event.pk])


def print_url(event, kind):
    return reverse("registrations_admin:printout", args=[event.pk, kind.value])


def badge_fields(**changes):
    return {
        "badges-sheet": "a4-90x55",
        "badges-states": ["confirmed"],
        "badges-with_organisation": "on",
        "badges-with_function": "on",
        "badges-with_sector": "on",
        "badges-with_code": "on",
        **changes,
    }


def fields_for(event, kind, **changes):
    workshops = [str(pk) for pk in event.workshop_rounds.values_list("workshops", flat=True) if pk]
    dates = [str(pk) for pk in event.dates.values_list("pk", flat=True)]
    return {
        PrintKind.BADGES: badge_fields(),
        PrintKind.TABLE_SIGNS: {"table-whom": "people", "table-states": ["confirmed"]},
        PrintKind.DOOR_SIGNS: {"doors-workshops": workshops},
        PrintKind.ATTENDANCE_SHEETS: {"attendance-dates": dates, "attendance-workshops": workshops},
    }.get(kind, {}) | changes


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split()).replace(
        "\u200b", ""
    )


@pytest.mark.parametrize("kind", list(PrintKind))
def test_every_kind_is_a_tagged_pdf_with_hostile_text_literal(organiser, event, workshop, kind):
    workshop.title = HOSTILE
    workshop.save()
    sector = Sector.objects.create(name=HOSTILE[:80], slug="hostile", people="x")
    person = RegistrationFactory(event=event, name=HOSTILE, organisation_name=HOSTILE, sector=sector)
    RegistrationFactory(event=event, name=HOSTILE, state=RegistrationState.WAITLISTED)
    Place.objects.create(registration=person, round=workshop.round, workshop=workshop)
    DayNotes.objects.create(event=event, contacts=HOSTILE, desk_note=HOSTILE, venue_note=HOSTILE)
    response = organiser.post(print_url(event, kind), fields_for(event, kind))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    packet = pypdf.PdfReader(io.BytesIO(response.content)).xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "".join(HOSTILE.split()) in "".join(text_of(response.content).split())
    assert Printout.objects.get().kind == kind


@pytest.mark.parametrize("kind", list(PrintKind))
def test_event_without_anybody_and_anything_still_prints(organiser, kind):
    event = EventPageFactory(dates=0)
    response = organiser.post(print_url(event, kind), fields_for(event, kind))
    if kind == PrintKind.ATTENDANCE_SHEETS:
        assert response.status_code == 422
        assert "Kies minstens één datum of workshop" in response.content.decode()
    else:
        assert response["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("kind", [kind for kind in PrintKind if kind != PrintKind.VENUE_SHEET])
def test_needs_stand_on_no_list_with_names(organiser, event, workshop, kind):
    person = RegistrationFactory(event=event, name="Samira de Vries")
    Needs.objects.create(registration=person, access="Ringleiding", diet="Glutenvrij", consented_at=timezone.now())
    found = text_of(organiser.post(print_url(event, kind), fields_for(event, kind)).content)
    assert "Ringleiding" not in found
    assert "Glutenvrij" not in found


def test_venue_sheet_has_numbers_per_need_and_rooms_and_no_name(organiser, event, workshop):
    people = RegistrationFactory.create_batch(3, event=event)
    for person, diet in zip(people, ["vegetarisch", "Vegetarisch. ", ""], strict=True):
        Needs.objects.create(registration=person, diet=diet, access="", consented_at=timezone.now())
        Place.objects.create(registration=person, round=workshop.round, workshop=workshop)
    gone = RegistrationFactory(event=event, state=RegistrationState.CANCELLED, name="Wim Weg")
    Needs.objects.create(registration=gone, diet="vegetarisch", access="", consented_at=timezone.now())
    DayNotes.objects.create(event=event, contacts="Zaalwacht Ans, 06 0000 0000")
    found = text_of(organiser.post(print_url(event, PrintKind.VENUE_SHEET)).content)
    assert "vegetarisch 2" in found
    assert "Kring van 20 3" in found
    assert "Zaalwacht Ans" in found
    assert not any(person.name in found for person in (*people, gone))


def test_alias_stands_on_every_paper_instead_of_the_name(organiser, event, workshop):
    person = RegistrationFactory(event=event, name="Samira de Vries", badge_name="S. uit Zwolle")
    Place.objects.create(registration=person, round=workshop.round, workshop=workshop)
    for kind in (PrintKind.BADGES, PrintKind.TABLE_SIGNS, PrintKind.ATTENDANCE_SHEETS, PrintKind.EMERGENCY_FOLDER):
        found = text_of(organiser.post(print_url(event, kind), fields_for(event, kind)).content)
        assert "S. uit Zwolle" in found
        assert "Samira" not in found


def test_attendance_sheet_of_a_workshop_holds_who_has_a_place_there(organiser, event, workshop):
    inside = RegistrationFactory(event=event, name="Binnen Bakker")
    RegistrationFactory(event=event, name="Buiten Bakker")
    Place.objects.create(registration=inside, round=workshop.round, workshop=workshop)
    fields = {"attendance-workshops": [workshop.pk]}
    found = text_of(organiser.post(print_url(event, PrintKind.ATTENDANCE_SHEETS), fields).content)
    assert "Binnen Bakker" in found
    assert "Buiten Bakker" not in found
    assert "Handtekening" in found


def test_emergency_folder_has_contents_letters_workshops_and_waiting_list(organiser, event, workshop):
    person = RegistrationFactory(event=event, name="Anna de Vries", organisation_name="Gemeente Zwolle")
    Place.objects.create(registration=person, round=workshop.round, workshop=workshop)
    waiting = RegistrationFactory(event=event, name="Wendy Wacht", state=RegistrationState.WAITLISTED)
    pdf = organiser.post(print_url(event, PrintKind.EMERGENCY_FOLDER)).content
    found = text_of(pdf)
    assert " V " in found.replace("Binnen", " ")
    assert " W3" in found
    assert waiting.email in found
    assert person.email not in found
    bookmarks = [item.title for item in pypdf.PdfReader(io.BytesIO(pdf)).outline if not isinstance(item, list)]
    assert bookmarks[:3] == ["Aan de balie", "Contactpersonen", "Iedereen op achternaam"]
    assert bookmarks[-2:] == ["Wachtlijst", "Mensen zonder aanmelding"]


def test_badges_come_by_surname_and_only_those_not_printed_or_changed(organiser, event):
    names = ["Anna de Vries", "Bo Aalders", "Maria van der Linden"]
    people = [RegistrationFactory(event=event, name=name) for name in names]
    first = text_of(organiser.post(print_url(event, PrintKind.BADGES), badge_fields()).content)
    assert first.index("Aalders") < first.index("Linden") < first.index("Vries")
    assert PrintedBadge.objects.count() == 3
    people[0].organisation_name = "Politie Oost"
    people[0].save()
    late = RegistrationFactory(event=event, name="Laat Later")
    fields = badge_fields(**{"badges-only_new": "on"})
    second = text_of(organiser.post(print_url(event, PrintKind.BADGES), fields).content)
    assert "Vries" in second
    assert late.name in second
    assert "Aalders" not in second
    assert printed_people(event.pk, only_new=True) == []
    assert list(Printout.objects.values_list("people", flat=True)) == [2, 3]


def test_badges_of_a_sector_and_of_a_state(organiser, event):
    police = Sector.objects.create(name="Politie", slug="politie-x", people="agenten")
    RegistrationFactory(event=event, name="Agnes Agent", sector=police)
    RegistrationFactory(event=event, name="Wendy Wacht", state=RegistrationState.WAITLISTED)
    RegistrationFactory(event=event, name="Gerda Gemeente")
    fields = badge_fields(**{"badges-sectors": [police.pk]})
    found = text_of(organiser.post(print_url(event, PrintKind.BADGES), fields).content)
    assert "Agnes Agent" in found
    assert "Politie" in found
    assert "Gerda" not in found
    fields = badge_fields(**{"badges-states": ["waitlisted"]})
    found = text_of(organiser.post(print_url(event, PrintKind.BADGES), fields).content)
    assert "Wendy Wacht" in found
    assert "Agnes" not in found


@pytest.mark.parametrize("sheet", list(BadgeSheet))
@pytest.mark.parametrize(
    "name", ["Bo", "Bartholomeus van Oldenbarneveltstraatbewoner", "A" * 200, "Renée Römkens " * 14]
)
def test_badge_text_is_whole_and_stays_inside_its_badge(event, sheet, name):
    RegistrationFactory(
        event=event,
        name=name.strip(),
        badge_name=(name * 2)[:80].strip(),
        organisation_name="O" * 200,
        function="F" * 160,
    )
    RegistrationFactory(event=event, name=name.strip(), organisation_name="Gemeente " * 22, function="Adviseur " * 17)
    paper = badges(meeting_of(event), printed_people(event.pk), BadgeChoices(sheet=sheet))
    layout = LAYOUTS[sheet]
    pdf = typeset(paper.path, paper.data, files=paper.files).pdf
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    width, height = (float(side) * 25.4 / 72 for side in reader.pages[0].mediabox[2:])
    assert (round(width, 1), round(height, 1)) == (round(layout.page[0], 1), round(layout.page[1], 1))
    words = words_of(pdf)
    assert len(words) > 4
    for left, top, right, bottom, _text in words:
        column = int((left - layout.left) // (layout.width + layout.gap))
        start = layout.left + column * (layout.width + layout.gap)
        assert start <= left
        assert right <= start + layout.width
        row = int((top + 1 - layout.top) // layout.height)
        assert bottom <= layout.top + (row + 1) * layout.height + 0.5
    assert "".join(name.split()) in "".join(text for *_edges, text in words)


def test_layouts_fit_on_their_page():
    for layout in LAYOUTS.values():
        assert layout.left >= 0
        assert layout.top >= 0


def test_code_on_a_badge_holds_the_reference_and_not_the_link(event):
    person = RegistrationFactory(event=event)
    code = check_in_code(person.reference)
    assert len(code) == 33 * 33
    assert set(code) == {0, 255}


def test_table_signs_are_of_speakers_and_leaders_each_once(organiser, event, workshop):
    SpeakerFactory(item=ProgrammeItemFactory(page=event), name="Renée Römkens")
    WorkshopPerson.objects.create(workshop=workshop, role="leader", name="Renée Römkens", organisation_name="Atria")
    WorkshopPerson.objects.create(workshop=workshop, role="leader", name="Lot Leider", organisation_name="")
    WorkshopPerson.objects.create(workshop=workshop, role="scribe", name="Sam Schrijver", organisation_name="")
    assert hosts(event) == [("Renée Römkens", "Atria"), ("Lot Leider", "")]


def test_texts_of_needs_are_counted_without_capitals_and_full_stops():
    assert count_texts(["Vegan", "vegan. ", " VEGAN", "halal", "", "  "]) == [("Vegan", 3), ("halal", 1)]


def test_check_in_role_prints_lists_and_nothing_else(colleague, event):
    page = colleague.get(page_url(event)).content.decode()
    assert print_url(event, PrintKind.ATTENDANCE_SHEETS) in page
    assert print_url(event, PrintKind.BADGES) not in page
    for kind in PrintKind:
        is_list = kind in (PrintKind.ATTENDANCE_SHEETS, PrintKind.EMERGENCY_FOLDER)
        response = colleague.post(print_url(event, kind), fields_for(event, kind))
        assert response.status_code == (200 if is_list else 404)
    assert colleague.post(reverse("registrations_admin:day_notes", args=[event.pk]), {}).status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_address_of_a_file_makes_nothing(organiser, event, method):
    RegistrationFactory(event=event)
    assert getattr(organiser, method)(print_url(event, PrintKind.BADGES)).status_code == 405
    assert not PrintedBadge.objects.exists()


def test_wrong_choice_says_so_and_keeps_the_rest(organiser, event):
    fields = badge_fields(**{"badges-sheet": "a0", "badges-with_marks": "on", "badges-states": ["bestaat niet\x00"]})
    response = organiser.post(print_url(event, PrintKind.BADGES), fields)
    assert response.status_code == 422
    form = next(sheet["form"] for sheet in response.context["sheets"] if sheet["kind"] == PrintKind.BADGES)
    assert set(form.errors) == {"sheet", "states"}
    assert form["with_marks"].value()
    assert not Printout.objects.exists()


def test_unknown_kind_and_workshops_of_another_event_are_refused(organiser, event, workshop):
    assert organiser.post(f"{page_url(event)}alles/").status_code == 404
    other = WorkshopFactory()
    response = organiser.post(print_url(event, PrintKind.DOOR_SIGNS), {"doors-workshops": [other.pk]})
    assert response.status_code == 422


def test_notes_for_the_day_are_kept_and_shown_on_paper(organiser, event):
    fields = {
        "contacts": "Ans, sleutel, 06 0000 0000",
        "venue_note": "Koffie om negen uur",
        "desk_note": "Jassen links",
    }
    response = organiser.post(reverse("registrations_admin:day_notes", args=[event.pk]), fields, follow=True)
    assert "De notities voor de dag zijn opgeslagen." in response.content.decode()
    folder = text_of(organiser.post(print_url(event, PrintKind.EMERGENCY_FOLDER)).content)
    assert "Ans, sleutel" in folder
    assert "Jassen links" in folder
    too_long = organiser.post(reverse("registrations_admin:day_notes", args=[event.pk]), {"contacts": "x" * 2001})
    assert too_long.status_code == 422


def test_log_of_files_names_no_registrant(organiser, event):
    RegistrationFactory(event=event, name="Samira de Vries")
    organiser.post(print_url(event, PrintKind.BADGES), badge_fields())
    page = organiser.get(page_url(event)).content.decode()
    assert "1 persoon" in page
    assert "Samira" not in page


def test_page_asks_the_same_number_of_queries_for_few_and_many(organiser, event, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    organiser.get(page_url(event))
    RegistrationFactory(event=event)
    with CaptureQueriesContext(connection) as few:
        organiser.get(page_url(event))
    RegistrationFactory.create_batch(20, event=event)
    Printout.objects.bulk_create(Printout(event=event, kind="badges") for _ in range(8))
    with CaptureQueriesContext(connection) as many:
        organiser.get(page_url(event))
    assert len(few) == len(many)


def test_forgetting_people_takes_notes_and_printed_badges_along(organiser, event):
    from registrations.domain.purging import forget_expired

    RegistrationFactory(event=event)
    DayNotes.objects.create(event=event, contacts="Ans")
    organiser.post(print_url(event, PrintKind.BADGES), badge_fields())
    date = event.dates.get()
    date.starts_at, date.ends_at = timezone.now() - timedelta(days=900), timezone.now() - timedelta(days=899)
    date.save()
    forget_expired()
    assert not DayNotes.objects.exists()
    assert not PrintedBadge.objects.exists()
