"""Exports: who is in them, what is in them, what never is, and that they are written down."""

import csv
import io
from datetime import datetime

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import EventSector
from registrations.domain.checkin import check_in
from registrations.domain.exporting import export_columns
from registrations.domain.purging import forget_people
from registrations.enums import QuestionKind, RegistrationState
from registrations.models import Answer, ExportRecord, Needs, Place
from tests.factories import (
    EventPageFactory,
    FormQuestionFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from tests.spreadsheets import converted

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True, username="organisator"))
    return client


def url(event, name="export", *args):
    return reverse(f"registrations_admin:{name}", args=[event.pk, *args])


@pytest.fixture
def export(organiser, event):
    """The answer to an export of all columns, or of some."""

    def ask(file_format="csv", columns=None, **filters):
        keys = columns or [column.key for column in export_columns(event)]
        query = "&".join(f"{name}={value}" for name, value in filters.items())
        return organiser.post(f"{url(event)}?{query}", {"format": file_format, "columns": keys})

    return ask


def rows(response):
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def names(response):
    return [row[0] for row in rows(response)[1:]]


def test_export_holds_what_filters_and_search_show(organiser, event, export):
    sector = SectorFactory()
    EventSector.objects.create(page=event, sector=sector)
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event), title="Casus Anna")
    anna = RegistrationFactory(event=event, name="Anna", organisation_name="Gemeente Zwolle", sector=sector)
    Place.objects.create(registration=anna, round=workshop.round, workshop=workshop)
    bram = RegistrationFactory(event=event, name="Bram", state=RegistrationState.WAITLISTED)
    RegistrationFactory(name="Elders")
    check_in(anna, event.dates.get())
    assert names(export()) == ["Anna", "Bram"]
    assert names(export(state="waitlisted")) == [bram.name]
    assert names(export(sector=sector.pk)) == ["Anna"]
    assert names(export(workshop=workshop.pk)) == ["Anna"]
    assert names(export(attendance="out")) == ["Bram"]
    organiser.post(url(event, "search"), {"term": "zwolle"})
    assert names(export()) == ["Anna"]


@pytest.fixture
def anna(event):
    """Somebody with a place, an attendance and a name that means harm."""
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event, title="Ronde 1"), title="@Casus")
    anna = RegistrationFactory(event=event, name="=HYPERLINK(1)", organisation_name="+31", function="\t=1")
    Place.objects.create(registration=anna, round=workshop.round, workshop=workshop)
    check_in(anna, event.dates.get())
    return anna


def test_csv_neutralises_formulas_in_every_cell(export, anna):
    head, row = rows(export())
    assert [cell for cell in row if cell.startswith("'")] == ["'=HYPERLINK(1)", "'+31", "'\t=1", "'@Casus"]
    assert head[row.index("'@Casus")] == "Ronde 1"


def test_xlsx_holds_text_and_real_moments(export, anna):
    active = openpyxl.load_workbook(io.BytesIO(export("xlsx").content)).active
    row = dict(zip((cell.value for cell in active[1]), active[2], strict=True))
    assert row["Naam"].value == "=HYPERLINK(1)"
    assert row["Naam"].data_type != "f"
    registered = timezone.localtime(anna.created_at).replace(tzinfo=None, microsecond=0)
    assert row["Aangemeld op"].value == registered
    assert isinstance(active.cell(2, active.max_column).value, datetime)


def test_ods_opens_in_libreoffice_with_the_same(export, anna, tmp_path):
    path = tmp_path / "lijst.ods"
    path.write_bytes(export("ods").content)
    text = converted(path, "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true").read_text("utf-8")
    head, row = csv.reader(io.StringIO(text), delimiter=";")
    assert row[0] == "=HYPERLINK(1)"
    assert row[head.index("Ronde 1")] == "@Casus"


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods"])
def test_export_never_holds_needs(export, anna, file_format):
    Needs.objects.create(registration=anna, access="Kanarie in de mijn", consented_at=anna.created_at)
    content = export(file_format).content
    if file_format != "csv":
        import zipfile

        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    assert b"HYPERLINK" in content
    assert b"Kanarie" not in content


def test_answers_are_columns_of_their_kind(event, export, anna):
    number = FormQuestionFactory(event=event, kind=QuestionKind.NUMBER, text="Hoeveel?")
    several = FormQuestionFactory(event=event, kind=QuestionKind.MULTIPLE, text="=Welke?", options=["Een", "@Twee"])
    for option in several.options.all():
        Answer.objects.create(registration=anna, question=several, option=option, at=anna.created_at)
    Answer.objects.create(registration=anna, question=number, number=3, at=anna.created_at)
    active = openpyxl.load_workbook(io.BytesIO(export("xlsx").content)).active
    row = dict(zip((cell.value for cell in active[1]), active[2], strict=True))
    assert row["Hoeveel?"].value == 3
    assert row["=Welke?"].value == "Een; @Twee"


def test_only_ticked_columns_are_in_it_in_the_usual_order(export, anna):
    assert rows(export(columns=["state", "name"]))[0] == ["Naam", "Status"]


def test_export_is_written_down_without_what_was_searched_for(organiser, event, export, anna):
    organiser.post(url(event, "search"), {"term": "hyper"})
    export("xlsx", columns=["name"], state="confirmed")
    record = ExportRecord.objects.get()
    assert (record.by, record.format, record.number, record.columns) == ("organisator", "xlsx", 1, "Naam")
    assert (record.query, record.is_searched) == ("state=confirmed", True)
    assert "organisator" in organiser.get(url(event)).content.decode()
    forget_people(event.pk)
    assert not ExportRecord.objects.exists()


def test_looking_at_the_page_writes_nothing_down(organiser, event):
    assert organiser.get(url(event), {"state": "confirmed"}).status_code == 200
    assert not ExportRecord.objects.exists()


@pytest.mark.parametrize("data", [{}, {"format": "exe", "columns": ["name"]}, {"format": "csv", "columns": ["needs"]}])
def test_export_that_cannot_be_made_says_so(organiser, event, data):
    assert organiser.post(url(event), data).status_code == 422
    assert not ExportRecord.objects.exists()


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods"])
def test_export_of_nobody_is_a_file_with_headings(export, file_format):
    assert export(file_format).status_code == 200


def test_export_takes_as_many_queries_with_30_rows_as_with_one(
    event, export, django_assert_num_queries, django_assert_max_num_queries
):
    RegistrationFactory(event=event)
    export()
    with django_assert_max_num_queries(24) as few:
        export()
    for _ in range(29):
        RegistrationFactory(event=event, sector=SectorFactory())
    with django_assert_num_queries(len(few.captured_queries)):
        export()


def test_export_of_another_organisation_is_a_404(client, event):
    client.force_login(UserFactory())
    assert client.post(url(event), {"format": "csv", "columns": ["name"]}).status_code in (302, 404)
    assert not ExportRecord.objects.exists()
