"""A Word file out and back through a reader’s link, and which version came back."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.domain.redline.receiving import receive_file
from reports.domain.signoff.rounds import end_round, start_round
from reports.enums import RedlineState
from reports.models import RedlineFile, SignOffRound
from reports.wordfile.package import WordRefused
from tests.factories import UserFactory
from tests.reports.every_block import report_with
from tests.reports.redlined import ONE, TWO, child, newest, received, report, rewritten, take, text_now
from tests.reports.redlining import (
    draft_of,
    edited,
    untracked,
    with_parts,
)
from tests.reports.signoff import READERS, address_of, running_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_off() -> SignOffRound:
    return running_round(report())


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def test_reader_downloads_sends_back_and_sees_what_was_read(client, sign_off):
    reader = sign_off.readers.first()
    page = client.get(f"{address_of(reader)}bestand/")
    assert page.status_code == 200
    assert "bestand/" in client.get(address_of(reader)).content.decode()
    for kind in ("docx", "odt"):
        response = client.get(f"{address_of(reader)}concept/{kind}/")
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
    assert client.get(f"{address_of(reader)}concept/pdf/").status_code == 404
    data = edited(draft_of(sign_off), untracked(TWO, "Een tweede alinea komt <script>."))
    for _click in range(2):
        upload = SimpleUploadedFile("../../conc\x00ept<b>.docx", data)
        response = client.post(f"{address_of(reader)}bestand/", {"file": upload}, follow=True)
        assert response.status_code == 200
        assert "<ins>" in response.content.decode()
        assert "<script>." not in response.content.decode()
    assert RedlineFile.objects.count() == 1
    other = sign_off.readers.last()
    assert client.get(f"{address_of(other)}bestand/{RedlineFile.objects.get().pk}/").status_code == 404
    end_round(sign_off, actor=None)


def test_round_that_offers_no_files_and_link_that_ended_give_none(client, sign_off):
    address = address_of(sign_off.readers.first())
    SignOffRound.objects.update(offers_files=False)
    assert "bestand/" not in client.get(address).content.decode()
    for part in ("bestand/", "bestand/1/", "concept/docx/"):
        assert client.get(f"{address}{part}").status_code == 404
    SignOffRound.objects.update(offers_files=True)
    end_round(sign_off, actor=None)
    assert client.get(f"{address}concept/docx/").status_code == 404


def test_reporter_sends_in_for_a_reader_and_opens_the_file(client, editor, sign_off):
    event_id = sign_off.page.get_parent().pk
    data = edited(draft_of(sign_off), untracked(TWO, "Een tweede alinea komt."))
    address = reverse("reports_admin:redline_send_in", args=[event_id])
    reader = sign_off.readers.last()
    upload = SimpleUploadedFile("van Sam.docx", data)
    response = client.post(address, {"file-reader": reader.pk, "file-file": upload})
    file = RedlineFile.objects.get()
    assert response.url == reverse("reports_admin:redline", args=[event_id, file.pk])
    assert (file.reader, file.received_by, file.name) == (reader, editor, "van Sam.docx")
    again = client.get(reverse("reports_admin:redline_file", args=[event_id, file.pk]))
    assert b"".join(again.streaming_content) == data
    for bad in ({}, {"file-reader": "x"}, {"file-reader": reader.pk, "file-file": SimpleUploadedFile("a.docx", b"x")}):
        assert client.post(address, bad).url == reverse("reports_admin:signoff", args=[event_id])
    elsewhere = running_round().page.get_parent().pk
    for name in ("redline", "redline_file"):
        assert client.get(reverse(f"reports_admin:{name}", args=[elsewhere, file.pk])).status_code == 404


def test_new_file_replaces_one_of_which_nothing_was_decided(sign_off):
    received(sign_off, untracked(TWO, "Een tweede alinea komt."))
    second = received(sign_off, untracked(TWO, "Een tweede alinea komt nu."))
    assert list(RedlineFile.objects.all()) == [second]
    take(second, RedlineState.REFUSED)
    received(sign_off, untracked(TWO, "Een tweede alinea komt dan."))
    assert RedlineFile.objects.count() == 2


def test_file_of_an_earlier_round_is_compared_with_the_text_of_that_round(sign_off):
    data = edited(draft_of(sign_off), untracked(TWO, "Een tweede alinea komt."))
    page = newest(sign_off).get_latest_revision_as_object()
    page.body = json.dumps(rewritten(page, ONE, "Geheel anders begonnen."))
    page.save_revision()
    again = start_round(newest(sign_off), READERS, answer_by=sign_off.answer_by, actor=None)
    file = receive_file(again.readers.first(), data, name="x.docx", actor=None)
    assert file.sent_in == sign_off
    assert [one.before for one in file.changes.all()] == [TWO]
    assert take(file) == 1
    assert "Geheel anders begonnen." in text_now(sign_off)


def test_file_of_another_report_or_of_nobody_is_refused_in_words(sign_off):
    reader = sign_off.readers.first()
    other = draft_of(running_round(report_with([child("text", "t", text="<p>Iets.</p>")])))
    unstamped = with_parts(draft_of(sign_off), {"docProps/custom.xml": b"<Properties/>"})
    for data in (other, unstamped):
        with pytest.raises(WordRefused, match="geen bestand van dit verslag"):
            receive_file(reader, data, name="x.docx", actor=None)
