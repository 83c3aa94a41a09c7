"""A document says the same in every format: outline, footnotes, header cells, alternatives."""

from dataclasses import replace

import pytest

from reports import document as d
from reports.enums import ExportFormat
from reports.exporters import export
from tests.reports.example import example
from tests.reports.saying import differences, said_by

FORMATS = list(ExportFormat)


@pytest.fixture(scope="module")
def document():
    return example(figure_count=3)


@pytest.fixture(scope="module")
def made(document):
    return {file_format: export(document, file_format).content for file_format in FORMATS}


def test_example_has_something_of_everything(document):
    said = said_by(document)
    assert said.notes > 1
    assert all(len(part) > 2 for part in (said.outline, said.headers, said.alternatives))


@pytest.mark.parametrize("file_format", FORMATS)
def test_file_says_the_same_as_the_document(document, made, file_format, tmp_path):
    assert differences(document, made[file_format], file_format, tmp_path) == {}


@pytest.mark.parametrize("file_format", FORMATS)
def test_another_heading_note_cell_or_alternative_is_seen_as_control(document, made, file_format, tmp_path):
    figure = next(block for block in document.blocks if isinstance(block, d.Figure))
    other = replace(
        figure, alt="Iets anders", data=replace(figure.data, columns=(d.Column("X"), *figure.data.columns[1:]))
    )
    more = (d.Heading(1, "Nog een kop"), d.Paragraph((d.Footnote("Nog een noot"),)))
    blocks = tuple(other if block is figure else block for block in document.blocks)
    changed = replace(document, blocks=(*blocks, *more))
    found = differences(changed, made[file_format], file_format, tmp_path)
    assert set(found) == {"outline", "notes", "headers", "alternatives"}
