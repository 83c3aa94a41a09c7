"""Fixtures of the masterclass tests."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import SeriesGroupFactory, masterclass


@pytest.fixture
def event():
    return masterclass(title="Masterclass gender")


@pytest.fixture
def north(event):
    return SeriesGroupFactory(event=event, name="Groep Noord", capacity=10, days=[10, 20, 30])


@pytest.fixture
def south(event, north):
    return SeriesGroupFactory(event=event, name="Groep Zuid", capacity=10, days=[11, 21, 31])


@pytest.fixture
def dates_of():
    """The dates of a group in order."""

    def find(group):
        rows = group.series_dates.select_related("event_date").order_by("event_date__starts_at")
        return [row.event_date for row in rows]

    return find


@pytest.fixture
def upload():
    """A file to send, a small PDF unless told otherwise."""

    def make(name="opdracht.pdf", content=b"%PDF-1.7 een opdracht"):
        return SimpleUploadedFile(name, content)

    return make


@pytest.fixture
def archive():
    """The bytes of a zip file with these members."""

    def make(**members):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as opened:
            for name, content in members.items():
                opened.writestr(name.replace("__", "/"), content)
        return made.getvalue()

    return make
