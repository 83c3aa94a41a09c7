"""What is read in a Word file that comes back, and what goes with the words of a person."""

import subprocess

import pytest

from reports.domain.quoting.answering import answer_quote
from reports.domain.quoting.asking import ask_about_quote
from reports.domain.redline.receiving import receive_file
from reports.domain.signoff.forgetting import forget_readers
from reports.enums import Hindrance, QuoteState, RedlineSort
from reports.models import RedlineChange, RedlineFile, SignOffRound
from reports.wordfile.package import WordRefused
from tests.programs import program
from tests.reports.every_block import every_block, report_with
from tests.reports.redlined import ONE, QUOTE_ID, SAID, TEXT_ID, THREE, TWO, hindrances, newest, received, report
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
from tests.reports.signoff import running_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_off() -> SignOffRound:
    return running_round(report())


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
