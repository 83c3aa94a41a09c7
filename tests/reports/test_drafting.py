"""One click drafts the verslag from what is known."""

import io
import time
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from events.models import EventPage
from polls.domain.hall.texts import hide_word
from polls.domain.results import fingerprint
from polls.models import FrozenResult, HallSession, KeptHallQuestion, Round
from registrations.models import AttendanceSummary
from reports.document import Figure, plain_text, walk
from reports.domain.drafting import draft_report
from reports.domain.provenance import is_edited
from reports.domain.to_document import page_to_document
from reports.exporters.data import write_data_package
from reports.models import ReportPage, results_of
from tests.factories import CapturePromptFactory, EventPageFactory, PollFactory, QuestionFactory, UserFactory
from tests.reports.meeting import freeze, make_event, make_meeting
from workshops.enums import PassageState
from workshops.models import CaptureSheet, Cluster, Outcome, Passage

pytestmark = pytest.mark.django_db
CANARY = "kanarievogel"


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
        "op donderdag 5 maart 2015 centraal op een landelijke bijeenkomst in BCN Utrecht CS, voor ",
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
    page = draft_report(EventPageFactory(dates__held=True, venue=None), actor=None)
    assert "vond de landelijke bijeenkomst" in draft_text(page)
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


def test_word_hidden_after_closing_is_in_no_text_no_file_and_no_data():
    event = make_event()
    question = QuestionFactory(poll=PollFactory(event=event), kind="words", options=0, text="Waar denkt u aan?")
    result = freeze(question, [])
    words = [{"word": "veiligheid", "count": 12}, {"word": CANARY, "count": 11}]
    result.payload |= {"words": words, "n": 23, "question": {**result.payload["question"], "kind": "words"}}
    result.sha256 = fingerprint(result.payload)
    result.save()

    def told():
        ReportPage.objects.child_of(event).delete()
        page = draft_report(event, actor=None)
        package = zipfile.ZipFile(io.BytesIO(write_data_package("x", list(results_of(event.pk)))))
        return (
            draft_text(page)
            + str(page_to_document(page))
            + "".join(package.read(name).decode() for name in package.namelist())
        )

    assert CANARY in told()  # control
    hide_word(event.pk, result.round_id, CANARY, is_hidden=True)
    text = told()
    assert CANARY not in text
    assert "veiligheid" in text


def test_questions_from_the_hall_are_told_with_support_from_ten_people_on():
    event = make_event()
    session = HallSession.objects.create(event=event, state="closed")
    for text, votes in (("Wie betaalt dit?", 14), ("<b>Wanneer begint het?</b>", 3)):
        KeptHallQuestion.objects.create(session=session, text=text, votes=votes)
    text = draft_text(draft_report(event, actor=None))
    assert "Uit de zaal kwamen twee vragen." in text
    assert "Wie betaalt dit? (gesteund door 14 aanwezigen)" in text
    assert "<b>Wanneer begint het?</b>\n" in text


def test_passage_that_a_speaker_refused_is_left_out():
    event = make_meeting().event
    sheet = CaptureSheet.objects.get(event=event, programme_item__isnull=False)
    passage = Passage.objects.create(sheet=sheet, name="Renée Römkens", answer_by=timezone.now())
    assert "Renée Römkens van Atria gaf aan" in draft_text(draft_report(event, actor=None))  # control
    ReportPage.objects.child_of(event).delete()
    passage.state = PassageState.REFUSED
    passage.save()
    assert "Renée Römkens van Atria gaf aan" not in draft_text(draft_report(event, actor=None))


def test_outcomes_stand_by_group_and_by_dots():
    meeting = make_meeting(workshops=2)
    sheet = meeting.sheets[-1]
    prompt = sheet.template.prompts.filter(kind="outcome").first()
    money = Cluster.objects.create(event=meeting.event, prompt_key=prompt.key, title="Geld & wonen")
    for text, cluster, dots in (("Schulden", money, 3), ("Huisvesting", money, 21), ("Rolpatronen", None, 40)):
        Outcome.objects.create(sheet=sheet, prompt=prompt, text=text, cluster=cluster, dots=dots)
    text = draft_text(draft_report(meeting.event, actor=None))
    order = [text.index(part) for part in ("Geld & wonen", "huisvesting", "schulden", "Verder genoemd", "olpatronen")]
    assert order == sorted(order)


def test_numbers_that_rooms_counted_are_told_workshop_by_workshop():
    meeting = make_meeting(workshops=2)
    first, second = [sheet for sheet in meeting.sheets if sheet.workshop_id][:2]
    for sheet, number in ((first, 9), (second, 6)):
        prompt = sheet.template.prompts.filter(kind="number").first() or CapturePromptFactory(
            template=sheet.template, key="counted", title="Geteld in de zaal", kind="number"
        )
        Outcome.objects.create(sheet=sheet, prompt=prompt, number=number, text="mensen <vragen> naar geld.")
    text = draft_text(draft_report(meeting.event, actor=None))
    assert f"Workshop {first.number}: 9 mensen <vragen> naar geld." in text
    assert f"Workshop {second.number}: 6 mensen <vragen> naar geld." in text
    assert text.lower().count("geteld in de zaal") == 1  # the heading; it is no subject that was discussed


def test_question_asked_before_and_after_is_told_as_one_shift_with_one_figure():
    question = QuestionFactory(poll=PollFactory(event=make_event()), options=2, is_before_after=True)
    before, after = freeze(question, [20, 20]), freeze(question, [30, 10], number=2)
    page = draft_report(question.poll.event, actor=None)
    assert "vóór het gesprek koos 50 %" in draft_text(page).casefold()
    assert "na het gesprek 75 %: 25 procentpunt meer" in draft_text(page)
    figures = [block for block in page.body.raw_data if "figure" in block["type"]]
    assert [block["type"] for block in figures] == ["shift_figure"]
    assert (figures[0]["value"]["before"], figures[0]["value"]["after"]) == (str(before.pk), str(after.pk))
    assert len([block for block in page_to_document(page).blocks if isinstance(block, Figure)]) == 1


def test_round_that_was_held_back_is_not_compared():
    question = QuestionFactory(poll=PollFactory(event=make_event()), options=2, is_before_after=True)
    freeze(question, [20, 20])
    freeze(question, [3, 2], number=2, suppressed=True)
    page = draft_report(question.poll.event, actor=None)
    assert [block["type"] for block in page.body.raw_data if "figure" in block["type"]] == ["poll_figure"]
    assert "procentpunt" not in draft_text(page)


def test_group_without_a_speaker_that_worked_through_prompts_has_a_heading_for_each():
    meeting = make_meeting(workshops=0, questions=0, people=0)
    (sheet,) = meeting.sheets
    sheet.programme_item.speakers.all().delete()
    goals = CapturePromptFactory(template=sheet.template, key="goals", title="Doelen", position=2)
    Outcome.objects.create(sheet=sheet, prompt=goals, text="Een lijst die iemand bijhoudt.", is_starred=True)
    page = draft_report(meeting.event, actor=None)
    found = {
        child["value"]["heading"]: child["value"]["text"] for child in page.body.raw_data if child["type"] == "outcomes"
    }
    assert list(found) == ["Kernboodschappen", "Dilemma’s", "Doelen"]
    assert "Deelnemers noemden een lijst die iemand bijhoudt." in found["Doelen"]
    (summary,) = [child["value"]["text"] for child in page.body.raw_data if child["type"] == "summary"]
    assert "<li>Een lijst die iemand bijhoudt.</li>" in summary
