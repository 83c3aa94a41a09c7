"""The verslag on its page, and on the pages that refer to it."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from core import sections
from polls.models import FrozenResult
from reports.domain.drafting import draft_report
from tests.factories import QuestionFactory, RegistrationFactory, UserFactory
from tests.reports.meeting import freeze, make_event, make_meeting
from tests.reports.pages import page_queries, published_report, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


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


def test_page_takes_as_many_queries_for_1_as_for_30_figures(client):
    few, many = published_report(questions=1), published_report(questions=30)
    assert len(many.body) > len(few.body) + 50
    assert page_queries(client, few) == page_queries(client, many)


def test_pictures_are_read_in_bulk(client, media):
    few, many = published_report(), published_report()
    for page, number in ((few, 1), (many, 6)):
        for place in range(number):
            image = Image.objects.create(title=f"Foto {place}", file=get_test_image_file(f"foto-{place}.png"))
            page.body.append(("image", {"image": image, "alt_text": f"De zaal {place}", "caption": "", "credit": ""}))
        page.save()
        html = shown(client.get(page.url))
        assert 'alt="De zaal 0"' in html
    assert page_queries(client, few) == page_queries(client, many)


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
