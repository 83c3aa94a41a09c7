"""The demo is made by the system itself, and loading it twice is the same as once."""

import json
import re
from collections import Counter
from datetime import timedelta
from io import StringIO

import lxml.html
import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.utils import timezone

from core.models import Sector
from events.models import EventPage
from handouts.models import HandOut
from polls.disclosure import REST
from polls.enums import QuestionKind, RoundState
from polls.models import Ballot, DisclosurePolicy, FrozenResult, Question, Round
from registrations.domain.purging import forget_expired
from registrations.domain.series.certificates import standings_of
from registrations.domain.series.rooms import rooms_of_series
from registrations.models import Attendance, CatchUp, Certificate, HandIn, KeepApart, OwnCase, Place, Registration
from reports.domain.drafting import report_of
from reports.domain.templates.choosing import plan_of
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat, ReportKind
from reports.exporters import export
from reports.models import ReportPage
from tests.reports.saying import differences, said_by
from tests.workspace.conftest import addresses
from workshops.enums import PromptKind
from workshops.models import CaseFile, Cluster, Outcome, SectorLimit
from workspace.demo import masterclass, meeting_2015, today, wall
from workspace.demo.presentations import PRESENTATIONS
from workspace.domain.demo.addresses import wall_path

pytestmark = pytest.mark.django_db
PROMISED = (
    "home",
    "event",
    "register",
    "join",
    "vote",
    "screen",
    "chair",
    "scribe",
    "leader",
    "passage",
    "check_in",
    "action",
    "next_session",
    "session_actions",
    "session_scribe",
    "speaker_files",
    "report",
    "admin",
)


def counts() -> list[int]:
    """How many rows there are of everything that a second loading could double."""
    return [
        model.objects.count()
        for model in (EventPage, Registration, Attendance, FrozenResult, Round, ReportPage, Ballot)
    ]


def test_demo_is_refused_where_it_is_not_allowed(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        call_command("load_demo")
    assert not EventPage.objects.exists()


def test_addresses_without_a_demo_say_so():
    with pytest.raises(CommandError, match="load_demo"):
        call_command("demo_addresses")


# Words of our own messages; what is Dutch too ("in", "half", "of") is not among them.
ENGLISH = re.compile(
    r"\b(Report|Reports|Share|In short|Others|other|participants|Everybody|Total|Answer|Answers|Group|Votes?|"
    r"about|minority|majority|Published|Fingerprint|Method|Authors|Sources|Commissioner|Agreements|What|When|Who|Where|"
    r"Read|Registration|Register|Venue|Programme|Speakers|Search|Language|Figure|Table|numbers|the|and|with|for|to|from|"
    r"by|not|shown|after|this|your|you|were)\b",
    re.IGNORECASE,
)


def english_in(html: str) -> set[str]:
    """Words of the list that a reader of a page sees or hears."""
    tree = lxml.html.fromstring(html)
    for hidden in tree.xpath("//script|//style|//*[@lang='en']"):
        hidden.drop_tree()
    texts = [tree.text_content(), *tree.xpath("//@alt|//@title|//@aria-label|//@placeholder")]
    return {word.lower() for word in ENGLISH.findall(" ".join(texts))}


def test_demo_speaks_no_english(demo, client):
    given = addresses()
    pages = {name: client.get(given[name].removeprefix("http://127.0.0.1:8000")) for name in ("event", "report")}
    assert {name: english_in(page.content.decode()) for name, page in pages.items()} == {
        "event": set(),
        "report": set(),
    }
    assert "In het kort" in pages["report"].content.decode()


def test_groups_that_were_kept_have_dutch_names(demo):
    kept = [group for policy in DisclosurePolicy.objects.all() for group in policy.groups]
    rest = [(group["label"], group["people"]) for group in kept if group["id"] == REST]
    assert kept
    assert set(rest) <= {("Overige", "andere deelnemers")}
    assert not {"Others", "Everybody"} & {group["label"] for group in kept}


def test_english_on_a_page_is_found_as_control():
    assert english_in("<main><h2>In short</h2><p lang='en'>Others</p></main>") == {"in short"}


def test_demo_loaded_twice_is_the_same_as_once(demo, settings):
    settings.DEMO_ALLOWED = True
    before = counts()
    call_command("load_demo", stdout=StringIO())
    assert counts() == before


def test_every_address_of_the_demo_answers(demo, client):
    given = addresses()
    assert set(PROMISED) <= set(given)
    statuses = {}
    for name, address in given.items():
        if name.startswith("admin_"):
            continue
        response = client.get(address.removeprefix("http://127.0.0.1:8000"), follow=True)
        statuses[name] = response.status_code
    assert {name: status for name, status in statuses.items() if status != 200} == {}


def test_every_organisers_address_answers_after_logging_in(demo, client):
    given = addresses()
    assert client.login(username=given["admin_user"], password=given["admin_password"])
    for name in ("admin", "workspace", "workspace_finished", "inbox"):
        assert client.get(given[name].removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_verslag_of_the_demo_tells_the_facts_of_the_meeting(demo, client):
    text = client.get(addresses()["report"].removeprefix("http://127.0.0.1:8000")).content.decode()
    for fact in (
        "donderdag 5 maart 2015",
        "Renée Römkens van Atria",
        "84 stemmers",
        "de helft",
        "gemeentelijke beleidsmedewerkers",
        "vijf workshops",
        "Movisie",
        "komende maanden",
    ):
        assert fact.lower() in text.lower()


@pytest.mark.parametrize("file_format", list(ExportFormat))
def test_reports_of_the_demo_say_the_same_in_every_format(demo, file_format, tmp_path):
    documents = [page_to_document(page) for page in ReportPage.objects.live()]
    assert max(len(said_by(document).headers) for document in documents) > 8
    for document in documents:
        assert differences(document, export(document, file_format).content, file_format, tmp_path) == {}


def test_quote_without_consent_stays_out_of_the_verslag(demo, client):
    text = client.get(addresses()["report"].removeprefix("http://127.0.0.1:8000")).content.decode()
    assert "Pas toen iemand vroeg" in text
    assert "Mijn zoon dacht" not in text


def test_finished_meeting_has_presentations_that_everyone_may_read(demo, client):
    files = list(HandOut.objects.filter(folder__event__slug=meeting_2015.SLUG))
    assert [file.title for file in files] == [found.title for found in PRESENTATIONS]
    assert [file.hints for file in files] == [[], []]  # tagged, with a language and a title
    report = client.get(addresses()["report"].removeprefix("http://127.0.0.1:8000")).content.decode()
    for file in files:
        assert client.get(f"/presentaties/{file.uid}/").content.startswith(b"%PDF-")
        assert f"/presentaties/{file.uid}/" in report


def test_finished_meeting_has_frozen_results_and_no_ballots(demo):
    event = EventPage.objects.get(slug=meeting_2015.SLUG)
    rounds = Round.objects.filter(question__poll__event=event)
    kinds = [(round_.question.kind, round_.result.payload["n"]) for round_ in rounds.order_by("pk")]
    assert kinds == [
        ("single", 84),
        ("single", 84),
        ("statement", 82),
        ("statement", 84),
        ("multiple", 79),
        ("words", 68),
        ("multiple", 104),
    ]
    assert not Ballot.objects.filter(round_id__in=[round_.pk for round_ in rounds]).exists()


def test_finished_meeting_has_groups_dots_and_a_card_from_the_room(demo, client):
    event = EventPage.objects.get(slug=meeting_2015.SLUG)
    groups = dict(Cluster.objects.filter(event=event).values_list("title", "dots"))
    assert groups == {title: dots for title, (_beginnings, dots) in wall.GROUPS_2015.items()}
    card = Outcome.objects.get(sheet__event=event, is_from_room=True)
    content = client.get(wall_path(event)).content.decode()
    assert card.text in content
    assert all(title in content for title in groups)


def test_finished_meeting_has_limits_that_were_kept_a_card_said_twice_and_one_of_the_talk(demo):
    event = EventPage.objects.get(slug=meeting_2015.SLUG)
    limits = SectorLimit.objects.filter(workshop__round__event=event)
    places = Place.objects.filter(round__event=event)
    inside = Counter(places.values_list("workshop_id", "registration__sector_id"))
    assert len(limits) == 10
    for limit in limits:
        assert (limit.minimum or 0) <= inside[limit.workshop_id, limit.sector_id] <= (limit.maximum or 100)
    pair = KeepApart.objects.get(first__event=event)
    assert places.get(registration=pair.first).workshop != places.get(registration=pair.second).workshop
    assert Outcome.with_merged.filter(sheet__event=event).exclude(merged_into=None).count() == 2
    counted = Outcome.objects.filter(sheet__event=event, prompt__kind=PromptKind.NUMBER)
    assert sorted(counted.values_list("number", flat=True)) == [3, 4, 6, 9, 11]
    assert CaseFile.objects.get(case__workshop__round__event=event).name == "gesprekskaart.pdf"
    assert (
        Outcome.objects.get(sheet__event=event, programme_item__isnull=False).programme_item.title == meeting_2015.TALK
    )


def test_meeting_of_today_has_a_question_of_every_kind(demo):
    questions = Question.objects.filter(poll__event__slug=today.SLUG)
    assert {question.kind for question in questions} == set(QuestionKind.values)
    for question in questions:
        question.full_clean()


def test_meeting_of_today_has_an_open_poll_with_votes(demo):
    event = EventPage.objects.get(slug=today.SLUG)
    date = event.dates.get()
    assert date.starts_at <= timezone.now() <= date.ends_at
    round_ = Round.objects.get(question__poll__event=event, state=RoundState.OPEN)
    assert Ballot.objects.filter(round_id=round_.pk).count() == today.ALREADY_VOTED


def test_demo_of_another_day_moves_to_today(demo, settings):
    settings.DEMO_ALLOWED = True
    event = EventPage.objects.get(slug=today.SLUG)
    date = event.dates.get()
    pk = date.pk
    date.starts_at, date.ends_at = date.starts_at - timedelta(days=3), date.ends_at - timedelta(days=3)
    date.save()
    call_command("load_demo", stdout=StringIO())
    moved = event.dates.get()
    assert (moved.pk, timezone.localdate(moved.starts_at)) == (pk, timezone.localdate())


def test_masterclass_shows_groups_homework_cases_and_a_catch_up_date(demo, client):
    event = EventPage.objects.get(slug=masterclass.SLUG)
    assert event.dates.count() == 6
    assert [room.members for room in rooms_of_series(event.pk).groups] == [8, 8]
    assert CatchUp.objects.filter(registration__event=event).exists()
    assert HandIn.objects.filter(registration__event=event).exists()
    assert OwnCase.objects.filter(registration__event=event).count() == 2
    assert "Groep Zuid" in client.get(event.get_url()).content.decode()


def test_finished_masterclass_has_attendance_and_certificates(demo):
    event = EventPage.objects.get(slug=masterclass.FINISHED_SLUG)
    standings = standings_of(event)
    assert [item.attended for item in standings].count(3) == 4
    assert all(item.certificate is not None for item in standings if item.is_earned)
    assert any(not item.is_earned for item in standings)
    assert Certificate.objects.filter(event=event, withdrawn_at=None).count() == 6


def test_finished_masterclass_has_a_report_of_the_series_date_by_date(demo):
    event = EventPage.objects.get(slug=masterclass.FINISHED_SLUG)
    report = report_of(event)
    assert plan_of(event).kind == ReportKind.SERIES
    text = json.dumps([dict(block) for block in report.body.raw_data], ensure_ascii=False)
    assert [label for _day, label, _kind in masterclass.FINISHED_DATES if label not in text] == []


def test_every_sector_of_the_demo_has_english_words(demo):
    assert not Sector.objects.filter(Q(name_en="") | Q(people_en="")).exists()


def test_invented_people_of_the_finished_meeting_outlive_the_nightly_purge(demo):
    forget_expired()
    assert Registration.objects.filter(event__slug=meeting_2015.SLUG).count() == 120


def test_meeting_by_invitation_has_a_list_over_all_regions_and_nobody_from_zeeland(demo, client):
    given = addresses()
    assert client.login(username=given["admin_user"], password=given["admin_password"])
    page = client.get(given["response"].removeprefix("http://127.0.0.1:8000")).content.decode()
    assert "van de 28 GHNT-regio’s komt iemand." in page
    assert "Zeeland" in page.partition("Nog niemand uit")[2].partition("</p>")[0]


def test_meeting_that_is_only_announced_asks_for_addresses(demo, client):
    page = client.get(addresses()["save_the_date"].removeprefix("http://127.0.0.1:8000")).content.decode()
    assert "Datum en plaats onder voorbehoud" in page
    assert "Houd mij op de hoogte" in page
