"""Several changes in one paragraph: each is taken over or left by itself."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.redline.deciding import RedlineMoved, decide
from reports.domain.redline.parting import parts_of, stretches_of, text_with
from reports.domain.redline.receiving import receive_file
from reports.domain.redline.showing import comparison_of
from reports.enums import RedlineState
from reports.models import RedlineFile, ReportPage, SignOffRound
from reports.wordfile.lines import plain
from tests.factories import UserFactory
from tests.reports.every_block import report_with
from tests.reports.redlining import draft_of, edited, marked, run, tracked, untracked
from tests.reports.signoff import running_round

LINE = "De eerste alinea staat hier en loopt nog even door."
HEADING = "Waar het over ging die dag"

BODY = [
    {"type": "chapter", "id": "c-1", "value": {"text": HEADING, "level": "1"}},
    {"type": "text", "id": "t-1", "value": {"text": f'<p data-block-key="a1">{LINE}</p><p>Nog een.</p>'}},
]


def changed_line():
    """Three changes, as a word processor tracks them: a word replaced, a word added, words taken out."""
    content = [
        lambda: run("De "),
        lambda: marked("del", "eerste"),
        lambda: marked("ins", "allereerste"),
        lambda: run(" alinea staat "),
        lambda: marked("ins", "duidelijk "),
        lambda: run("hier en loopt "),
        lambda: marked("del", "nog even "),
        lambda: run("door."),
    ]
    return tracked(LINE, *content)


@pytest.fixture
def sign_off() -> SignOffRound:
    return running_round(report_with(BODY))


@pytest.fixture
def file(sign_off) -> RedlineFile:
    data = edited(draft_of(sign_off), changed_line())
    return receive_file(sign_off.readers.first(), data, name="concept.docx", actor=None)


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def texts(sign_off: SignOffRound) -> dict[str, str]:
    page = ReportPage.objects.get(pk=sign_off.page_id)
    return {str(one["id"]): one["value"]["text"] for one in page.get_latest_revision_as_object().body.raw_data}


def take(file: RedlineFile, *numbers: int) -> int:
    comparison = comparison_of(file, ReportPage.objects.get(pk=file.sent_in.page_id))
    (shown,) = comparison.changes
    key = shown.change.pk
    return decide(file, {key: RedlineState.TAKEN}, parts={key: numbers}, seen=comparison.seen, actor=None)


def address_of(sign_off: SignOffRound, file: RedlineFile) -> str:
    return reverse("reports_admin:redline", args=[sign_off.page.get_parent().pk, file.pk])


# --- pure ------------------------------------------------------------------------------------

WORDS = st.text("abc .<&é", min_size=1, max_size=6)
PIECES = st.lists(st.tuples(st.sampled_from(["same", "del", "ins"]), WORDS, st.just(""), st.just("")), max_size=12)


@given(PIECES)
def test_no_part_gives_the_old_line_all_parts_the_new_one_and_each_part_only_its_own_words(pieces):
    before = plain(text for kind, text, *_ in pieces if kind != "ins")
    after = plain(text for kind, text, *_ in pieces if kind != "del")
    numbered = [one for one in stretches_of(pieces) if one.number]
    assert text_with(pieces, ()) == before
    assert text_with(pieces, {one.number for one in numbered}) == after
    assert [one.number for one in numbered] == list(range(1, len(numbered) + 1))
    offered = parts_of(before, after, pieces)
    assert offered == (numbered if len(numbered) > 1 else [])
    for part in numbered:
        alone = text_with(pieces, {part.number})
        rest = text_with(pieces, {one.number for one in numbered} - {part.number})
        assert len(alone.replace(" ", "")) - len(before.replace(" ", "")) == len(part.new.replace(" ", "")) - len(
            part.old.replace(" ", "")
        )
        assert len(rest.replace(" ", "")) + len(alone.replace(" ", "")) == len(before.replace(" ", "")) + len(
            after.replace(" ", "")
        )


def test_what_touches_is_one_change_whoever_made_it():
    pieces = [("same", "a ", "", ""), ("del", "b", "Robin", ""), ("ins", "c", "Sam", ""), ("same", " d", "", "")]
    (only,) = [one for one in stretches_of(pieces) if one.number]
    assert (only.old, only.new, only.authors) == ("b", "c", ("Robin", "Sam"))
    assert parts_of("a b d", "a c d", pieces) == []


def test_pieces_that_do_not_add_up_to_the_line_are_decided_as_one():
    pieces = [("del", "x", "", ""), ("same", " a ", "", ""), ("ins", "y", "", "")]
    assert parts_of("x a", "a y", pieces)  # the control
    assert parts_of("iets anders", "a y", pieces) == []


# --- deciding --------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("numbers", "line"),
    [
        ((1,), "De allereerste alinea staat hier en loopt nog even door."),
        ((2,), "De eerste alinea staat duidelijk hier en loopt nog even door."),
        ((1, 3), "De allereerste alinea staat hier en loopt door."),
        ((1, 2, 3), "De allereerste alinea staat duidelijk hier en loopt door."),
    ],
)
def test_chosen_changes_go_into_the_paragraph_and_the_others_stay_out(sign_off, file, numbers, line):
    assert take(file, *numbers) == 1
    assert texts(sign_off)["t-1"] == f'<p data-block-key="a1">{line}</p><p>Nog een.</p>'
    assert file.changes.get().taken_parts == ([] if len(numbers) == 3 else list(numbers))


@pytest.mark.django_db
@pytest.mark.parametrize("numbers", [(), (4,), (0,), (1, 99)])
def test_numbers_that_are_not_there_change_nothing(sign_off, file, numbers):
    with pytest.raises(RedlineMoved):
        take(file, *numbers)
    assert LINE in texts(sign_off)["t-1"]
    assert file.changes.get().state == RedlineState.OPEN


@pytest.mark.django_db
def test_heading_is_taken_over_in_part(sign_off):
    content = [
        lambda: marked("del", "Waar"),
        lambda: marked("ins", "Waarom"),
        lambda: run(" het "),
        lambda: marked("ins", "vooral "),
        lambda: run("over ging die dag"),
    ]
    data = edited(draft_of(sign_off), tracked(HEADING, *content))
    take(receive_file(sign_off.readers.first(), data, name="x.docx", actor=None), 2)
    assert texts(sign_off)["c-1"] == "Waar het vooral over ging die dag"


@pytest.mark.django_db
def test_part_that_would_make_the_words_of_somebody_quoted_is_refused():
    """The whole line does not say them, one part of it would."""
    said = "De allereerste alinea staat hier en loopt"
    body = [
        {"type": "text", "id": "t-1", "value": {"text": f"<p>{LINE}</p>"}},
        {"type": "quote", "id": "q-1", "value": {"text": said, "attribution": "Robin"}},
    ]
    sign_off = running_round(report_with(body))
    data = edited(draft_of(sign_off), changed_line())
    file = receive_file(sign_off.readers.first(), data, name="concept.docx", actor=None)
    with pytest.raises(RedlineMoved):
        take(file, 1)
    assert take(file, 1, 2, 3) == 1  # the control


# --- on the page -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_reporter_ticks_looks_and_saves_without_a_script(client, editor, sign_off, file):
    address = address_of(sign_off, file)
    page = client.get(address)
    html = page.content.decode()
    change = file.changes.get()
    assert html.count(f'name="parts-{change.pk}"') == 3
    assert html.count("data-tick checked") == 3
    seen = page.context["form"]["seen"].value()
    data = {"seen": seen, f"change-{change.pk}": "taken", f"parts-{change.pk}": ["2"]}
    looked = client.post(address, {**data, "preview": "1"})
    assert looked.status_code == 200
    html = looked.content.decode()
    assert html.count("data-tick checked") == 1
    assert '<span data-part="1" data-new hidden>allereerste</span>' in html
    assert '<span data-part="2" data-new>duidelijk </span>' in html
    assert LINE in texts(sign_off)["t-1"]  # looking saves nothing
    for _click in range(2):
        assert client.post(address, data).status_code == 302
    assert "De eerste alinea staat duidelijk hier en loopt nog even door." in texts(sign_off)["t-1"]
    assert "deels" in client.get(address).content.decode()


@pytest.mark.django_db
def test_taking_over_with_nothing_ticked_is_told_at_the_paragraph_and_saves_nothing(client, editor, sign_off, file):
    address = address_of(sign_off, file)
    seen = client.get(address).context["form"]["seen"].value()
    key = file.changes.get().pk
    response = client.post(address, {"seen": seen, f"change-{key}": "taken"})
    assert response.status_code == 422
    assert "Vink aan wat u overneemt" in response.content.decode()
    for hostile in (["x"], ["\x00"], ["99"], ["1", "1e3"], ["٣"]):
        sent = client.post(address, {"seen": seen, f"change-{key}": "taken", f"parts-{key}": hostile})
        assert sent.status_code == 409
        assert client.post(address, {f"parts-{key}": hostile, "preview": "1"}).status_code == 200
    assert LINE in texts(sign_off)["t-1"]


@pytest.mark.django_db
def test_paragraph_with_one_change_has_no_boxes(client, editor, sign_off):
    data = edited(draft_of(sign_off), untracked("Nog een.", "Nog twee."))
    file = receive_file(sign_off.readers.first(), data, name="concept.docx", actor=None)
    html = client.get(address_of(sign_off, file)).content.decode()
    assert "parts-" not in html
    assert 'name="preview"' not in html
