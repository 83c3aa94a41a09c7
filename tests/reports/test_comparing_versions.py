"""Two versions beside each other: only what differs, in words, without keys; and a version never changes."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.refreshing.versions import compare_versions
from reports.models import ReportPage
from tests.factories import UserFactory
from tests.reports.every_block import block, every_block, report_with

TEXTS = st.lists(st.text("abc d", max_size=6), max_size=6)


def text(words: str, key: str) -> dict:
    return {"type": "text", "value": {"text": f"<p>{words}</p>"}, "id": key}


def told(differences) -> list[tuple]:
    return [(one.kind, one.number if one.kind == "same" else one.type) for one in differences]


@given(TEXTS, st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_every_block_of_both_versions_is_told_once(words, order, taken_out):
    before = [text(one, str(key)) for key, one in enumerate(words)]
    after = [before[key] for key in order if key < len(before) and key not in taken_out] + [text("x", "nieuw")]
    counted = {"same": 0, "new": 0, "old": 0, "changed": 0, "moved": 0}
    for one in compare_versions(before, after):
        counted[one.kind] += one.number
    assert counted["new"] == 1
    assert counted["old"] == len(before) - (len(after) - 1)
    assert counted["same"] + counted["moved"] == len(after) - 1
    assert counted["changed"] == 0


def test_change_is_told_in_words_under_its_heading_and_what_is_equal_is_counted():
    head = {"type": "chapter", "value": {"text": "Begin", "level": "1"}, "id": "h"}
    before = [head, text("een twee", "a"), text("blijft", "b"), text("weg", "c")]
    level = {"type": "chapter", "value": {"text": "Begin", "level": "2"}, "id": "h"}
    after = [level, text("een drie", "a"), text("blijft", "b"), text("nieuw", "d")]
    differences = compare_versions(before, after)
    assert told(differences) == [
        ("changed", "chapter"),
        ("changed", "text"),
        ("same", 1),
        ("old", "text"),
        ("new", "text"),
    ]
    assert differences[0].is_only_settings
    assert [(part.kind, part.text) for part in differences[1].words] == [
        ("same", "een"),
        ("old", "twee"),
        ("new", "drie"),
    ]
    assert {one.under for one in differences if one.kind != "same"} == {"Begin"}


def test_keys_fingerprints_and_empty_fields_are_no_difference():
    before = [text("een", "a")]
    after = [
        {**before[0], "value": {**before[0]["value"], "fingerprint": "x", "source": "y", "name": "", "language": None}}
    ]
    assert told(compare_versions(before, after)) == [("same", 1)]


@pytest.mark.django_db
def test_page_that_compares_shows_every_kind_of_block_and_no_key(client):
    client.force_login(UserFactory(is_superuser=True))
    page = report_with(every_block())
    first = page.latest_revision_id
    newest = page.get_latest_revision_as_object()
    newest.body = json.dumps(
        [
            block("text", {"text": "<p>Bovenaan <b>&lt;script&gt;</b></p>"}),
            *every_block(lambda words: f"{words} anders", lambda words: f"<p>{words} anders</p>"),
        ]
    )
    newest.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, newest.latest_revision_id])
    html = client.get(address).content.decode()
    assert "Bovenaan &lt;script&gt;" in html
    assert "Wie is iedereen? anders" in html
    assert "Vingerafdruk" not in html
    assert "None" not in html.split('class="listing', 1)[1].split("</table", 1)[0]
    saved = date_format(timezone.localtime(newest.latest_revision.created_at), "j F Y, H.i")
    assert f"<strong>{saved}</strong>" in html  # which versions these are


@pytest.mark.django_db
def test_version_that_was_approved_is_never_written_over():
    page = report_with([text("eerst", "a")])
    approved = page.latest_revision
    page.introduction = "Later getypt"
    page.save_revision(user=approved.user, overwrite_revision=approved)
    approved.refresh_from_db()
    assert approved.content["introduction"] == ""
    assert ReportPage.objects.get(pk=page.pk).latest_revision_id != approved.pk


@pytest.mark.django_db
@pytest.mark.parametrize("interval", [0, 500])
def test_editor_saves_nothing_by_itself(client, settings, interval):
    if interval:  # the control: this is what the editor would do
        settings.WAGTAIL_AUTOSAVE_INTERVAL = interval
    client.force_login(UserFactory(is_superuser=True))
    page = report_with([text("eerst", "a")])
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert ("data-w-autosave-interval-value" in html) is bool(interval)
