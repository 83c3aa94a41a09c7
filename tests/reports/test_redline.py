"""A draft goes out as a Word file, comes back changed, is compared with the page and decided about."""

import json
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.domain.quoting.answering import answer_quote
from reports.domain.quoting.asking import ask_about_quote
from reports.domain.redline.deciding import RedlineMoved, decide
from reports.domain.redline.receiving import receive_file
from reports.domain.redline.showing import comparison_of
from reports.domain.signoff.forgetting import forget_readers
from reports.domain.signoff.overview import overview_of
from reports.domain.signoff.rounds import end_round, start_round
from reports.enums import Hindrance, QuoteState, RedlineSort, RedlineState
from reports.models import RedlineChange, RedlineFile, ReportPage, SignOffRound
from reports.wordfile.package import WordRefused
from tests.factories import UserFactory
from tests.programs import program
from tests.reports.every_block import every_block, report_with
from tests.reports.redlining import (
    added,
    commented,
    comments,
    draft_of,
    edited,
    gone,
    marked,
    paragraph,
    run,
    tracked,
    untracked,
    with_parts,
)
from tests.reports.signoff import READERS, address_of, running_round

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = "De eerste alinea staat hier.", "Een tweede alinea volgt daarop.", "En een derde sluit het af."
SAID = "Niemand vroeg mij ooit wie de bankpas had."
TEXT_ID, QUOTE_ID = "9d6b0e6e-0000-4000-8000-00000000000a", "9d6b0e6e-0000-4000-8000-00000000000b"


def child(kind: str, block_id: str, **value) -> dict:
    return {"type": kind, "id": block_id, "value": value}


def report() -> ReportPage:
    body = [
        child("chapter", "c1", text="Waar het over ging", level="1"),
        child(
            "text",
            TEXT_ID,
            text=f'<p data-block-key="a1">{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>Een <b>vet</b> woord.</p>',
        ),
        child("quote", QUOTE_ID, text=SAID, attribution="Robin", language=""),
    ]
    return report_with(body, introduction="Hierover ging de dag.")


@pytest.fixture
def sign_off() -> SignOffRound:
    return running_round(report())


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def received(sign_off: SignOffRound, *changes, parts=None, reader=None) -> RedlineFile:
    data = edited(draft_of(sign_off), *changes)
    if parts:
        data = with_parts(data, parts)
    return receive_file(reader or sign_off.readers.first(), data, name="concept.docx", actor=None)


def newest(sign_off: SignOffRound) -> ReportPage:
    return ReportPage.objects.get(pk=sign_off.page_id)


def text_now(sign_off: SignOffRound) -> str:
    blocks = newest(sign_off).get_latest_revision_as_object().body.raw_data
    return next(block["value"]["text"] for block in blocks if block["id"] == TEXT_ID)


def take(file: RedlineFile, state=RedlineState.TAKEN, *, only=None) -> int:
    comparison = comparison_of(file, ReportPage.objects.get(pk=file.sent_in.page_id))
    choices = {one.change.pk: state for one in comparison.changes if only is None or one.change.sort == only}
    return decide(file, choices, seen=comparison.seen, actor=None)


def hindrances(file: RedlineFile) -> list[Hindrance | None]:
    return [one.hindrance for one in comparison_of(file, ReportPage.objects.get(pk=file.sent_in.page_id)).changes]


# --- out and back ----------------------------------------------------------------------------


def test_file_that_was_not_changed_has_nothing_to_show_for_every_kind_of_block():
    sign_off = running_round(report_with(every_block(), introduction="Zo.", has_chapters=True))
    data = draft_of(sign_off)
    with pytest.raises(WordRefused, match="niets gewijzigd"):
        receive_file(sign_off.readers.first(), data, name="x.docx", actor=None)
    file = received(sign_off, untracked("Een citaat", "“Een ander citaat”"), untracked("herstel", "verbetering"))
    types = {str(child.id): child.block_type for child in sign_off.revision.as_object().body}
    assert {(types[one.block_id], one.before) for one in file.changes.all()} == {
        ("quote", "“Een citaat”"),
        ("number_figure", "herstel"),
    }


def test_libreoffice_writes_the_file_back_with_these_changes_and_no_other(sign_off, tmp_path):
    office = program("soffice")
    parts = [lambda: run("De "), lambda: marked("del", "eerste"), lambda: marked("ins", "aller"), lambda: run(ONE[9:])]
    changes = [tracked(ONE, *parts), untracked(TWO, "Herschreven alinea volgt daarop."), gone(THREE), commented("vet")]
    changed = with_parts(edited(draft_of(sign_off), *changes), comments("Klopt dit?"))
    (tmp_path / "uit.docx").write_bytes(changed)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [office, home, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "in"), "uit.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    back = (tmp_path / "in" / "uit.docx").read_bytes()
    file = receive_file(sign_off.readers.first(), back, name="x.docx", actor=None)
    assert [(one.sort, one.before, one.author) for one in file.changes.all()] == [
        (RedlineSort.CHANGED, ONE, "Robin de Wit"),
        (RedlineSort.CHANGED, TWO, ""),
        (RedlineSort.DELETED, THREE, "Robin de Wit"),
        (RedlineSort.COMMENT, "Een vet woord.", "Sam <b>"),
    ]
    assert file.changes.first().after == ONE.replace("eerste", "aller")


def test_tracked_changes_tell_who_changed_what_and_when(sign_off):
    parts = [
        lambda: run("Een "),
        lambda: marked("del", "tweede"),
        lambda: marked("ins", "andere"),
        lambda: run(TWO[10:]),
    ]
    file = received(sign_off, tracked(TWO, *parts), gone(THREE), added(ONE, "Nieuw <b>stuk</b> hier."))
    rows = {one.sort: one for one in file.changes.all()}
    changed = rows[RedlineSort.CHANGED]
    assert (changed.before, changed.after) == (TWO, TWO.replace("tweede", "andere"))
    assert changed.pieces[1:3] == [
        ["del", "tweede", "Robin de Wit", "2026-03-02T10:30:00Z"],
        ["ins", "andere", "Robin de Wit", "2026-03-02T10:30:00Z"],
    ]
    assert (changed.author, str(changed.said_on)) == ("Robin de Wit", "2026-03-02 10:30:00")
    assert rows[RedlineSort.DELETED].before == THREE
    assert (rows[RedlineSort.INSERTED].follows, rows[RedlineSort.INSERTED].after) == (ONE, "Nieuw <b>stuk</b> hier.")
    assert {one.block_id for one in rows.values()} == {TEXT_ID}


def test_changes_without_tracking_are_found_by_comparing(sign_off):
    file = received(sign_off, untracked(TWO, "Een tweede alinea komt daarna."))
    (change,) = file.changes.all()
    assert (change.sort, change.is_tracked, change.author) == (RedlineSort.CHANGED, False, "")
    assert [piece[:2] for piece in change.pieces if piece[0] != "same"] == [
        ["del", "volgt daarop. "],
        ["ins", "komt daarna."],
    ]


def test_moved_paragraph_and_split_paragraph_are_done_by_hand(sign_off):
    def move(root):
        node = paragraph(root, ONE)
        paragraph(root, THREE).addnext(node)

    assert [(one.sort, one.follows) for one in received(sign_off, move).changes.all()] == [("moved", THREE)]
    assert hindrances(RedlineFile.objects.get()) == [Hindrance.BY_HAND]


def test_comment_in_the_margin_comes_with_its_words_and_author(sign_off):
    file = received(sign_off, commented(TWO), parts=comments("Klopt dit?&lt;script&gt;"))
    (change,) = file.changes.all()
    assert (change.sort, change.remark, change.author) == (RedlineSort.COMMENT, "Klopt dit?<script>", "Sam <b>")
    assert (change.pieces[0][1], change.block_id) == (TWO, TEXT_ID)


# --- deciding --------------------------------------------------------------------------------


def test_taken_changes_are_one_new_draft_and_the_rest_stays_letter_for_letter(sign_off):
    file = received(sign_off, untracked(TWO, "Anders & <b>."), gone(THREE), added(ONE, "Nieuw."))
    revisions, live = sign_off.page.revisions.count(), newest(sign_off).body.get_prep_value()
    assert take(file) == 3
    assert text_now(sign_off) == (
        f'<p data-block-key="a1">{ONE}</p><p>Nieuw.</p><p>Anders &amp; &lt;b&gt;.</p><p>Een <b>vet</b> woord.</p>'
    )
    assert sign_off.page.revisions.count() == revisions + 1
    assert newest(sign_off).body.get_prep_value() == live
    assert {one.state for one in file.changes.all()} == {RedlineState.TAKEN}


def test_heading_is_taken_over_and_text_with_markup_is_not(sign_off):
    file = received(sign_off, untracked("Waar het over ging", "Waarover"), untracked("Een vet woord", "Een dun woord."))
    assert hindrances(file) == [None, Hindrance.NOT_PLAIN]
    with pytest.raises(RedlineMoved):
        take(file)
    assert take(RedlineFile.objects.get(), RedlineState.REFUSED) == 0


def test_text_that_changed_meanwhile_is_not_overwritten(sign_off):
    file = received(sign_off, untracked(TWO, "Een tweede alinea komt."))
    seen = comparison_of(file, newest(sign_off)).seen
    assert comparison_of(file, newest(sign_off)).parts[0].now == ""
    page = newest(sign_off).get_latest_revision_as_object()
    page.body = json.dumps(_rewritten(page, TWO, "Zelf."))
    page.save_revision()
    (change,) = file.changes.all()
    with pytest.raises(RedlineMoved):
        decide(file, {change.pk: RedlineState.TAKEN}, seen=seen, actor=None)
    assert hindrances(file) == [Hindrance.OTHER_NOW]
    assert "Zelf." in comparison_of(file, newest(sign_off)).parts[0].now
    assert "Zelf." in text_now(sign_off)


def _rewritten(page: ReportPage, old: str, new: str) -> list[dict]:
    return [
        {**one, "value": {**one["value"], "text": one["value"]["text"].replace(old, new)}} for one in page.body.raw_data
    ]


@pytest.mark.parametrize("how", ["in the quote", "in running text"])
def test_words_of_a_quote_are_never_taken_over(how):
    page = report()
    if how == "in running text":
        again = page.get_latest_revision_as_object()
        again.body = json.dumps(_rewritten(again, THREE, f"Iemand zei: {SAID}"))
        again.save_revision()
    sign_off = running_round(page)
    words = "Iemand zei:" if how == "in running text" else SAID
    file = received(sign_off, untracked(words, "Niemand vroeg mij wie de bankpas had, zei zij."))
    assert hindrances(file) == [Hindrance.QUOTE]
    with pytest.raises(RedlineMoved):
        take(file)
    assert take(file, RedlineState.NOTED) == 0


def test_noted_change_stands_with_the_remarks_until_it_is_handled(client, editor, sign_off):
    file = received(sign_off, untracked(TWO, "Een tweede alinea komt."))
    take(file, RedlineState.NOTED)
    assert overview_of(sign_off).open_remarks == 1
    event_id = sign_off.page.get_parent().pk
    html = client.get(reverse("reports_admin:signoff", args=[event_id])).content.decode()
    assert "<ins>" in html
    address = reverse("reports_admin:redline_handled", args=[event_id, file.changes.get().pk])
    assert client.post(address, {"handled": "1"}).status_code == 302
    assert overview_of(sign_off).open_remarks == 0


def test_reporter_chooses_and_a_second_click_alarms_nobody(client, editor, sign_off):
    file = received(sign_off, untracked(TWO, "Een tweede alinea komt."), gone(THREE))
    address = reverse("reports_admin:redline", args=[sign_off.page.get_parent().pk, file.pk])
    response = client.get(address)
    assert "<del>" in response.content.decode()
    first, second = file.changes.all()
    data = {
        "seen": response.context["form"]["seen"].value(),
        f"change-{first.pk}": "taken",
        f"change-{second.pk}": "refused",
    }
    for _click in range(2):
        assert client.post(address, data).status_code == 302
    assert "alinea komt." in text_now(sign_off)
    assert THREE in text_now(sign_off)
    assert RedlineChange.objects.get(pk=second.pk).decided_by == editor
    stale = client.post(address, {**data, f"change-{second.pk}": "noted"})
    assert stale.status_code == 409
    for hostile in ({}, {"seen": "\x00"}, {"seen": "x" * 900}, {f"change-{second.pk}": "\x00<b>"}):
        assert client.post(address, hostile).status_code in (302, 409)
    assert RedlineChange.objects.get(pk=second.pk).state == RedlineState.REFUSED


def test_locked_report_is_not_changed(client, editor, sign_off):
    file = received(sign_off, untracked(TWO, "Een tweede alinea komt."))
    ReportPage.objects.filter(pk=sign_off.page_id).update(locked=True, locked_by=UserFactory())
    address = reverse("reports_admin:redline", args=[sign_off.page.get_parent().pk, file.pk])
    seen = client.get(address).context["form"]["seen"].value()
    assert client.post(address, {"seen": seen, f"change-{file.changes.get().pk}": "taken"}).status_code == 409
    assert TWO in text_now(sign_off)


def test_one_change_and_thirty_take_as_many_queries(client, editor):
    text = "".join(f"<p>Alinea nummer {number} van dit verslag.</p>" for number in range(40))
    sign_off = running_round(report_with([child("text", TEXT_ID, text=text)]))
    event_id = sign_off.page.get_parent().pk

    def queries(file: RedlineFile) -> list[int]:
        found = []
        for name, args in (("redline", [file.pk]), ("signoff", [])):
            address = reverse(f"reports_admin:{name}", args=[event_id, *args])
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found.append(len(captured))
        return found

    one = received(sign_off, untracked("nummer 3 van", "Alinea nummer drie van dit verslag."))
    take(one, RedlineState.NOTED)
    few = queries(one)
    many = received(sign_off, *(untracked(f"nummer {n} van", f"Alinea nr {n} van dit verslag.") for n in range(30)))
    take(many, RedlineState.NOTED)
    assert queries(many) == few


# --- by link ---------------------------------------------------------------------------------


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


# --- which version came back -----------------------------------------------------------------


def test_file_of_an_earlier_round_is_compared_with_the_text_of_that_round(sign_off):
    data = edited(draft_of(sign_off), untracked(TWO, "Een tweede alinea komt."))
    page = newest(sign_off).get_latest_revision_as_object()
    page.body = json.dumps(_rewritten(page, ONE, "Geheel anders begonnen."))
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


# --- what goes -------------------------------------------------------------------------------


def test_words_that_were_taken_out_are_in_no_file_and_do_not_come_back(sign_off):
    data = draft_of(sign_off)
    file = received(
        sign_off,
        untracked(SAID, "“Iets anders”"),
        untracked(THREE, f"En een derde: {SAID}"),
        commented(TWO),
        parts=comments(f"Zij zei {SAID}"),
    )
    consent = ask_about_quote(newest(sign_off), QUOTE_ID, name="Robin", email="robin@example.org", actor=None)
    rows = list(RedlineChange.objects.values_list("before", "after", "pieces", "remark"))
    assert "bankpas" in repr(rows)  # the control
    assert bytes(file.content)
    answer_quote(consent, answer=QuoteState.WITHDRAWN)
    rows = list(RedlineChange.objects.values_list("before", "after", "pieces", "remark"))
    assert "bankpas" not in repr(rows)
    assert len(rows) == 1
    assert bytes(RedlineFile.objects.get().content) == b""
    with pytest.raises(WordRefused, match="weggehaald"):
        receive_file(sign_off.readers.first(), edited(data, untracked(TWO, "Iets.")), name="x.docx", actor=None)


def test_files_go_with_the_readers_of_the_event(sign_off):
    received(sign_off, untracked(TWO, "Een tweede alinea komt."))
    assert RedlineChange.objects.exists()
    forget_readers()
    assert not RedlineFile.objects.exists()
    assert not RedlineChange.objects.exists()
