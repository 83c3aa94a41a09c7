"""Tables that people give: whatever their spreadsheet wrote, and whatever is wrong with them."""

import contextlib
import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.domain import reading_tables
from registrations.domain.reading_tables import Row, UnreadableTable, columns_of, read_lines, read_table


def xlsx(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_whatever_the_spreadsheet_wrote(delimiter, encoding):
    text = delimiter.join(["Naam", "Plaats"]) + "\r\n" + delimiter.join(["Renée", '"Zwolle, \nOverijssel"']) + "\r\n"
    assert read_table(text.encode(encoding)) == [
        Row(1, ("Naam", "Plaats")),
        Row(2, ("Renée", "Zwolle, \nOverijssel")),
    ]


def test_empty_rows_are_left_out_and_the_others_keep_their_number():
    assert [row.number for row in read_lines("naam;adres\n;\n\nAnna;a@b.example\n")] == [1, 4]


def test_row_after_a_cell_of_two_lines_has_the_number_of_its_line():
    assert [row.number for row in read_lines('a;b\n"een\ntwee";x\nc;d')] == [1, 2, 4]


def test_xlsx_is_read_with_numbers_and_dates_as_people_type_them():
    rows = read_table(
        xlsx(["Naam", "Getal", "Dag", "Moment"], ["Ann", 12.0, date(2026, 3, 5), datetime(2026, 3, 5, 9)])
    )
    assert rows[1] == Row(2, ("Ann", "12", "2026-03-05", "2026-03-05 09:00"))


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old excel", b"PK"],
)
def test_other_files_are_refused_in_words(content):
    with pytest.raises(UnreadableTable):
        read_table(content)


def test_zip_without_a_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(UnreadableTable):
        read_table(file.getvalue())


def test_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(reading_tables, "MOST_ROWS", 3)
    assert len(read_lines("a\nb\nc")) == 3
    with pytest.raises(UnreadableTable):
        read_lines("a\nb\nc\nd")
    with pytest.raises(UnreadableTable):
        read_table(xlsx(["a"], ["b"], ["c"], ["d"]))
    with pytest.raises(UnreadableTable):
        read_lines(";".join("x" * 61))
    with pytest.raises(UnreadableTable):
        read_table(b"a" * (reading_tables.MOST_BYTES + 1))


def test_control_characters_go():
    assert read_lines("A\x00nna;\x07b")[0].cells == ("Anna", "b")


def test_columns_are_found_by_any_of_their_names():
    names = {"email": ["E-mail", "E-mailadres"], "name": ["Naam"], "region": ["Regio"]}
    assert columns_of(["NAAM ", "e mailadres", "Overig"], names) == {"name": 0, "email": 1}


def test_a_short_row_has_empty_cells():
    assert (Row(1, ("a",)).cell(3), Row(1, ("a",)).cell(None), Row(1, ("a",)).cell(0)) == ("", "", "a")


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=5), max_size=8))
def test_text_of_any_kind_is_read_or_refused_in_words(rows):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows(rows)
    try:
        found = read_table(file.getvalue().encode("utf-8", errors="replace"))
    except UnreadableTable:
        return
    assert all(any(row.cells) for row in found)


@given(st.binary(max_size=300), st.booleans())
def test_bytes_of_any_kind_are_read_or_refused_in_words(content, is_packed):
    with contextlib.suppress(UnreadableTable):
        assert all(any(row.cells) for row in read_table(b"PK" + content if is_packed else content))
