"""What we write in calendars comes back the same from three independent parsers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.domain.ical import CANCELLED, CONFIRMED, CalendarEntry, CalendarPerson, calendar
from tests.events.parsers import facts_of, with_ical_js, with_icalendar, with_vobject

AROUND_CHANGES = [
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 24, 22, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # the first 02.30 of that night
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # the second one
    datetime(2026, 10, 25, 2, 0, tzinfo=UTC),
]
# Text of one line and of several. Control characters cannot be written in a calendar; our forms refuse them.
LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=300)
WORDS = LINE.map(str.strip).filter(bool)
TEXT = st.lists(WORDS, max_size=4).map("\n".join)
MOMENTS = st.one_of(
    st.sampled_from(AROUND_CHANGES),
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 1)).map(
        lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
    ),
)
LENGTHS = st.integers(1, 3 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def entries(draw):
    starts_at = draw(MOMENTS)
    return CalendarEntry(
        uid=f"{draw(st.uuids())}@plenair",
        sequence=draw(st.integers(0, 10_000)),
        summary=draw(WORDS),
        starts_at=starts_at,
        ends_at=starts_at + draw(LENGTHS),
        stamped_at=datetime(2026, 1, 1, tzinfo=UTC),
        status=draw(st.sampled_from([CONFIRMED, CANCELLED])),
        location=draw(st.one_of(st.just(""), WORDS)),
        geo=draw(st.one_of(st.none(), st.just((52.089, 5.11)))),
        url="https://plenair.example/mijn-plek/x",
        join_url=draw(st.sampled_from(["", "https://meet.example/a?b=c,d;e"])),
        description=draw(TEXT),
        alarm_minutes=draw(st.one_of(st.none(), st.integers(0, 40_320))),
        organizer=CalendarPerson("o@plenair.example", "Organisatie; de, eerste"),
        attendee=CalendarPerson("a@gemeente.example", "Jansen, A."),
    )


@pytest.fixture(scope="module")
def blank_page(chromium):
    context = chromium.new_context(timezone_id="Pacific/Auckland")  # far from our own: only the VTIMEZONE helps
    yield context.new_page()
    context.close()


def assert_all_read(page, written):
    expected = [facts_of(entry) for entry in written]
    text = calendar(written)
    assert with_icalendar(text) == expected
    assert with_vobject(text) == expected
    assert with_ical_js(page, [text]) == [expected]


def test_three_parsers_read_any_event_as_we_meant_it(blank_page):
    @settings(max_examples=150)
    @given(st.lists(entries(), min_size=1, max_size=3, unique_by=lambda entry: entry.uid))
    def holds(written):
        assert_all_read(blank_page, written)

    holds()


@pytest.mark.parametrize("starts_at", AROUND_CHANGES, ids=str)
@pytest.mark.parametrize("hours", [1, 3, 30])
def test_three_parsers_agree_on_both_sides_of_and_across_the_changes_of_the_clock(blank_page, starts_at, hours):
    entry = CalendarEntry(
        uid="x@plenair",
        sequence=1,
        summary="Nachtdienst",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        stamped_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert_all_read(blank_page, [entry])


def test_ical_js_misses_the_hour_without_our_time_zone(blank_page):
    """The control: a parser far away that is not told the time zone reads another moment."""
    entry = CalendarEntry(
        uid="x@plenair",
        sequence=1,
        summary="Bijeenkomst",
        starts_at=datetime(2026, 7, 1, 10, tzinfo=UTC),
        ends_at=datetime(2026, 7, 1, 12, tzinfo=UTC),
        stamped_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    text = calendar([entry])
    start, end = text.index(b"BEGIN:VTIMEZONE"), text.index(b"END:VTIMEZONE\r\n") + len(b"END:VTIMEZONE\r\n")
    [[found]] = with_ical_js(blank_page, [text[:start] + text[end:]])
    assert found.starts_at != entry.starts_at
