"""Spreadsheets as other programs read them: text stays text, numbers and dates are what they are."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.domain.spreadsheets import Sheet, csv_lines, ods_bytes, xlsx_bytes
from core.domain.spreadsheets.csv_file import plain_cell
from core.domain.spreadsheets.xlsx import column_letters
from tests.spreadsheets import converted

STARTS = ["=", "+", "-", "@", "\t", "\r"]
HOSTILE = [f"{start}HYPERLINK(1)" for start in STARTS] + ["=cmd|' /C calc'!A0", "'=1", "_x000D_", "<b>&\"'", "a\nb  c"]
ROW = ["Renée", 12, Decimal("2.50"), date(2015, 3, 5), datetime(2015, 3, 5, 12, 30), None, ""]


def sheet(*rows):
    return Sheet("Aanmeldingen: 5/3", [f"Kop {number}" for number in range(len(rows[0]))], list(rows))


def read_xlsx(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_xlsx_holds_numbers_and_dates_as_such():
    [row] = read_xlsx(xlsx_bytes(sheet(ROW))).iter_rows(min_row=2, values_only=True)
    assert row == ("Renée", 12, 2.5, datetime(2015, 3, 5), datetime(2015, 3, 5, 12, 30), None, None)


def test_xlsx_freezes_the_first_row_and_names_the_sheet():
    active = read_xlsx(xlsx_bytes(sheet(ROW)))
    assert active.freeze_panes == "A2"
    assert active.title == "Aanmeldingen  5 3"
    assert active.auto_filter.ref == "A1:G2"


def test_xlsx_keeps_what_begins_like_a_formula_as_text():
    for value in HOSTILE:
        cell = read_xlsx(xlsx_bytes(sheet([value])))["A2"]
        assert cell.data_type in {"s", "inlineStr"}
        assert cell.quotePrefix
        assert cell.value.replace("_x005F_", "_") == value.replace("\r", "\n")


def test_headings_that_begin_like_a_formula_are_text_too():
    hostile = Sheet("x", ["=1+1"], [["a"]])
    assert read_xlsx(xlsx_bytes(hostile))["A1"].data_type in {"s", "inlineStr"}
    assert next(csv_lines(hostile)) == "\ufeff'=1+1\r\n"


def ods_cells(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        root = etree.fromstring(packed.read("content.xml"))
    names = {key: value for key, value in root.nsmap.items() if key}
    return root.findall(".//table:table-row", names)[1].findall("table:table-cell", names), names


def test_ods_is_packed_as_the_standard_asks():
    with zipfile.ZipFile(io.BytesIO(ods_bytes(sheet(ROW)))) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert b"VerticalSplitPosition" in packed.read("settings.xml")


def test_ods_keeps_what_begins_like_a_formula_as_text():
    for value in HOSTILE:
        [cell], names = ods_cells(ods_bytes(sheet([value])))
        assert cell.get(f"{{{names['office']}}}value-type") == "string"
        assert not any("formula" in key for key in cell.attrib)


@pytest.mark.parametrize(("kind", "write"), [("xlsx", xlsx_bytes), ("ods", ods_bytes)])
def test_libreoffice_opens_the_file_and_reads_the_same(kind, write, tmp_path):
    rows = [ROW, *([value, None, None, None, None, None, None] for value in HOSTILE)]
    path = tmp_path / f"lijst.{kind}"
    path.write_bytes(write(sheet(*rows)))
    text = converted(path, "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true").read_text("utf-8")
    found = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert found[0] == [f"Kop {number}" for number in range(7)]
    assert found[1] == ["Renée", "12", "2.5", "2015-03-05", "2015-03-05 12:30", "", ""]
    shown = [line[0] for line in found[2:]]
    assert [text.lstrip() for text in shown] == [value.replace("\r", "\n").lstrip() for value in HOSTILE]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_formula_is_still_text_after_libreoffice_has_saved_it_again(kind, tmp_path):
    path = tmp_path / f"lijst.{kind}"
    path.write_bytes({"xlsx": xlsx_bytes, "ods": ods_bytes}[kind](sheet(["=1+1"])))
    folder = tmp_path / "weer"
    folder.mkdir()
    again = folder / path.name
    again.write_bytes(converted(path, "xlsx:Calc MS Excel 2007 XML" if kind == "ods" else "ods").read_bytes())
    content = again.read_bytes()
    value = read_xlsx(content)["A2"].value if kind == "ods" else "".join(ods_cells(content)[0][0].itertext())
    assert value == "=1+1"


@pytest.mark.parametrize("start", [*STARTS, "\n"])
def test_plain_cell_quotes_what_starts_like_a_formula(start):
    assert plain_cell(f"{start}1") == f"'{start}1"


def test_plain_cell_leaves_other_text():
    assert plain_cell("Jan =1") == "Jan =1"
    assert plain_cell("") == ""


def test_columns_are_lettered():
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_any_text_makes_files_that_open(texts):
    table = sheet(texts)
    assert read_xlsx(xlsx_bytes(table)).max_column == len(texts)
    assert len(ods_cells(ods_bytes(table))[0]) == len(texts)
    assert "".join(csv_lines(table))
