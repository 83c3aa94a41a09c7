"""Reports without numbers, of a series, and of several meetings: nothing is told that may not be told."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.models import Sector
from events.enums import EventKind
from events.models import EventDate, EventPage
from polls.models import FrozenResult
from registrations.models import Attendance, SeriesDate, SeriesGroup
from reports.domain.drafting import draft_report
from reports.domain.public_facts import meetings_of
from reports.domain.publishing.versions import build_version
from reports.domain.refreshing.saving import refresh_of
from reports.domain.templates.choosing import choose_layout
from reports.domain.to_document import page_to_document, read_page
from reports.enums import ExportFormat, ReportKind
from reports.exporters.export import export
from reports.models import PublishedVersion, ReportPage
from reports.phrases.attendance import SectorNode, fold_children
from reports.phrases.safe_counts import told_counts
from tests.factories import EventPageFactory, OptionFactory, PollFactory, QuestionFactory, RegistrationFactory
from tests.reports.meeting import freeze, make_meeting

pytestmark = pytest.mark.django_db
NUMBERS = re.compile(r"\b(?:30|84|72|12|44|40|15|25|41|43)\b|%|procent|per cent")


def drafted(event, kind, **kwargs) -> ReportPage:
    choose_layout(event, kind=kind, **kwargs)
    return draft_report(event, actor=None)


def blocks_of(page) -> dict[str, dict]:
    return {child["value"]["source"]: dict(child) for child in page.body.raw_data}


def cells_of(block) -> list[list[str]]:
    return [row["values"] for row in block["value"]["table"]["rows"]]


# --- without numbers -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [ReportKind.SHORT, ReportKind.FULL, ReportKind.CHAPTERS])
def test_report_in_words_holds_no_number_on_the_page_or_in_a_file(client, kind):
    meeting = make_meeting()
    page = drafted(meeting.event, kind, in_words=True)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    told = export(page_to_document(page), ExportFormat.MARKDOWN).content.decode()
    body = told[told.index("Wat is de rol van gender") :]
    assert not NUMBERS.findall(re.sub(r"5 maart 2015|12[.:]30", "", body)), body
    assert "meerderheid" in body
    assert "gemeentelijke beleidsmedewerkers" in body
    html = client.get(page.url).content.decode()
    assert '<svg class="chart' not in html
    assert "SHA-256" not in html
    assert read_page(page).results == ()
    assert client.get(reverse("reports:data", args=[page.pk])).status_code == 404
    assert not [result.sha256 for result in meeting.results if result.sha256 in told]


@pytest.mark.parametrize(("in_words", "packages"), [(True, 0), (False, 1)])
def test_version_of_a_report_in_words_keeps_no_data_package(in_words, packages):
    page = drafted(make_meeting(workshops=1, questions=1).event, ReportKind.CHAPTERS, in_words=in_words)
    page.get_latest_revision().publish()
    version = PublishedVersion.objects.get(page_id=page.pk)
    build_version(version.pk)
    assert version.files.count() > 2
    assert version.files.filter(filename__endswith="-data.zip").count() == packages


def test_report_with_numbers_holds_them(client):  # the control of the test above
    page = drafted(make_meeting().event, ReportKind.FULL)
    told = export(page_to_document(page), ExportFormat.MARKDOWN).content.decode()
    assert NUMBERS.findall(told)
    assert "SHA-256" in told


def test_switching_numbers_off_offers_the_sentences_in_words():
    page = drafted(make_meeting(workshops=1, questions=1).event, ReportKind.FULL)
    newest = page.get_latest_revision_as_object()
    newest.in_words = True
    newest.save_revision()
    changes = {change.source for change in refresh_of(ReportPage.objects.get(pk=page.pk)).changes}
    assert {"attendance", "attendance-figure", "summary", "colophon"} <= changes


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_of_question_is_told_without_a_number(language):
    from reports.phrases.in_words import answer_in_words, shift_in_words
    from reports.phrases.results import OptionResult, PollResult

    options = tuple(
        OptionResult(n, f"antwoord {'abc'[n]}", "", count, count * 2) for n, count in enumerate([61, 33, 6])
    )
    for kind in ("single", "multiple", "statement", "rating", "ranking", "words", "text"):
        result = PollResult(
            "Werkt het?",
            100,
            10,
            options,
            kind=kind,
            mean="2.45",
            agree=61,
            neutral=6,
            disagree=33,
            order=(0, 1, 2),
            ranks=3,
            words=(("vertrouwen", 14), ("tijd", 11)),
            answers=37,
            texts=("Meer tijd.",),
        )
        told = answer_in_words(result, language)
        assert told
        assert not re.search(r"\d|%", told), told
        assert not re.search(r"\d|%", shift_in_words(result, result, language))


# --- a series --------------------------------------------------------------------------------


def series(*attended: int) -> EventPage:
    event = EventPageFactory(kind=EventKind.MASTERCLASS, dates=0, title="Masterclass")
    group = SeriesGroup.objects.create(event=event, name="Groep Noord")
    people = [RegistrationFactory(event=event) for _number in range(max(attended))]
    for number, count in enumerate(attended):
        start = timezone.now() - timedelta(days=60 - 7 * number)
        date = EventDate.objects.create(
            page=event, starts_at=start, ends_at=start + timedelta(hours=3), label=f"Dagdeel {number + 1}"
        )
        SeriesDate.objects.create(event_date=date, group=group if number == 0 else None)
        for person in people[:count]:
            Attendance.objects.create(registration=person, event_date=date, checked_in_at=start)
    return EventPage.objects.get(pk=event.pk)


def test_series_tells_attendance_per_date_and_names_what_is_missing():
    page = drafted(series(24, 20, 18), ReportKind.SERIES)
    blocks = blocks_of(page)
    rows = cells_of(blocks["dates:attendance"])
    assert [row[1:] for row in rows] == [
        ["Dagdeel 1", "Groep Noord", "24"],
        ["Dagdeel 2", "", "20"],
        ["Dagdeel 3", "", "18"],
    ]
    assert "drie bijeenkomsten" in blocks["dates"]["value"]["text"]
    assert "Van deze bijeenkomst is nog niets genoteerd." in json.dumps(page.body.raw_data[-2]["value"])
    assert refresh_of(page).changes == []
    for file_format in (ExportFormat.PDF, ExportFormat.DOCX):
        assert export(page_to_document(page), file_format).content


def test_small_date_of_a_series_hides_another_with_it():
    rows = cells_of(blocks_of(drafted(series(30, 24, 20, 4), ReportKind.SERIES))["dates:attendance"])
    assert [row[-1] for row in rows] == ["30", "24", "niet getoond", "niet getoond"]
    assert "dates:attendance" not in blocks_of(drafted(series(12, 4), ReportKind.SERIES))


def test_numbers_per_date_stand_when_the_people_are_forgotten():
    event = series(24, 20)
    page = drafted(event, ReportKind.SERIES)
    before = blocks_of(page)["dates:attendance"]
    Attendance.objects.all().delete()
    changes = {change.source for change in refresh_of(ReportPage.objects.get(pk=page.pk)).changes}
    assert not changes & {"dates", "dates:attendance"}
    assert blocks_of(ReportPage.objects.get(pk=page.pk))["dates:attendance"] == before


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(2, 20))
def test_no_hidden_number_can_be_worked_out_from_the_total(counts, minimum):
    told = told_counts(counts, minimum=minimum)
    hidden = [count for count, shown in zip(counts, told, strict=True) if shown is None]
    assert all(
        shown is None or (shown == count and count >= minimum) for count, shown in zip(counts, told, strict=True)
    )
    if hidden and len(hidden) < len(counts):
        assert len(hidden) > 1
        assert sum(hidden) >= minimum


# --- several meetings ------------------------------------------------------------------------


def asked(event, counts, *, text="Werkt de aanpak?", label="", suppressed=False) -> FrozenResult:
    question = QuestionFactory(poll=PollFactory(event=event, position=5), text=text, options=0)
    for number, answer in enumerate(("Ja", "Nee")):
        OptionFactory(question=question, text=answer, reporting_clause="", sort_order=number)
    return freeze(question, counts, suppressed=suppressed)


def region(home, title, counts, *, is_published=True, **kwargs) -> EventPage:
    event = make_meeting_under(home, title)
    asked(event, counts)
    page = drafted(event, ReportKind.FULL, **kwargs)
    if is_published:
        page.get_latest_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def make_meeting_under(home, title) -> EventPage:
    event = make_meeting(workshops=1, questions=0, people=30).event
    event.title, event.slug = title, title.lower().replace(" ", "-")
    event.save()
    event.move(home, pos="last-child")
    return EventPage.objects.get(pk=event.pk)


@pytest.fixture
def host() -> EventPage:
    event = make_meeting(workshops=1, questions=0, people=30).event
    asked(event, [20, 10])
    return event


def test_comparison_sets_totals_beside_each_other(host, client):
    zwolle = region(host.get_parent(), "Regio Zwolle", [30, 10])
    page = drafted(host, ReportKind.COMPARISON, compared=[zwolle])
    blocks = blocks_of(page)
    table = next(
        block for source, block in blocks.items() if source.startswith("question:") and "table" in block["type"]
    )
    assert [[cell.replace("\xa0", " ") for cell in row] for row in cells_of(table)] == [
        [host.title, "30", "67 %", "33 %"],
        ["Regio Zwolle", "40", "75 %", "25 %"],
    ]
    assert [row[2] for row in cells_of(blocks["meetings:attendance"])] == ["30", "30"]
    side = next(block for source, block in blocks.items() if source.startswith("side:") and block["type"] == "table")
    assert [row[0] for row in cells_of(side)] == [host.title, "Regio Zwolle"]
    assert refresh_of(page).changes == []
    page.get_latest_revision().publish()
    assert "Regio Zwolle" in client.get(ReportPage.objects.get(pk=page.pk).url).content.decode()
    assert export(page_to_document(page), ExportFormat.PDF).content.startswith(b"%PDF")


def test_comparison_reads_only_what_the_other_meeting_published(host):
    home = host.get_parent()
    silent = region(home, "Regio Assen", [31, 11], is_published=False)
    in_words = region(home, "Regio Ede", [32, 12], in_words=True)
    told = json.dumps(blocks_of(drafted(host, ReportKind.COMPARISON, compared=[silent, in_words])), ensure_ascii=False)
    assert "Van Regio Assen is er nog geen openbaar verslag;" in told
    for number in ('"42"', '"44"', "74\u00a0%", "73\u00a0%"):
        assert number not in told, number
    facts = {one.title: one for one in meetings_of([silent, in_words], "nl")}
    assert (facts["Regio Assen"].results, facts["Regio Assen"].attended) == ((), None)
    assert (facts["Regio Ede"].results, facts["Regio Ede"].attended) == ((), None)
    open_one = region(home, "Regio Hoorn", [33, 13])  # control
    assert meetings_of([open_one], "nl")[0].attended == 30
    assert len(meetings_of([open_one], "nl")[0].results) == 1


def test_comparison_leaves_out_what_the_reporter_took_out(host):
    hoorn = region(host.get_parent(), "Regio Hoorn", [33, 13])
    page = ReportPage.objects.child_of(hoorn).get()
    page.body = json.dumps([dict(c) for c in page.body.raw_data if c["type"] in ("text", "chapter")])
    page.save_revision().publish()
    facts = meetings_of([hoorn], "nl")[0]
    assert facts.results == ()
    assert facts.outcomes == ()


def test_suppressed_result_is_not_compared(host):
    hoorn = make_meeting_under(host.get_parent(), "Regio Hoorn")
    asked(hoorn, [4, 3], suppressed=True)
    drafted(hoorn, ReportKind.FULL).get_latest_revision().publish()
    blocks = blocks_of(drafted(host, ReportKind.COMPARISON, compared=[EventPage.objects.get(pk=hoorn.pk)]))
    assert "question:gap" in blocks


# --- sectors of two levels -------------------------------------------------------------------


def test_small_child_is_told_under_its_parent_and_beside_a_large_one_as_other():
    nodes = {
        1: SectorNode("Gemeente", "medewerkers van gemeenten"),
        2: SectorNode("Gemeente: beleid", "gemeentelijke beleidsmedewerkers", 1),
        3: SectorNode("Gemeente: uitvoering", "uitvoerende medewerkers van gemeenten", 1),
    }
    split = fold_children({2: 40, 3: 6, 1: 7}, nodes, minimum=10, language="nl")
    assert {(group.people, group.count) for group in split} == {
        ("gemeentelijke beleidsmedewerkers", 40),
        ("overige medewerkers van gemeenten", 13),
    }
    whole = fold_children({2: 9, 3: 6}, nodes, minimum=10, language="nl")
    assert [(group.label, group.people, group.count) for group in whole] == [
        ("Gemeente", "medewerkers van gemeenten", 15)
    ]


@pytest.mark.parametrize(
    ("english", "told"), [("municipal policy officers", "municipal policy officers"), ("", "gemeentelijke")]
)
def test_english_report_names_sectors_in_english_where_that_is_known(monkeypatch, english, told):
    monkeypatch.setattr("reports.domain.drafting.report_language", lambda event: "en")
    meeting = make_meeting()
    Sector.objects.filter(slug="gemeente-beleid").update(people_en=english)
    text = json.dumps(list(draft_report(meeting.event, actor=None).body.raw_data), ensure_ascii=False)
    assert f"a good number of {told}" in text
