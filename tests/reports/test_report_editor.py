"""The editor of a report: what it offers, refuses and keeps."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import rich_text

from polls.models import FrozenResult
from reports.domain.drafting import draft_report
from reports.domain.to_document import page_to_document
from reports.models import ReportPage
from tests.factories import QuestionFactory, UserFactory
from tests.reports.meeting import freeze, make_event, make_meeting
from tests.reports.pages import PROVENANCE, edit_data, publish, published_report, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_deleted_result_leaves_the_figure_out_and_never_breaks(client, editor):
    page = published_report()
    FrozenResult.objects.all().delete()
    response = client.get(page.url)
    assert response.status_code == 200
    assert "Rol gemeenten" in shown(response)
    assert shown(response).count('<figure class="report-figure"') == 1
    assert "bestaat niet meer" not in shown(response)
    page_to_document(page)


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
