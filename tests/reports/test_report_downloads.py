"""A report as a download: for whom, when it is sent again, what is said when it fails."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from reports.document import DocumentError
from reports.domain.drafting import draft_report
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.exporters.export import export
from reports.models import ReportPage
from tests.factories import UserFactory
from tests.reports.meeting import make_meeting
from tests.reports.pages import published_report, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("number", [0, 10**12, 10**17])
def test_odd_page_numbers_are_not_found(client, editor, number):
    assert client.get(reverse("reports:export", args=[number, "pdf"])).status_code == 404


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
