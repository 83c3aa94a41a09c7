"""Reports on a page, and what the editor sends, for tests of pages and downloads."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.models import EventRole
from reports.domain.drafting import draft_report
from reports.models import ReportPage
from tests.factories import UserFactory
from tests.reports.meeting import make_meeting

PROVENANCE = {"generated_from": "", "source": "", "fingerprint": ""}


def publish(page: ReportPage) -> ReportPage:
    page.get_latest_revision().publish()
    return ReportPage.objects.get(pk=page.pk)


def published_report(**kwargs) -> ReportPage:
    return publish(draft_report(make_meeting(**kwargs).event, actor=None))


def shown(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def page_queries(client, page) -> int:
    client.get(page.url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(page.url).status_code == 200
    return len(found)


def person_with(role, event):
    user = UserFactory()
    user.user_permissions.add(access_admin())
    EventRole.objects.create(event=event, user=user, role=role)
    return user


def submit(client, page, **pressed):
    """Change the title in the editor and press a button there."""
    chapter = {"text": "Kop", "level": "1", "generated_from": "", "source": "", "fingerprint": ""}
    fields = {"title": "Nieuwe titel", "slug": page.slug, "introduction": ""}
    body = nested_form_data({**fields, "body": streamfield([("chapter", chapter)])})
    data = {**body, "tags": "", "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": 0}
    data |= {"comments-INITIAL_FORMS": 0, **pressed}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def access_admin():
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename="access_admin")


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
