"""The verslag on its page, in the editor, as a download, and on the pages that refer to it."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from core import sections
from core.enums import Role
from core.models import EventRole
from polls.models import FrozenResult
from reports.document import DocumentError
from reports.domain.drafting import draft_report
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.exporters.export import export
from reports.models import ReportPage
from tests.factories import EventPageFactory, QuestionFactory, RegistrationFactory, UserFactory
from tests.reports.meeting import freeze, make_event, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def publish(page: ReportPage) -> ReportPage:
    page.get_latest_revision().publish()
    return ReportPage.objects.get(pk=page.pk)


def published_report(**kwargs) -> ReportPage:
    return publish(draft_report(make_meeting(**kwargs).event, actor=None))


def shown(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


# --- the page --------------------------------------------------------------------------------


def test_page_shows_summary_first_then_contents_then_text(client):
    page = published_report()
    html = shown(client.get(page.url))
    places = [html.index(part) for part in ("In het kort", "contents-title", "Wat is de rol van gender", "Colofon")]
    assert places == sorted(places)
    assert html.count("<svg xmlns") >= 4
    assert "niet vrijgegeven" not in html


def test_draft_is_not_found_by_the_public(client):
    page = draft_report(make_meeting().event, actor=None)
    assert client.get(page.url).status_code == 404


def test_contents_lead_to_the_chapters(client):
    html = shown(client.get(published_report().url))
    anchors = re.findall(r'<li><a href="#(b[0-9a-f]+)">', html)
    assert len(anchors) == 5
    assert all(f'id="{anchor}"' in html for anchor in anchors)


def test_page_tells_search_engines_and_shared_links_what_it_is(client):
    page = published_report()
    page.title = 'Verslag </script><script>alert("x")</script>'
    page.save_revision().publish()
    html = shown(client.get(page.url))
    assert "<script>alert" not in html
    data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html)[1])
    assert data["@type"] == "Report"
    assert data["headline"] == page.title
    assert data["about"]["@type"] == "Event"
    assert data["about"]["location"]["address"]["@type"] == "PostalAddress"
    assert "keywords" not in data  # no topics were given
    page.tags.add("wonen")
    page.save_revision().publish()
    html = shown(client.get(page.url))
    data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html)[1])
    assert data["keywords"] == ["wonen"]
    assert '<meta property="og:site_name" content="' in html
    assert '<meta property="og:title"' in html


def test_every_figure_has_its_table(client):
    html = shown(client.get(published_report().url))
    figures = re.findall(r'<figure class="report-figure".*?</figure>', html, re.S)
    assert len(figures) == 4
    assert all("<details" in figure and "<table>" in figure and "Figuur" in figure for figure in figures)


def test_deleted_result_leaves_the_figure_out_and_never_breaks(client, editor):
    page = published_report()
    FrozenResult.objects.all().delete()
    response = client.get(page.url)
    assert response.status_code == 200
    assert "Rol gemeenten" in shown(response)
    assert shown(response).count('<figure class="report-figure"') == 1
    assert "bestaat niet meer" not in shown(response)
    page_to_document(page)


def test_result_of_another_event_is_never_shown(client):
    page = published_report(questions=0)
    other = freeze(QuestionFactory(poll__event=make_event(), text="Geheim van een ander?"), [30, 20])
    value = {"result": str(other.pk), "caption": "", "show_breakdown": True}
    page.body.append(("poll_figure", value))
    page.save()
    html = shown(client.get(page.url))
    assert "Geheim van een ander?" not in html


def test_preview_tells_the_editor_what_is_missing(client, editor):
    page = draft_report(make_meeting().event, actor=editor)
    FrozenResult.objects.all().delete()
    html = shown(client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])))
    assert "2 blokken verwijzen naar een uitslag of afbeelding die er niet meer is" in html or (
        "2 blocks refer to a result" in html
    )


def _page_queries(client, page) -> int:
    client.get(page.url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(page.url).status_code == 200
    return len(found)


def test_page_takes_as_many_queries_for_1_as_for_30_figures(client):
    few, many = published_report(questions=1), published_report(questions=30)
    assert len(many.body) > len(few.body) + 50
    assert _page_queries(client, few) == _page_queries(client, many)


def test_pictures_are_read_in_bulk(client, media):
    few, many = published_report(), published_report()
    for page, number in ((few, 1), (many, 6)):
        for place in range(number):
            image = Image.objects.create(title=f"Foto {place}", file=get_test_image_file(f"foto-{place}.png"))
            page.body.append(("image", {"image": image, "alt_text": f"De zaal {place}", "caption": "", "credit": ""}))
        page.save()
        html = shown(client.get(page.url))
        assert 'alt="De zaal 0"' in html
    assert _page_queries(client, few) == _page_queries(client, many)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_related_reports_share_a_topic_first(client):
    page, same_topic, elsewhere = published_report(), published_report(), published_report()
    for one in (page, same_topic):
        one.tags.add("gender")
        one.save()
    same_topic.title = "Verslag over hetzelfde onderwerp"
    same_topic.save_revision().publish()
    html = shown(client.get(page.url))
    assert "Gerelateerde verslagen" in html or "Related reports" in html
    assert "Verslag over hetzelfde onderwerp" in html
    assert elsewhere.url not in html


# --- drafting by one click -------------------------------------------------------------------


def test_one_click_drafts_and_opens_the_editor(client, editor):
    event = make_meeting().event
    response = client.post(reverse("reports_admin:draft", args=[event.pk]))
    page = ReportPage.objects.child_of(event).get()
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.owner == editor
    assert client.get(response.headers["Location"]).status_code == 200


def test_looking_at_the_address_never_drafts(client, editor):
    event = make_meeting().event
    assert client.get(reverse("reports_admin:draft", args=[event.pk])).status_code == 405
    assert not ReportPage.objects.exists()


def test_person_of_another_event_cannot_draft(client):
    event = make_event()
    user = UserFactory()
    user.user_permissions.add(_access_admin())
    EventRole.objects.create(event=EventPageFactory(), user=user, role=Role.REPORTER)
    client.force_login(user)
    assert client.post(reverse("reports_admin:draft", args=[event.pk])).status_code == 404
    assert not ReportPage.objects.exists()


def _person_with(role, event):
    user = UserFactory()
    user.user_permissions.add(_access_admin())
    EventRole.objects.create(event=event, user=user, role=role)
    return user


def _submit(client, page, **pressed):
    """Change the title in the editor and press a button there."""
    chapter = {"text": "Kop", "level": "1", "generated_from": "", "source": "", "fingerprint": ""}
    fields = {"title": "Nieuwe titel", "slug": page.slug, "introduction": ""}
    body = nested_form_data({**fields, "body": streamfield([("chapter", chapter)])})
    data = {**body, "tags": "", "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": 0}
    data |= {"comments-INITIAL_FORMS": 0, **pressed}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def test_reporter_of_the_event_drafts_and_edits(client):
    event = make_event()
    client.force_login(_person_with(Role.REPORTER, event))
    response = client.post(reverse("reports_admin:draft", args=[event.pk]))
    page = ReportPage.objects.child_of(event).get()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert response.headers["Location"] == address
    assert client.get(address).status_code == 200
    assert _submit(client, page).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Nieuwe titel"


@pytest.mark.parametrize(("role", "is_live"), [(Role.REPORTER, False), (Role.ORGANISER, True)])
def test_reporter_leaves_publishing_to_the_organiser(client, role, is_live):
    event = make_event()
    page = draft_report(event, actor=None)
    client.force_login(_person_with(role, event))
    _submit(client, page, **{"action-publish": "1"})
    page.refresh_from_db()
    assert page.live is is_live


@pytest.mark.parametrize("role", [Role.CHAIR, Role.SCRIBE, Role.CHECK_IN])
def test_other_roles_do_not_open_the_editor_as_control(client, role):
    event = make_event()
    page = draft_report(event, actor=None)
    client.force_login(_person_with(role, event))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code in {302, 403}


def test_reporter_edits_neither_the_event_nor_another_report(client):
    event, other = make_event(), EventPageFactory(dates__held=True)
    client.force_login(_person_with(Role.REPORTER, event))
    for page in (event, draft_report(other, actor=None)):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code in {302, 403}


def _access_admin():
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename="access_admin")


# --- the editor ------------------------------------------------------------------------------


def edit_data(page: ReportPage, blocks) -> dict:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "introduction": page.introduction,
            "tags": "",
            "seo_title": "",
            "search_description": "",
            "body": streamfield(blocks),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        }
    )


PROVENANCE = {"generated_from": "", "source": "", "fingerprint": ""}


def test_picture_without_text_alternative_is_refused_in_dutch(client, editor, media):
    page = draft_report(make_event(), actor=editor)
    image = Image.objects.create(title="Foto", file=get_test_image_file())
    value = {"image": str(image.pk), "alt_text": "", "caption": "x" * 301, "credit": "", **PROVENANCE}
    data = {**edit_data(page, [("image", value)]), "action-publish": "action-publish"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 200
    assert "Dit is een verplicht veld." in shown(response)
    assert "niet meer dan 300 tekens" in shown(response)
    assert "x" * 301 in shown(response)
    assert not ReportPage.objects.get(pk=page.pk).live


def test_editor_offers_only_results_of_its_own_event(client, editor):
    page = draft_report(make_meeting().event, actor=editor)
    freeze(QuestionFactory(poll__event=make_event(), text="Geheim van een ander?"), [30, 20])
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Wie stimuleert een gendersensitieve aanpak?" in html
    assert "Geheim van een ander?" not in html


@pytest.mark.parametrize("result", ["own", "other", "999999", "0; drop", ""])
def test_only_own_results_are_accepted(client, editor, result):
    meeting = make_meeting(workshops=0)
    page = draft_report(meeting.event, actor=editor)
    other = freeze(QuestionFactory(poll__event=make_event()), [30, 20])
    chosen = {"own": str(meeting.results[0].pk), "other": str(other.pk)}.get(result, result)
    value = {"result": chosen, "caption": "", "show_breakdown": "", **PROVENANCE}
    data = {**edit_data(page, [("poll_figure", value)]), "action-publish": "action-publish"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    accepted = [child.block_type for child in ReportPage.objects.get(pk=page.pk).get_latest_revision_as_object().body]
    assert (accepted == ["poll_figure"]) is (result == "own")
    assert response.status_code == (302 if result == "own" else 200)


def test_attendance_under_the_threshold_is_refused(client, editor):
    page = draft_report(make_event(), actor=editor)
    rows = [{"label": "Politie", "count": "9"}, {"label": "Gemeente", "count": "40"}]
    items = {
        "count": str(len(rows)),
        **{
            f"{n}": {"deleted": "", "order": str(n), "id": "", "type": "item", "value": row}
            for n, row in enumerate(rows)
        },
    }
    value = {"caption": "Wie er waren", "rows": items, **PROVENANCE}
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), edit_data(page, [("attendance_figure", value)])
    )
    assert response.status_code == 200
    assert [child.block_type for child in page.get_latest_revision_as_object().body] == ["text", "colophon"]


def test_hostile_text_in_the_editor_stays_text(client, editor):
    page = draft_report(make_event(), actor=editor)
    hostile = '<script>alert("x")</script>'
    blocks = [
        ("chapter", {"text": hostile, "level": "1", **PROVENANCE}),
        ("text", {"text": rich_text(f"<p>{hostile}Tekst</p>"), **PROVENANCE}),
        ("quote", {"text": hostile, "attribution": hostile, **PROVENANCE}),
        ("definition", {"term": hostile, "text": rich_text("<p>x</p>"), **PROVENANCE}),
    ]
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), edit_data(page, blocks))
    assert response.status_code == 302
    publish(ReportPage.objects.get(pk=page.pk))  # the editor would first ask whose words these are
    html = shown(client.get(ReportPage.objects.get(pk=page.pk).url))
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("odd", ["x\x00y", "x" * 5000, "{{ 7*7 }}", "'; DROP TABLE"])
def test_odd_text_in_the_editor_is_kept_or_refused_and_never_breaks(client, editor, odd):
    page = draft_report(make_event(), actor=editor)
    blocks = [
        ("chapter", {"text": odd, "level": "1", **PROVENANCE}),
        ("text", {"text": rich_text(f"<p>{odd}</p>" if "\x00" not in odd else "<p>x</p>"), **PROVENANCE}),
        ("pull_quote", {"text": odd, "attribution": odd, **PROVENANCE}),
    ]
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), edit_data(page, blocks))
    if response.status_code == 302:
        publish(ReportPage.objects.get(pk=page.pk))
        assert escape(odd) in shown(client.get(ReportPage.objects.get(pk=page.pk).url))
    else:
        assert response.status_code == 200
        assert not ReportPage.objects.get(pk=page.pk).live


def test_table_and_definition_and_second_level_chapter_are_shown(client):
    page = draft_report(make_event(), actor=None)
    table = {
        "columns": [{"type": "text", "heading": "Regio"}, {"type": "number", "heading": "Respons"}],
        "rows": [{"values": ["IJsselland", 12.5]}, {"values": ["Twente", 8]}],
        "caption": "",
    }
    stored = [
        {"type": "chapter", "value": {"text": "Los deel", "level": "2"}, "id": "z"},
        {"type": "chapter", "value": {"text": "Deel", "level": "2"}, "id": "a"},
        {"type": "text", "value": {"text": "<h4>Tussenkop</h4><p>x</p>"}, "id": "y"},
        {"type": "table", "value": {"caption": "Respons per regio", "table": table}, "id": "b"},
        {"type": "definition", "value": {"term": "Gender", "text": "<p>Een <b>begrip</b></p>"}, "id": "c"},
        {"type": "pull_quote", "value": {"text": "Groot gezet", "attribution": ""}, "id": "d"},
        {"type": "verdwenen", "value": {"x": 1}, "id": "e"},
    ]
    page.body = json.dumps(stored)
    page.save_revision().publish()
    html = shown(client.get(page.url))
    for part in [
        ">Los deel</h2>",
        ">Deel</h3>",
        "<h4>Tussenkop</h4>",
        '<th scope="row">IJsselland</th>',
        '<td class="numeric">12,5',
        "<dfn>Gender</dfn>",
    ]:
        assert part in html, part
    assert "<strong>begrip</strong>" in html
    for file_format in ("pdf", "docx", "odt", "html"):
        assert client.get(reverse("reports:export", args=[page.pk, file_format])).status_code == 200


def test_two_clicks_make_one_page(client, editor):
    event = make_event()
    address = reverse("reports_admin:draft", args=[event.pk])
    assert client.post(address).status_code == client.post(address).status_code == 302
    assert ReportPage.objects.child_of(event).count() == 1


@pytest.mark.parametrize("number", [0, 10**12, 10**17])
def test_odd_page_numbers_are_not_found(client, editor, number):
    assert client.get(reverse("reports:export", args=[number, "pdf"])).status_code == 404


# --- downloads -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file_format", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("odt", b"PK"), ("md", b""), ("html", b"<!")]
)
def test_published_report_downloads_in_every_format(client, file_format, start):
    page = published_report()
    response = client.get(reverse("reports:export", args=[page.pk, file_format]))
    content = response.getvalue()
    assert response.status_code == 200
    assert content.lower().startswith(start.lower())
    assert f"verslag-een-effectieve-systeemaanpak-van-huiselijk-geweld.{file_format}" in response["Content-Disposition"]


def test_unchanged_file_is_not_sent_again(client):
    address = reverse("reports:export", args=[published_report().pk, "md"])
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_changed_report_is_sent_again(client):
    page = published_report()
    address = reverse("reports:export", args=[page.pk, "md"])
    etag = client.get(address)["ETag"]
    page.introduction = "Een nieuwe inleiding."
    page.save_revision().publish()
    response = client.get(address, headers={"If-None-Match": etag})
    assert "Een nieuwe inleiding" in response.getvalue().decode()


@pytest.mark.parametrize("file_format", ["exe", "PDF", "pdf2"])
def test_unknown_format_is_not_found(client, file_format):
    assert client.get(reverse("reports:export", args=[published_report().pk, file_format])).status_code == 404


def test_draft_downloads_only_for_who_may_work_on_it(client, editor):
    page = draft_report(make_meeting().event, actor=editor)
    address = reverse("reports:export", args=[page.pk, "md"])
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    client.logout()
    assert client.get(address).status_code == 404
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404


def test_restricted_report_is_not_downloaded_by_the_public(client):
    page = published_report()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(reverse("reports:export", args=[page.pk, "md"])).status_code == 404


def test_failed_export_tells_the_reporter_what_is_wrong_and_the_public_nothing(client, editor):
    page = published_report()
    page.title = ""
    ReportPage.objects.filter(pk=page.pk).update(title="")
    address = reverse("reports:export", args=[page.pk, "pdf"])
    document = page_to_document(ReportPage.objects.get(pk=page.pk))
    with pytest.raises(DocumentError):
        export(document, ExportFormat.PDF)
    response = client.get(address)
    assert response.status_code == 503
    assert "titel" in shown(response) or "title" in shown(response)
    client.logout()
    response = client.get(address)
    assert response.status_code == 503
    assert "notice-error" not in shown(response)


# --- other pages -----------------------------------------------------------------------------


def test_event_home_and_my_place_lead_to_the_published_report():
    page = published_report()
    event = page.event
    registration = RegistrationFactory(event=event)
    for place, subject in [
        (sections.EVENT_PAGE, event),
        (sections.EVENT_ASIDE, event),
        (sections.MY_PLACE, registration),
        (sections.HOME, event.get_parent()),
    ]:
        found = [one for one in sections.sections_for(place, None, subject) if one.template.startswith("reports/")]
        assert len(found) == 1, place


def test_nothing_leads_to_a_draft():
    page = draft_report(make_meeting().event, actor=None)
    for place, subject in [(sections.EVENT_PAGE, page.event), (sections.HOME, page.event.get_parent())]:
        assert not [one for one in sections.sections_for(place, None, subject) if one.template.startswith("reports/")]


def test_workspace_offers_the_click_and_then_the_state(client, editor):
    event = make_meeting().event
    address = reverse("workspace:event", args=[event.pk])
    html = shown(client.get(address))
    assert reverse("reports_admin:draft", args=[event.pk]) in html
    client.post(reverse("reports_admin:draft", args=[event.pk]))
    html = shown(client.get(address))
    assert f'action="{reverse("reports_admin:draft", args=[event.pk])}"' not in html
    assert reverse("wagtailadmin_pages:edit", args=[ReportPage.objects.get().pk]) in html
