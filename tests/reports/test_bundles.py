"""All files in one ZIP: asked for once, made by a worker, followed on a page, gone after a day."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.domain import bundling
from reports.domain.bundling import PARTS, ask_bundle, make_bundles, sweep_bundles
from reports.domain.quoting.reissuing import reissue
from reports.enums import BundleState
from reports.models import ReferenceDocument, ReportBundle, ReportPage
from tests.factories import UserFactory
from tests.reports.every_block import block, every_block, report_with

pytestmark = pytest.mark.django_db
SMALL = [block("text", {"text": "<p>Kort</p>"})]


@pytest.fixture
def small_files(monkeypatch):
    """Two small files instead of all formats, for what is not about their content."""
    monkeypatch.setattr(bundling, "files_of", lambda page: iter([("a.txt", b"a"), ("b.txt", page.title.encode())]))


@pytest.fixture
def woken(monkeypatch):
    names = []
    monkeypatch.setattr(bundling, "send_task", names.append)
    return names


def test_two_presses_make_one_request_and_wake_one_worker(client, woken, django_capture_on_commit_callbacks):
    page = report_with(SMALL)
    url = reverse("reports:bundle_ask", args=[page.pk])
    assert client.get(url).status_code == 200
    assert not ReportBundle.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        first, second = client.post(url), client.post(url)
    assert first.url == second.url
    assert woken == ["reports.tasks.make_bundles"]
    shown = client.get(first.url).content.decode()
    assert "0 van 6 zijn klaar" in shown
    assert "data-open" in shown


def test_worker_makes_every_format_and_the_data(client, woken):
    page = report_with(every_block())
    bundle = ask_bundle(page, is_published=True)
    assert make_bundles() == 1
    response = client.get(reverse("reports:bundle_file", args=[bundle.uid]))
    assert "no-store" in response["Cache-Control"]
    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert sorted(name.rsplit(".", 1)[1] for name in names) == ["docx", "html", "md", "odt", "pdf", "zip"]
    assert len(names) == PARTS
    assert "De link werkt tot" in client.get(reverse("reports:bundle", args=[bundle.uid])).content.decode()
    assert make_bundles() == 0


def test_link_expires_and_the_sweep_removes_the_files(client, woken, small_files):
    bundle = ask_bundle(report_with(SMALL), is_published=True)
    make_bundles()
    ReportBundle.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    follow = reverse("reports:bundle", args=[bundle.uid])
    assert client.get(reverse("reports:bundle_file", args=[bundle.uid])).url == follow
    response = client.get(follow)
    assert response.status_code == 410
    assert "verlopen" in response.content.decode()
    sweep_bundles()
    assert not ReportBundle.objects.exists()


def test_files_of_an_older_text_are_not_given_out(client, woken, small_files):
    page = report_with(SMALL)
    bundle = ask_bundle(page, is_published=True)
    make_bundles()
    url = reverse("reports:bundle_file", args=[bundle.uid])
    assert client.get(url).status_code == 200  # the control
    page.save_revision().publish()
    assert client.get(url).status_code == 302
    assert ask_bundle(ReportPage.objects.get(pk=page.pk), is_published=True).uid != bundle.uid


def test_files_in_an_older_look_are_not_given_out(client, woken, small_files):
    page = report_with(SMALL)
    bundle = ask_bundle(page, is_published=True)
    make_bundles()
    url = reverse("reports:bundle_file", args=[bundle.uid])
    assert client.get(url).status_code == 200  # the control
    home = page.get_parent().get_parent()
    ReferenceDocument.objects.create(home=home, kind="odt", content=b"x", size=1, sha256="1" * 64)
    assert client.get(url).status_code == 302


def test_words_taken_out_take_the_files_with_them(woken, small_files):
    page = report_with(SMALL)
    ask_bundle(page, is_published=True)
    make_bundles()
    reissue(page)
    assert not ReportBundle.objects.exists()


def test_draft_is_for_who_works_on_it(client, woken, small_files):
    page = report_with(SMALL)
    page.unpublish()
    page = ReportPage.objects.get(pk=page.pk)
    url = reverse("reports:bundle_ask", args=[page.pk])
    assert client.post(url).status_code == 404
    bundle = ask_bundle(page, is_published=False)
    make_bundles()
    for name in ("bundle", "bundle_file"):
        assert client.get(reverse(f"reports:{name}", args=[bundle.uid])).status_code == 404
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(reverse("reports:bundle_file", args=[bundle.uid])).status_code == 200


def test_worker_that_dies_is_followed_by_the_next_after_its_lease(woken, small_files):
    bundle = ask_bundle(report_with(SMALL), is_published=True)
    assert bundling._claim().pk == bundle.pk  # and then this worker is killed
    assert make_bundles() == 0  # the control: the lease is respected
    ReportBundle.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    sweep_bundles()
    assert ReportBundle.objects.get().state == BundleState.DONE


def test_worker_that_was_overtaken_writes_nothing(woken, small_files):
    ask_bundle(report_with(SMALL), is_published=True)
    slow = bundling._claim()
    ReportBundle.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    quick = bundling._claim()
    bundling._make(slow)
    row = ReportBundle.objects.get()
    assert (row.state, row.done) == (BundleState.RUNNING, 0)
    bundling._make(quick)  # the control
    assert ReportBundle.objects.get().state == BundleState.DONE


def test_failure_is_tried_again_and_given_up_after_three_times(client, woken, monkeypatch):
    bundle = ask_bundle(report_with(SMALL), is_published=True)

    def broken(page):
        raise OSError("disk")

    monkeypatch.setattr(bundling, "files_of", broken)
    states = []
    for _turn in range(4):
        make_bundles()
        states.append(ReportBundle.objects.get().state)
    assert states == ["waiting", "waiting", "failed", "failed"]
    html = client.get(reverse("reports:bundle", args=[bundle.uid])).content.decode()
    assert "konden niet worden gemaakt" in html
    assert "Maak de bestanden" in html


def test_what_is_wrong_with_the_text_is_told(client, woken):
    page = report_with([*SMALL, block("chapter", {"text": "", "level": "1"})])
    bundle = ask_bundle(page, is_published=True)
    make_bundles()
    row = ReportBundle.objects.get(pk=bundle.pk)
    assert row.state == BundleState.FAILED
    assert row.reason
    assert row.reason in client.get(reverse("reports:bundle", args=[bundle.uid])).content.decode()
