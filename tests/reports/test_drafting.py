"""One click drafts the verslag from what is known."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from events.models import EventPage
from polls.models import FrozenResult, Round
from registrations.models import AttendanceSummary
from reports.document import plain_text, walk
from reports.domain.drafting import draft_report
from reports.domain.provenance import is_edited
from reports.domain.to_document import page_to_document
from reports.models import ReportPage
from tests.factories import EventPageFactory, QuestionFactory, UserFactory
from tests.reports.meeting import freeze, make_event, make_meeting
from workshops.models import Outcome

pytestmark = pytest.mark.django_db


def draft_text(page: ReportPage) -> str:
    """All that the draft says, as plain text."""
    found = []
    for _path, block in walk(page_to_document(page).blocks):
        for name in ("content", "caption", "title"):
            if hasattr(block, name):
                found.append(plain_text(getattr(block, name)))
        for item in getattr(block, "items", ()):
            found.append(plain_text(item.content))
        for row in getattr(block, "rows", ()):
            found.extend(plain_text(cell) for cell in row)
        found.append(getattr(block, "attribution", ""))
    return "\n".join(found).replace("\u00a0", " ")


def test_draft_of_the_meeting_of_5_march_2015_tells_its_facts():
    text = draft_text(draft_report(make_meeting().event, actor=UserFactory()))
    for fact in [
        "Wat is de rol van gender in een effectieve systeemgerichte aanpak van huiselijk geweld?",
        "donderdag 5 maart 2015 van 12.30 tot 17.00 uur in BCN Utrecht CS",
        "onderdeel van het project Follow up Genderscan",
        "in opdracht van de ministeries van OCW en VWS",
        "Atria, Regioplan, Movisie en Margreet de Boer",
        "gemeentelijke beleidsmedewerkers",
        "Er is veel draagvlak voor een gendersensitieve aanpak",
        "Renée Römkens van Atria gaf aan",
        "De zaal is verdeeld: de helft van de 84 stemmers (52 %)",
        "waaronder een flink aantal gemeentelijke beleidsmedewerkers",
        "In vijf workshops is aan de hand van semi-fictieve casussen gesproken over",
        "Movisie, Regioplan en Atria",
        "Afgesproken: ",
        "komende maanden",
        "de ministeries van OCW, VWS en VenJ",
        "workshop 4: geen goede voorbeelden genoteerd",
    ]:
        assert fact in text or fact.capitalize() in text, fact


def test_second_click_opens_the_same_page():
    event = make_meeting().event
    first = draft_report(event, actor=None)
    assert draft_report(event, actor=None).pk == first.pk
    assert ReportPage.objects.child_of(event).count() == 1


def test_draft_is_not_public():
    assert draft_report(make_meeting().event, actor=None).live is False


def test_only_quotes_with_consent_are_drafted():
    text = draft_text(draft_report(make_meeting().event, actor=None))
    assert "Niemand vroeg mij ooit wie de bankpas had." in text
    assert "niet vrijgegeven" not in text
    assert "niets gevraagd" not in text


def test_event_without_facts_still_gives_a_draft():
    page = draft_report(EventPageFactory(dates=0, venue=None), actor=None)
    assert "Dit is het verslag van" in draft_text(page)
    assert [child.block_type for child in page.body] == ["text", "colophon"]


def test_event_without_polls_and_workshops_tells_who_were_there():
    text = draft_text(draft_report(make_meeting(workshops=0, questions=0).event, actor=None))
    assert "Er waren 84 deelnemers" in text
    assert "peiling" not in text
    assert "workshop" not in text


def test_few_people_are_not_counted():
    text = draft_text(draft_report(make_meeting(people=9).event, actor=None))
    assert "Er waren minder dan tien deelnemers." in text


def test_numbers_kept_after_the_people_are_gone_are_used():
    meeting = make_meeting(people=0)
    for sector, number in zip(meeting.sectors.values(), (40, 30, 4, 3), strict=True):
        AttendanceSummary.objects.create(event=meeting.event, sector=sector, registered=number + 5, attended=number)
    text = draft_text(draft_report(meeting.event, actor=None))
    assert "Er waren 77 deelnemers" in text
    assert "politiemensen (" not in text


def test_suppressed_result_is_named_without_figure():
    event = make_event()
    freeze(QuestionFactory(poll__event=event, text="Lukt het?"), [3, 2], suppressed=True)
    page = draft_report(event, actor=None)
    assert "Op de vraag ‘Lukt het?’ kwamen minder dan tien antwoorden." in draft_text(page)
    assert "poll_figure" not in [child.block_type for child in page.body]


def test_icebreaker_and_rehearsal_stay_out():
    event = make_event()
    freeze(QuestionFactory(poll__event=event, text="Thee of koffie?", is_icebreaker=True), [30, 20])
    rehearsed = freeze(QuestionFactory(poll__event=event, text="Werkt het?"), [30, 20])
    Round.objects.filter(pk=rehearsed.round_id).update(is_rehearsal=True)
    text = draft_text(draft_report(event, actor=None))
    assert "koffie" not in text
    assert "Werkt het?" not in text


@pytest.mark.parametrize("payload", [{}, [], {"options": [], "n": 0}, {"breakdown": {}}])
def test_result_of_an_unknown_shape_never_breaks_the_draft(payload):
    meeting = make_meeting(workshops=0)
    FrozenResult.objects.filter(pk=meeting.results[0].pk).update(payload=payload)
    assert "geen uitslag" in draft_text(draft_report(meeting.event, actor=None))


def test_hostile_notes_stay_literal_text():
    meeting = make_meeting(workshops=1)
    sheet = meeting.sheets[-1]
    text = '<script>alert("x")</script> [link](http://x) #set page() \x07'
    Outcome.objects.create(sheet=sheet, prompt=sheet.template.prompts.first(), text=text)
    drafted = draft_text(draft_report(meeting.event, actor=None))
    assert '<script>alert("x")</script> [link](http://x) #set page()' in drafted


def test_generated_blocks_know_their_source_and_are_untouched():
    page = draft_report(make_meeting().event, actor=None)
    stored = ReportPage.objects.get(pk=page.pk).body.get_prep_value()
    assert all(block["value"]["source"] and block["value"]["generated_from"] for block in stored)
    assert len({block["value"]["source"] for block in stored}) == len(stored)
    assert [block["type"] for block in stored if is_edited(block["type"], block["value"])] == []


def test_edited_block_is_told_from_an_untouched_one():
    page = draft_report(make_meeting().event, actor=None)
    block = next(block for block in page.body.get_prep_value() if block["type"] == "text")
    same = {**block["value"], "text": block["value"]["text"].replace("<p>", '<p data-block-key="a1b2c">')}
    assert not is_edited("text", same)
    assert is_edited("text", {**block["value"], "text": "<p>Anders.</p>"})


def test_english_event_gives_an_english_draft():
    event = make_meeting().event
    english = Locale.objects.get_or_create(language_code="en")[0]
    EventPage.objects.filter(pk=event.pk).update(locale=english)
    page = draft_report(EventPage.objects.get(pk=event.pk), actor=None)
    assert page.slug == "report"
    assert "The room is divided: half of the 84 voters (52%)" in draft_text(page)


def _queries(event) -> int:
    with CaptureQueriesContext(connection) as found:
        draft_report(event, actor=None)
    return len(found)


def test_drafting_takes_as_many_queries_for_little_as_for_much():
    little, much = make_meeting(workshops=2, questions=2).event, make_meeting(workshops=12, questions=30).event
    draft_report(make_meeting(workshops=2).event, actor=None)  # fills the caches of content types and sites
    assert _queries(little) == _queries(much)


def test_draft_of_a_large_meeting_is_made_within_two_seconds():
    meeting = make_meeting(workshops=12, questions=10)
    sheet = meeting.sheets[-1]
    prompt = sheet.template.prompts.first()
    Outcome.objects.bulk_create(Outcome(sheet=sheet, prompt=prompt, text=f"Punt {number}") for number in range(600))
    start = time.process_time()
    draft_report(meeting.event, actor=None)
    assert time.process_time() - start < 2
