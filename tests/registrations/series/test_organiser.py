"""The organiser's pages of a masterclass."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.enums import DateKind
from registrations.domain.checkin import check_in
from registrations.enums import CaseState, RegistrationState
from registrations.models import (
    Attendance,
    Certificate,
    GroupPlace,
    HandIn,
    Homework,
    MasterclassRules,
    Material,
    OwnCase,
    SeriesGroup,
    StoredFile,
)
from tests.factories import EventPageFactory, RegistrationFactory, SeriesGroupFactory, UserFactory, member, series_date

pytestmark = pytest.mark.django_db
PAGES = ("masterclass", "series_groups", "series_group_add", "series_rules", "lessons", "cases")
PEOPLE_PAGES = ("series_attendance", "certificates")


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True, first_name="Olga", last_name="Organisator"))
    return client


@pytest.fixture
def at(event):
    def address(name, *args):
        return reverse(f"registrations_admin:{name}", args=[event.pk, *args])

    return address


@pytest.mark.parametrize("name", PAGES + PEOPLE_PAGES)
def test_pages_are_there_for_a_masterclass_only(organiser, event, north, at, name):
    assert organiser.get(at(name)).status_code == 200
    other = EventPageFactory()
    assert organiser.get(reverse(f"registrations_admin:{name}", args=[other.pk])).status_code == 404


def test_list_of_registrations_links_to_the_masterclass(organiser, event, at):
    assert at("masterclass") in organiser.get(at("list")).content.decode()


def test_group_is_made_changed_and_deleted(organiser, event, at):
    assert (
        organiser.post(at("series_group_add"), {"name": "Groep Oost", "capacity": "12", "position": "1"}).status_code
        == 302
    )
    group = SeriesGroup.objects.get()
    assert (group.event, group.capacity) == (event, 12)
    organiser.post(at("series_group", group.pk), {"name": "Groep West", "position": "0"})
    group.refresh_from_db()
    assert (group.name, group.capacity) == ("Groep West", None)
    organiser.post(at("series_group_delete", group.pk))
    assert not SeriesGroup.objects.exists()


def test_same_name_twice_is_an_error_at_the_field(organiser, event, north, at):
    response = organiser.post(at("series_group_add"), {"name": "Groep Noord", "position": "0"})
    assert response.status_code == 422
    assert "name" in response.context["form"].errors


def test_group_that_people_chose_is_not_deleted(organiser, event, north, at):
    member(north)
    organiser.post(at("series_group_delete", north.pk))
    assert SeriesGroup.objects.filter(pk=north.pk).exists()


def test_group_of_another_event_is_a_404(organiser, event, at):
    theirs = SeriesGroupFactory()
    assert organiser.get(at("series_group", theirs.pk)).status_code == 404
    assert organiser.post(at("series_group_delete", theirs.pk)).status_code == 404


def test_larger_group_takes_people_from_the_waiting_list(organiser, event, at):
    group = SeriesGroupFactory(event=event, capacity=1, days=[10])
    member(group)
    waiting = member(group, state=RegistrationState.WAITLISTED)
    organiser.post(at("series_group", group.pk), {"name": group.name, "capacity": "2", "position": "0"})
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.CONFIRMED


def test_dates_are_given_to_groups(organiser, event, north, at):
    extra = series_date(event, 50, kind=DateKind.CATCH_UP)
    data = {f"date-{row.event_date_id}-group": north.pk for row in north.series_dates.all()}
    data |= {f"date-{extra.pk}-capacity": "8", f"date-{extra.pk}-hours": "2.5"}
    assert organiser.post(at("series_groups"), data).status_code == 302
    extra.series_date.refresh_from_db()
    assert (extra.series_date.capacity, extra.series_date.hours) == (8, Decimal("2.50"))


@pytest.mark.parametrize("value", ["-1", "x", "9" * 30, "\x00"])
def test_wrong_number_at_a_date_saves_nothing(organiser, event, north, at, value):
    date = north.series_dates.first()
    response = organiser.post(at("series_groups"), {f"date-{date.event_date_id}-capacity": value})
    assert response.status_code == 422


def test_rules_are_saved_and_a_case_that_is_asked_must_be_possible(organiser, event, at):
    data = {"required_dates": "2", "check_years": "5", "points": "4.5", "needs_case": "on"}
    assert organiser.post(at("series_rules"), data).status_code == 422
    assert organiser.post(at("series_rules"), {**data, "asks_case": "on"}).status_code == 302
    rules = MasterclassRules.objects.get(event=event)
    assert (rules.required_dates, rules.points, rules.asks_case) == (2, Decimal("4.50"), True)


def test_homework_is_made_for_all_groups_with_a_file(organiser, event, north, south, at, dates_of, upload):
    first = dates_of(north)[0]
    due = (first.starts_at - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    data = {"event_date": first.pk, "title": "Lees dit", "text": "Tekst", "position": "0", "due_at": due}
    response = organiser.post(at("lesson_add", "huiswerk"), {**data, "in_all_groups": "on", "file": upload()})
    assert response.status_code == 302
    assert Homework.objects.count() == 2
    assert StoredFile.objects.count() == 2


def test_material_is_made_changed_and_deleted_and_its_file_downloaded(organiser, event, north, at, dates_of, upload):
    first = dates_of(north)[0]
    data = {"event_date": first.pk, "title": "Artikel", "position": "0"}
    assert organiser.post(at("lesson_add", "materiaal"), data).status_code == 422
    organiser.post(at("lesson_add", "materiaal"), {**data, "file": upload()})
    material = Material.objects.get()
    assert organiser.get(at("lesson_file", material.file.pk)).content == b"%PDF-1.7 een opdracht"
    organiser.post(at("lesson", "materiaal", material.pk), {**data, "text": "Nu tekst", "remove_file": "on"})
    assert not StoredFile.objects.exists()
    organiser.post(at("lesson_delete", "materiaal", material.pk))
    assert not Material.objects.exists()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "geen link", "x" * 600])
def test_link_that_is_none_is_refused(organiser, event, north, at, dates_of, link):
    data = {"event_date": dates_of(north)[0].pk, "title": "Artikel", "position": "0", "link": link}
    assert organiser.post(at("lesson_add", "materiaal"), data).status_code == 422


def test_files_and_lessons_of_another_event_are_a_404(organiser, event, at, upload, client):
    theirs = Material.objects.create(event_date=series_date(EventPageFactory(dates=0), 5), title="Van hen")
    file = StoredFile.objects.create(material=theirs, name="a.pdf", content_type="x", size=1, content=b"1")
    assert organiser.get(at("lesson", "materiaal", theirs.pk)).status_code == 404
    assert organiser.post(at("lesson_delete", "materiaal", theirs.pk)).status_code == 404
    assert organiser.get(at("lesson_file", file.pk)).status_code == 404
    assert organiser.get(at("lesson_add", "anders")).status_code == 404


def test_organiser_sees_who_handed_in_and_who_did_not(organiser, event, north, at, dates_of):
    homework = Homework.objects.create(event_date=dates_of(north)[0], title="H", due_at=timezone.now())
    done, _not_yet = member(north, name="Af"), member(north, name="Nog niet")
    HandIn.objects.create(homework=homework, registration=done, text="Mijn werk", handed_in_at=timezone.now())
    html = organiser.get(at("hand_ins", homework.pk)).content.decode()
    assert "Mijn werk" in html
    assert html.index("Af") < html.index("Nog niet ingeleverd") < html.index(">Nog niet<")


def test_case_is_approved_or_sent_back_with_a_question(organiser, event, north, at):
    MasterclassRules.objects.create(event=event, asks_case=True)
    case = OwnCase.objects.create(
        registration=member(north), situation="Fatima vertelt.", question="Hoe?", sent_at=timezone.now()
    )
    assert "Fatima" in organiser.get(at("case", case.pk)).content.decode()
    assert organiser.post(at("case", case.pk), {"action": "return"}).status_code == 422
    organiser.post(at("case", case.pk), {"action": "return", "feedback": "Zonder naam graag."})
    case.refresh_from_db()
    assert (case.state, case.decided_by) == (CaseState.RETURNED, "Olga Organisator")
    organiser.post(at("case", case.pk), {"action": "approve"})
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED


def test_case_of_another_event_is_a_404(organiser, event, at):
    theirs = OwnCase.objects.create(
        registration=RegistrationFactory(), situation="s", question="q", sent_at=timezone.now()
    )
    assert organiser.get(at("case", theirs.pk)).status_code == 404
    assert organiser.post(at("case", theirs.pk), {"action": "approve"}).status_code == 404


def test_attendance_is_set_and_undone_by_a_tap(organiser, event, north, south, at, dates_of):
    first, registration, guest = dates_of(north)[0], member(north, name="Vast"), member(south, name="Gast")
    address = at("attendance_change", first.pk)
    organiser.post(address, {"registration": registration.pk, "action": "set"})
    organiser.post(address, {"registration": guest.pk, "action": "set"})
    assert Attendance.objects.filter(event_date=first).count() == 2
    html = organiser.get(at("series_attendance") + f"?datum={first.pk}").content.decode()
    assert "2 van 2" in html
    organiser.post(address, {"registration": registration.pk, "action": "undo"})
    assert [row.registration for row in Attendance.objects.all()] == [guest]
    assert organiser.get(address).status_code == 405


def test_attendance_of_people_and_dates_of_others_is_a_404(organiser, event, north, at, dates_of):
    first, theirs = dates_of(north)[0], RegistrationFactory()
    address = at("attendance_change", first.pk)
    assert organiser.post(address, {"registration": theirs.pk, "action": "set"}).status_code == 404
    assert organiser.post(address, {"registration": "9" * 30}).status_code == 404
    other = series_date(EventPageFactory(dates=0), 3)
    assert organiser.post(at("attendance_change", other.pk), {"registration": member(north).pk}).status_code == 404


def test_certificates_are_given_at_once_one_by_one_and_withdrawn(organiser, event, north, at, dates_of):
    MasterclassRules.objects.create(event=event, required_dates=1)
    first, second, third = (member(north) for _ in range(3))
    for registration in (first, second):
        check_in(registration, dates_of(north)[0])
    organiser.post(at("certificates"), {"registration": first.pk})
    assert Certificate.objects.count() == 1
    organiser.post(at("certificates"))
    assert Certificate.objects.count() == 2
    organiser.post(at("certificates"), {"registration": third.pk})
    assert Certificate.objects.count() == 2
    organiser.post(at("certificate_withdraw", Certificate.objects.first().pk))
    assert Certificate.objects.filter(withdrawn_at=None).count() == 1
    html = organiser.get(at("certificates")).content.decode()
    assert "1 datum" in html


@pytest.mark.parametrize("name", PEOPLE_PAGES)
def test_pages_take_as_many_queries_for_1_as_for_30_people(organiser, event, north, at, dates_of, name):
    MasterclassRules.objects.create(event=event, required_dates=1)
    check_in(member(north), dates_of(north)[0])
    organiser.get(at(name))
    with CaptureQueriesContext(connection) as one:
        organiser.get(at(name))
    for _ in range(29):
        check_in(member(north), dates_of(north)[0])
    with CaptureQueriesContext(connection) as thirty:
        organiser.get(at(name))
    assert len(thirty) == len(one)


@pytest.mark.parametrize("name", ["series_groups", "lessons", "masterclass"])
def test_pages_take_as_many_queries_for_3_as_for_30_dates(organiser, event, north, at, name):
    def fill(date):
        Homework.objects.create(event_date=date, title="H", due_at=timezone.now())

    fill(north.series_dates.first().event_date)
    organiser.get(at(name))
    with CaptureQueriesContext(connection) as few:
        organiser.get(at(name))
    for day in range(27):
        fill(series_date(event, 40 + day, group=north))
    with CaptureQueriesContext(connection) as many:
        organiser.get(at(name))
    assert len(many) == len(few)


def test_waiting_person_of_a_group_is_kept_out_until_there_is_room(organiser, event, north):
    """Control for the test above: somebody of another group is not let in by it."""
    south = SeriesGroupFactory(event=event, capacity=0, days=[3])
    waiting = member(south, state=RegistrationState.WAITLISTED)
    organiser.post(
        reverse("registrations_admin:series_group", args=[event.pk, north.pk]),
        {"name": north.name, "capacity": "99", "position": "0"},
    )
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.WAITLISTED
    assert GroupPlace.objects.get(registration=waiting).group == south
