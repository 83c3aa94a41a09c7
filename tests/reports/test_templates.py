"""The reporter chooses what the report looks like; an organisation keeps a structure for its next report."""

import json
import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.enums import Role
from events.models import EventIndexPage, EventPage
from reports.domain.drafting import draft_report, report_of
from reports.domain.layout import FIXED, LAYOUTS, parts_from_plain, plain_parts
from reports.domain.quoting.withdrawing import withdraw_quote
from reports.domain.refreshing.saving import refresh_of
from reports.domain.templates.choosing import choose_layout, plan_of
from reports.domain.to_document import page_to_document
from reports.enums import ChangeKind, ExportFormat, QuoteState, ReportKind
from reports.exporters.export import export
from reports.models import QuoteConsent, ReportPage, ReportPlan, ReportTemplate
from tests.factories import EventPageFactory, EventRoleFactory, UserFactory
from tests.reports.meeting import make_meeting
from workshops.models import CaptureSheet, Outcome

pytestmark = pytest.mark.django_db
SECRET = "Niemand vroeg mij ooit wie de bankpas had."


@pytest.fixture
def event(client) -> EventPage:
    event = make_meeting(workshops=2, questions=1, people=30).event
    client.force_login(person(event, Role.ORGANISER))
    return event


def person(event, role):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    EventRoleFactory(event=event, user=user, role=role)
    return user


def url(name, event, *args):
    return reverse(f"reports_admin:{name}", args=[event.pk, *args])


def shown(response) -> str:
    return response.content.decode()


def blocks_of(page) -> list[dict]:
    newest = ReportPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [dict(child) for child in newest.body.raw_data]


def text_of(page) -> str:
    return json.dumps(blocks_of(page), ensure_ascii=False)


def write(page, *blocks, **fields) -> None:
    """What the reporter adds in the editor, in front."""
    newest = ReportPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    newest.body = json.dumps([*blocks, *(dict(child) for child in newest.body.raw_data)])
    for name, value in fields.items():
        setattr(newest, name, value)
    newest.save_revision()


def test_reporter_chooses_chapters_and_every_gap_has_its_chapter(client, event):
    CaptureSheet.objects.get(event=event, workshop__number=2).outcomes.all().delete()
    page = client.get(url("template", event))
    assert page.status_code == 200
    assert shown(page).count('type="radio"') == 5
    response = client.post(url("template", event), {"layout": "chapters", "then": "draft"})
    report = ReportPage.objects.child_of(event).get()
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[report.pk])
    assert report.has_chapters
    sources = [block["value"].get("source") for block in blocks_of(report)]
    assert len(sources) == len(set(sources))
    assert sources[0] == "summary"
    assert sources[-1] == "colophon"
    types = {block["type"] for block in blocks_of(report)}
    assert {"chapter", "poll_figure", "appendix", "outcome_list", "table", "colophon"} <= types
    text = text_of(report)
    assert "Van deze workshop is nog niets genoteerd." in text
    assert "Er zijn nog geen aanbevelingen geschreven." in text
    client.post(url("draft", event))
    assert refresh_of(report).changes == []


@pytest.mark.parametrize("kind", [ReportKind.SHORT, ReportKind.FULL, ReportKind.CHAPTERS, ReportKind.SERIES])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_template_is_refreshed_by_itself_without_anything_to_choose(event, kind, language, monkeypatch):
    monkeypatch.setattr("reports.domain.drafting.report_language", lambda event: language)
    monkeypatch.setattr("reports.domain.refreshing.saving.report_language", lambda event: language)
    choose_layout(event, kind=kind)
    report = draft_report(event, actor=None)
    assert refresh_of(report).changes == []
    sheet = CaptureSheet.objects.get(event=event, workshop__number=1)
    prompt = sheet.template.prompts.get(key="gender-aspects")
    Outcome.objects.create(sheet=sheet, prompt=prompt, text="Schaamte over geldzaken.")
    Outcome.objects.create(sheet=sheet, prompt=prompt, text="Schaamte over geldzaken.", is_starred=True)
    changed = refresh_of(ReportPage.objects.get(pk=report.pk)).changes
    if kind not in (ReportKind.SHORT, ReportKind.SERIES):  # of which this card need not be a part
        assert {change.kind for change in changed} <= {ChangeKind.CHANGED, ChangeKind.NEW}
        assert changed


def test_short_report_is_one_page(event):
    choose_layout(event, kind=ReportKind.SHORT)
    report = draft_report(event, actor=None)
    assert {block["type"] for block in blocks_of(report)} <= {"text", "chapter", "colophon"}
    content = export(page_to_document(report), ExportFormat.PDF).content
    assert len(re.findall(rb"/Type\s*/Page[^s]", content)) == 1


def test_choice_is_kept_for_the_draft_that_makes_itself(client, event):
    response = client.post(url("template", event), {"layout": "chapters", "then": "keep"}, follow=True)
    assert "De keuze is bewaard" in shown(response)
    assert report_of(event) is None
    assert draft_report(event, actor=None, otherwise=ReportKind.SHORT).has_chapters


def test_without_a_choice_the_draft_that_makes_itself_is_short():
    event = make_meeting(workshops=1, questions=1, people=12).event
    report = draft_report(event, actor=None, otherwise=ReportKind.SHORT)
    assert plan_of(event).kind == ReportKind.SHORT
    assert refresh_of(report).changes == []


def test_another_template_offers_its_parts_and_keeps_the_text(client, event):
    report = draft_report(event, actor=None)
    before = blocks_of(report)
    response = client.post(url("template", event), {"layout": "chapters", "then": "change"})
    assert response.headers["Location"] == url("refresh", event)
    assert blocks_of(report) == before
    new = {change.source for change in refresh_of(ReportPage.objects.get(pk=report.pk)).changes}
    assert {"recommendations", "appendix:heading", "response:table"} <= new
    assert report_of(event).get_latest_revision_as_object().has_chapters


def test_organisation_keeps_a_structure_and_uses_it_for_its_next_meeting(client, event):
    report = draft_report(event, actor=None)
    fixed = {"text": "<p>Dit verslag is vrij te gebruiken.</p>", "source": "", "fingerprint": "", "generated_from": ""}
    write(report, {"type": "text", "value": fixed, "id": "vast"}, {"type": "text", "value": fixed, "id": "niet"})
    page = client.get(url("template_keep", event))
    assert "Dit verslag is vrij te gebruiken." in shown(page)
    response = client.post(url("template_keep", event), {"title": "Huisverslag <b>", "kept": ["vast"]})
    assert response.headers["Location"] == url("templates", event)
    kept = ReportTemplate.objects.get()
    assert [part.name for part in parts_from_plain(kept.parts)] == [
        FIXED,
        "summary",
        "opening",
        "attendance",
        "plenary",
        "polls",
        "workshops",
        "agreements",
        "colophon",
    ]
    told = json.dumps(kept.parts, ensure_ascii=False)
    for fact in (SECRET, "Renée", "Atria", "Financiële", "72", "Movisie", "workshop 1", "ervaringsdeskundige"):
        assert fact not in told, fact
    assert SECRET in text_of(report)  # control: the report itself has it
    assert "Huisverslag &lt;b&gt;" in shown(client.get(url("templates", event)))

    other = EventPageFactory(parent=event.get_parent(), title="De volgende bijeenkomst", dates__held=True)
    EventRoleFactory(event=other, user=client_user(client), role=Role.ORGANISER)
    client.post(url("template", other), {"layout": f"own-{kept.pk}", "then": "draft"})
    drafted = report_of(EventPage.objects.get(pk=other.pk))
    assert "Dit verslag is vrij te gebruiken." in text_of(drafted)
    assert refresh_of(drafted).changes == []
    client.post(url("template_delete", event, kept.pk))
    assert not ReportTemplate.objects.exists()
    assert refresh_of(ReportPage.objects.get(pk=drafted.pk)).changes == []


def client_user(client):
    from django.contrib.auth import get_user

    return get_user(client)


def test_template_of_another_organisation_is_not_there(client, event):
    home = EventIndexPage(title="Anders", slug="anders")
    event.get_parent().get_parent().add_child(instance=home)
    foreign = ReportTemplate.objects.create(home=home, title="Van een ander", parts=plain_parts(LAYOUTS["short"].parts))
    assert "Van een ander" not in shown(client.get(url("templates", event)))
    assert "Van een ander" not in shown(client.get(url("template", event)))
    for name in ("template_rename", "template_delete"):
        assert client.post(url(name, event, foreign.pk), {"title": "x"}).status_code == 404
    client.post(url("template", event), {"layout": f"own-{foreign.pk}", "then": "keep"})
    assert not ReportPlan.objects.exists()
    own = ReportTemplate.objects.create(home=event.get_parent(), title="Van ons")  # control
    assert client.post(url("template_rename", event, own.pk), {"title": "Nieuw"}).status_code == 302
    assert ReportTemplate.objects.get(pk=own.pk).title == "Nieuw"


def test_reporter_keeps_a_template_and_leaves_managing_to_the_organiser(client, event):
    draft_report(event, actor=None)
    client.force_login(person(event, Role.REPORTER))
    client.post(url("template_keep", event), {"title": "Van de eindredacteur"})
    kept = ReportTemplate.objects.get()
    assert client.post(url("template_delete", event, kept.pk)).status_code == 404
    assert "<details" not in shown(client.get(url("templates", event))).split("Van de eindredacteur", 1)[1][:800]


def test_same_title_twice_and_a_title_of_nothing_are_refused_in_words(client, event):
    draft_report(event, actor=None)
    client.post(url("template_keep", event), {"title": "Dubbel"})
    response = client.post(url("template_keep", event), {"title": "Dubbel"})
    assert "Er is al een sjabloon met deze titel." in shown(response)
    assert client.post(url("template_keep", event), {"title": " \x00 "}).status_code == 200
    assert client.post(url("template_keep", event), {"title": "x" * 300}).status_code == 200
    assert ReportTemplate.objects.count() == 1


def test_fixed_text_that_leads_to_a_person_is_refused(client, event):
    report = draft_report(event, actor=None)
    value = {"text": "<p>Vragen? Mail sanne@voorbeeld.nl.</p>", "source": "", "fingerprint": "", "generated_from": ""}
    write(report, {"type": "text", "value": value, "id": "mail"})
    response = client.post(url("template_keep", event), {"title": "Met adres", "kept": ["mail"]})
    assert "sanne@voorbeeld.nl" in shown(response)
    assert not ReportTemplate.objects.exists()


def test_words_of_a_quote_are_never_offered_as_fixed_text_and_go_when_it_is_withdrawn(client, event):
    report = draft_report(event, actor=None)
    quoted = {"text": f"<p>Iemand zei: {SECRET}</p>", "source": "", "fingerprint": "", "generated_from": ""}
    write(report, {"type": "text", "value": quoted, "id": "woorden"})
    client.post(url("template_keep", event), {"title": "Zonder citaat", "kept": ["woorden"]})
    assert not ReportTemplate.objects.exists()
    client.post(url("template_keep", event), {"title": "Zonder citaat"})
    assert "bankpas" not in json.dumps(ReportTemplate.objects.get().parts)
    # And one that was kept before the words were a quote:
    parts = [{"name": FIXED, "type": "text", "value": quoted}, {"name": "opening"}]
    old = ReportTemplate.objects.create(home=event.get_parent(), title="Ouder", parts=parts)
    block = next(block for block in blocks_of(report) if block["type"] == "quote")
    consent = QuoteConsent.objects.create(page=report, block_id=block["id"], text=SECRET, state=QuoteState.GOOD)
    withdraw_quote(consent)
    old.refresh_from_db()
    assert [part["name"] for part in old.parts] == ["opening"]


def test_introduction_that_was_drafted_follows_the_facts(client, event):
    report = draft_report(event, actor=None)
    assert report.introduction.startswith("Verslag van de landelijke bijeenkomst op donderdag 5 maart 2015")
    event.venue.name = "Jaarbeurs"
    event.venue.save()
    refresh = refresh_of(ReportPage.objects.get(pk=report.pk))
    change = next(change for change in refresh.changes if change.source == "introduction")
    assert change.kind == ChangeKind.CHANGED
    html = shown(client.get(url("refresh", event)))
    assert "Inleiding" in html
    client.post(url("refresh", event), {"seen": refresh.seen, change.key: "take"})
    newest = report_of(event).get_latest_revision_as_object()
    assert "Jaarbeurs" in newest.introduction
    assert next(block["type"] for block in blocks_of(report)) == "summary"
    left = {change.source for change in refresh_of(ReportPage.objects.get(pk=report.pk)).changes}
    assert "introduction" not in left


def test_introduction_that_somebody_wrote_stays(client, event):
    report = draft_report(event, actor=None)
    write(report, introduction="Mijn eigen regel.")
    event.venue.name = "Jaarbeurs"
    event.venue.save()
    refresh = refresh_of(ReportPage.objects.get(pk=report.pk))
    change = next(change for change in refresh.changes if change.source == "introduction")
    assert (change.kind, change.is_taken) == (ChangeKind.EDITED, False)
    client.post(url("refresh", event), {"seen": refresh.seen})
    assert report_of(event).get_latest_revision_as_object().introduction == "Mijn eigen regel."
    # One that was never drafted is not asked about.
    write(report, introduction_mark="")
    sources = {change.source for change in refresh_of(ReportPage.objects.get(pk=report.pk)).changes}
    assert "introduction" not in sources


def test_choosing_is_for_who_works_on_the_report(client, event):
    stranger = UserFactory()
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    EventRoleFactory(event=EventPageFactory(), user=stranger, role=Role.ORGANISER)
    client.force_login(stranger)
    for name in ("template", "templates", "template_keep"):
        assert client.get(url(name, event)).status_code == 404
        assert client.post(url(name, event), {"layout": "short", "then": "draft"}).status_code == 404
    assert report_of(event) is None


@pytest.mark.parametrize(
    "stored", [None, 7, "x", [None, {"name": "weg"}, {"name": FIXED, "type": "quote", "value": {"text": "x"}}]]
)
def test_stored_parts_of_another_version_are_left_out(stored):
    assert parts_from_plain(stored) == ()


@pytest.mark.parametrize("name", ["template", "templates", "workspace"])
def test_thirty_own_templates_take_as_many_queries_as_one(client, event, name):
    address = reverse("workspace:event", args=[event.pk]) if name == "workspace" else url(name, event)
    parts = plain_parts(LAYOUTS["full"].parts)
    taken = []
    for titles in (["Sjabloon 0"], [f"Sjabloon {number}" for number in range(1, 30)]):
        for title in titles:
            ReportTemplate.objects.create(home=event.get_parent(), title=title, parts=parts)
        client.get(address)  # what is kept between requests is kept now
        with CaptureQueriesContext(connection) as captured:
            page = shown(client.get(address))
        assert titles[-1] in page
        taken.append(len(captured))
    assert taken[0] == taken[1]
