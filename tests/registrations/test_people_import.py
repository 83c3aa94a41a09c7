"""Reading in a list of people: columns, rows, duplicates, and work that is done exactly once."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from events.models import EventSector
from mailing.models import OutboxMessage
from registrations.domain import jobs
from registrations.domain.importing.columns import guess_columns
from registrations.domain.importing.planning import Known, RowKind, plan_rows
from registrations.domain.jobs import go_on_with_jobs, run_job
from registrations.domain.reading_tables import Row
from registrations.enums import EntryMode, JobState
from registrations.enums import RegistrationState as State
from registrations.models import PeopleJob, Place, Registration
from tests.factories import (
    EventPageFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

HEADINGS = "Naam;E-mailadres;Organisatie"


@pytest.fixture
def event(db):
    return EventPageFactory()


@pytest.fixture
def organiser(client, db):
    client.force_login(UserFactory(is_superuser=True, username="organisator"))
    return client


@pytest.fixture
def upload(organiser, event):
    """Sends a file; gives the answer."""

    def send(content, name="lijst.csv"):
        content = content.encode() if isinstance(content, str) else content
        file = SimpleUploadedFile(name, content)
        return organiser.post(reverse("registrations_admin:import", args=[event.pk]), {"file": file})

    return send


@pytest.fixture
def read_in(organiser, upload):
    """Sends a file and starts reading it in, with the guessed columns unless told otherwise; gives the work."""

    def send(content, **changes):
        address = upload(content).url
        form = organiser.get(address).context["form"]
        data = {name: form[name].value() or "" for name in form.fields if name != "with_mail"}
        response = organiser.post(address, {**data, "action": "start", **changes})
        assert response.status_code == 302, response.context["form"].errors
        job = PeopleJob.objects.latest("pk")
        run_job(job.pk)
        job.refresh_from_db()
        return job

    return send


def people():
    return sorted(Registration.objects.active().values_list("name", "email"))


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Voornaam", "Tussenvoegsel", "Achternaam", "E-mail"], ["first_name", "infix", "last_name", "email"]),
        (["Full name", "Email address", "Company", "Job title"], ["name", "email", "organisation_name", "function"]),
        (["NAAM ", "e-mailadres:", "Gemeente", "Ik kom vanuit…"], ["name", "email", "organisation_name", "sector"]),
        (["Onbekend", "Middag", "Taal"], [None, "round_7", "language"]),
    ],
)
def test_columns_are_guessed_from_dutch_and_english_headings(headings, fields):
    found = guess_columns(headings, {7: "Middag"})
    assert found == {name: index for index, name in enumerate(fields) if name}


def test_plan_tells_what_each_row_is():
    known = Known({"anna@x.example": 1}, {"weg@x.example": 2}, {"bram|politie": 3}, {"politie": 9}, {})
    columns = {"name": 0, "email": 1, "organisation_name": 2, "sector": 3}
    rows = [
        Row(2, ("Anna", "ANNA@x.example")),
        Row(3, ("Weg", "weg@x.example")),
        Row(4, ("Bram", "", "Politie")),
        Row(5, ("Carla", "carla@x.example", "", "politie")),
        Row(6, ("Carla", "Carla@X.example")),
        Row(7, ("", "d@x.example")),
        Row(8, ("Daan", "geen adres")),
        Row(9, ("Esra", "e@x.example", "", "Brandweer")),
    ]
    planned = plan_rows(rows, columns, known)
    kinds = [row.kind for row in planned]
    expected = [RowKind.EXISTING, RowKind.GONE, RowKind.SAME_NAME, RowKind.NEW, RowKind.TWICE, *[RowKind.WRONG] * 3]
    assert kinds == expected
    assert planned[3].values["sector_id"] == 9
    assert all(row.errors for row in planned[5:])


@given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=12))
def test_any_rows_have_a_plan_and_no_address_is_new_twice(cells):
    rows = [Row(number, tuple(row)) for number, row in enumerate(cells, start=2)]
    planned = plan_rows(rows, {"name": 0, "email": 1, "organisation_name": 2, "sector": 3}, Known())
    assert [row.number for row in planned] == [row.number for row in rows]
    addresses = [row.values["email"].lower() for row in planned if row.kind is RowKind.NEW and row.values["email"]]
    assert len(addresses) == len(set(addresses))
    assert all(row.errors or row.values["name"] for row in planned)


def test_list_is_read_in_and_nothing_is_mailed(read_in):
    job = read_in(f"{HEADINGS}\nAnna;anna@x.example;Gemeente Zwolle\nBram;;Politie\n")
    assert people() == [("Anna", "anna@x.example"), ("Bram", "")]
    assert job.numbers == {"added": 2}
    assert set(Registration.objects.values_list("entry", flat=True)) == {EntryMode.IMPORT}
    assert Registration.objects.first().history.get().actor == "organisator"
    assert not OutboxMessage.objects.exists()


def test_mails_go_only_when_ticked(read_in):
    read_in(f"{HEADINGS}\nAnna;anna@x.example;\n", with_mail="on")
    assert OutboxMessage.objects.get().purpose == "registration.confirmed"


def test_nothing_is_registered_before_somebody_says_so(organiser, upload):
    address = upload(f"{HEADINGS}\nAnna;anna@x.example;\n").url
    page = organiser.get(address)
    assert "Anna" in page.content.decode()
    assert organiser.post(address, {"action": "look", "column_0": "name"}).status_code in (200, 422)
    assert not Registration.objects.exists()


def test_same_file_again_changes_nothing(read_in):
    content = f"{HEADINGS}\nAnna;anna@x.example;Gemeente Zwolle\nBram;;Politie\n"
    read_in(content)
    before = list(Registration.objects.order_by("pk").values())
    assert read_in(content).numbers == {"skipped": 2}
    assert read_in(content, existing="update").numbers == {"unchanged": 2}
    assert list(Registration.objects.order_by("pk").values()) == before


def test_existing_person_is_updated_where_the_list_says_something(event, read_in):
    anna = RegistrationFactory(event=event, name="Anna", email="anna@x.example", function="wethouder")
    job = read_in(f"{HEADINGS};Functie\nAnna de Boer;ANNA@x.example;Politie;\n", existing="update")
    anna.refresh_from_db()
    assert (anna.name, anna.organisation_name, anna.function) == ("Anna de Boer", "Politie", "wethouder")
    assert anna.email == "anna@x.example"
    assert job.numbers == {"updated": 1}


def test_choice_for_one_row_wins(event, read_in):
    for name in ("anna", "bram"):
        RegistrationFactory(event=event, name=name, email=f"{name}@x.example")
    read_in(f"{HEADINGS}\nA;anna@x.example;\nB;bram@x.example;\n", existing="update", row_3="skip")
    assert people() == [("A", "anna@x.example"), ("bram", "bram@x.example")]


def test_who_cancelled_is_not_brought_back_unless_chosen(event, read_in):
    RegistrationFactory(event=event, name="Anna", email="anna@x.example", state=State.CANCELLED)
    content = f"{HEADINGS}\nAnna;anna@x.example;\n"
    read_in(content)
    assert people() == []
    read_in(content, row_2="add")
    assert people() == [("Anna", "anna@x.example")]


def test_wrong_rows_are_left_out_and_told_with_their_number(organiser, read_in):
    job = read_in(f"{HEADINGS}\nAnna;anna@x.example;\n;zonder@x.example;\nBram;geen adres;\n")
    assert people() == [("Anna", "anna@x.example")]
    assert [problem["item"] for problem in job.problems] == [3, 4]
    page = organiser.get(reverse("registrations_admin:job", args=[job.event_id, job.pk])).content.decode()
    assert "Er is geen naam." in page
    assert "geen e-mailadres" in page


def test_full_meeting_puts_the_rest_on_the_waiting_list(event, read_in):
    event.capacity = 1
    event.save()
    job = read_in(f"{HEADINGS}\nAnna;anna@x.example;\nBram;bram@x.example;\n")
    assert job.numbers == {"added": 1, "waiting": 1}
    assert Registration.objects.filter(state=State.CONFIRMED).count() == 1


def test_full_meeting_leaves_the_rest_out_when_asked(event, read_in):
    event.capacity = 1
    event.save()
    job = read_in(f"{HEADINGS}\nAnna;anna@x.example;\nBram;bram@x.example;\n", when_full="skip")
    assert job.numbers == {"added": 1, "problem": 1}
    assert job.problems[0]["item"] == 3


def test_sector_and_workshop_are_read_in_and_a_full_workshop_is_told(event, read_in):
    sector = SectorFactory(name="Veilig Thuis")
    EventSector.objects.create(page=event, sector=sector)
    round_ = WorkshopRoundFactory(event=event, title="Middag")
    WorkshopFactory(round=round_, title="Casus Anna", capacity=1)
    job = read_in(
        f"{HEADINGS};Sector;Middag\nAnna;a@x.example;;veilig thuis;Casus Anna\nBram;b@x.example;;;casus anna\n"
    )
    assert Registration.objects.get(name="Anna").sector == sector
    assert Place.objects.get().registration.name == "Anna"
    assert job.numbers == {"added": 2}
    assert job.problems[0]["item"] == 3


def test_hostile_cells_are_text(organiser, upload, read_in):
    content = f"{HEADINGS}\n=HYPERLINK(1);a@x.example;<script>alert(1)</script>\nx\x00y;;\n"
    page = organiser.get(upload(content).url).content.decode()
    assert "<script>alert(1)" not in page
    read_in(content)
    assert [name for name, _email in people()] == ["=HYPERLINK(1)", "xy"]


def test_excel_of_3000_people_is_read_in(event, read_in):
    book = openpyxl.Workbook()
    book.active.append(["Naam", "E-mail"])
    for number in range(3000):
        book.active.append([f"Persoon {number} (verzonnen)", f"p{number}@verzonnen.example"])
    file = io.BytesIO()
    book.save(file)
    job = read_in(file.getvalue())
    assert job.numbers == {"added": 3000}
    assert Registration.objects.filter(event=event).count() == 3000


@pytest.mark.parametrize("content", [b"", b"Naam;E-mail\n", b"PK\x03\x04kapot", b"\xd0\xcf\x11\xe0", b"x" * 6_000_000])
def test_file_that_is_no_list_is_an_error_at_the_field(upload, content):
    page = upload(content)
    assert page.status_code == 422
    assert page.context["form"].errors["file"]
    assert not PeopleJob.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_letters_survive_each_encoding(read_in, encoding):
    read_in(f"{HEADINGS}\nRenée Çelik;r@x.example;\n".encode(encoding))
    assert people() == [("Renée Çelik", "r@x.example")]


def test_columns_without_a_name_or_twice_the_same_are_refused(organiser, upload):
    address = upload(f"{HEADINGS}\nAnna;anna@x.example;\n").url
    base = {"existing": "skip", "when_full": "wait", "action": "start"}
    for columns in ({"column_1": "email"}, {"column_0": "name", "column_2": "name"}):
        page = organiser.post(address, {**base, **columns})
        assert page.status_code == 422
        assert page.context["form"].non_field_errors()


def test_second_press_starts_nothing(organiser, upload):
    address = upload(f"{HEADINGS}\nAnna;anna@x.example;\n").url
    data = {"column_0": "name", "column_1": "email", "when_full": "wait", "action": "start"}  # as for who is all new
    organiser.post(address, data)
    organiser.post(address, data)
    assert Registration.objects.count() == 1


def test_work_that_was_killed_goes_on_where_it_was(organiser, upload, monkeypatch):
    rows = "\n".join(f"P{number};p{number}@x.example;" for number in range(30))
    address = upload(f"{HEADINGS}\n{rows}\n").url
    monkeypatch.setattr(jobs, "CHUNK_SECONDS", 0)
    done = []

    def killed(job, do, item):
        if len(done) == 2:  # early: a busy machine does few within the time of a request
            raise KeyboardInterrupt
        done.append(item["number"])
        return do_item(job, do, item)

    do_item = jobs._do_item
    monkeypatch.setattr(jobs, "_do_item", killed)
    data = {"column_0": "name", "column_1": "email", "existing": "skip", "when_full": "wait", "action": "start"}
    with pytest.raises(KeyboardInterrupt):
        organiser.post(address, data)
    assert Registration.objects.count() == 2
    monkeypatch.setattr(jobs, "_do_item", do_item)
    go_on_with_jobs()
    job = PeopleJob.objects.get()
    assert (job.state, job.numbers) == (JobState.DONE, {"added": 30})
    assert Registration.objects.count() == 30


def test_rows_are_gone_when_the_work_is_done_or_nobody_did_it(upload, read_in):
    job = read_in(f"{HEADINGS}\nAnna;anna@x.example;\n")
    assert job.items == []
    upload(f"{HEADINGS}\nBram;bram@x.example;\n")
    waiting = PeopleJob.objects.latest("pk")
    assert "Bram" in str(waiting.items)
    go_on_with_jobs()
    assert PeopleJob.objects.filter(pk=waiting.pk).exists()
    PeopleJob.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - timedelta(days=2))
    go_on_with_jobs()
    assert not PeopleJob.objects.filter(pk=waiting.pk).exists()


def test_list_of_another_event_is_a_404(organiser, upload):
    upload(f"{HEADINGS}\nAnna;anna@x.example;\n")
    other = EventPageFactory()
    job = PeopleJob.objects.get()
    for name in ("import_rows", "job"):
        assert organiser.get(reverse(f"registrations_admin:{name}", args=[other.pk, job.pk])).status_code == 404
        assert organiser.post(reverse(f"registrations_admin:{name}", args=[other.pk, job.pk])).status_code in (404, 405)
