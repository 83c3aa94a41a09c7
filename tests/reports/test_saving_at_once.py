"""Two people work on one report: nobody's text is overwritten without knowing, and of two at once one is told."""

import contextlib
import json
import multiprocessing
import threading
from types import SimpleNamespace

import pytest
from django.db import connections
from django.db.models.query import QuerySet
from django.urls import reverse
from lxml import html
from wagtail.models import Page

from reports.domain.refreshing import saving
from reports.domain.refreshing.saving import TextChanged, refresh_of, refresh_report
from reports.models import ReportPage, pages
from reports.models.pages import TextMovedOn
from tests.factories import UserFactory
from tests.reports.every_block import block, report_with
from tests.reports.pages import edit_data
from tests.reports.signoff import draft
from workshops.models import CaptureSheet, Outcome

SECONDS = 180


@pytest.fixture
def page(client, db) -> ReportPage:
    client.force_login(UserFactory(is_superuser=True, first_name="Anna", last_name="Vos"))
    return report_with([block("pull_quote", {"text": "Eerst", "attribution": ""})])


def current(page) -> ReportPage:
    return ReportPage.objects.get(pk=page.pk)


def form_of(page, introduction: str) -> dict:
    """What the editor sends that read the newest text of now, with another introduction."""
    newest = current(page).latest_revision
    read = {"loaded_revision_id": str(newest.pk), "loaded_revision_created_at": newest.created_at.isoformat()}
    return {**edit_data(page, []), "introduction": introduction, **read}


def introductions(page) -> list[str]:
    return [revision.content["introduction"] for revision in page.revisions.order_by("pk")]


def address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def sent_by(response) -> dict[str, list[str]]:
    """The form of the page that asks, as a browser sends it."""
    (form,) = html.fromstring(response.content.decode()).xpath("//main//form[@method='post']")
    return {name: form.xpath(f".//input[@name='{name}']/@value") for name in form.xpath(".//input/@name")}


def test_second_to_save_is_asked_and_keeps_what_was_typed(client, page):
    first, second = form_of(page, "Van Anna"), form_of(page, 'Van "Bert" <b>')
    assert client.post(address(page), first).status_code == 302
    response = client.post(address(page), second)
    assert response.status_code == 409
    assert introductions(page)[-1] == "Van Anna"
    assert "Anna Vos" in response.content.decode()
    again = client.post(address(page), sent_by(response))
    assert again.status_code == 302
    assert introductions(page)[-2:] == ["Van Anna", 'Van "Bert" <b>']


def test_editor_that_was_open_during_bringing_up_to_date_is_asked(client, page):
    sent = form_of(page, "Van Bert")
    newest = current(page).get_latest_revision_as_object()
    newest.introduction = "Bijgewerkt"
    newest.save_revision()
    assert client.post(address(page), sent).status_code == 409
    assert introductions(page)[-1] == "Bijgewerkt"


def test_publishing_from_an_old_editor_is_asked_too(client, page):
    sent = {**form_of(page, "Van Bert"), "action-publish": "1"}
    current(page).save_revision()
    response = client.post(address(page), sent)
    assert response.status_code == 409
    assert sent_by(response)["action-publish"] == ["1"]
    assert current(page).introduction == ""


def test_editor_with_the_newest_text_saves_without_a_question(client, page):
    assert client.post(address(page), form_of(page, "Eén")).status_code == 302
    assert client.post(address(page), form_of(page, "Twee")).status_code == 302
    assert introductions(page)[-2:] == ["Eén", "Twee"]


def test_saving_by_itself_is_refused_by_the_editor_itself(client, page):
    sent = form_of(page, "Van Bert")
    current(page).save_revision()
    response = client.post(address(page), sent, headers={"accept": "application/json"})
    assert json.loads(response.content)["error_code"] == "invalid_revision"


# --- at the very same moment ------------------------------------------------------------------


def race(work, arrange) -> list[str]:
    """Two processes do the same work at once; what each of them came to. ``arrange`` makes them meet halfway."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, said = fork.Barrier(2), fork.SimpleQueue()

    def racer() -> None:
        arrange()
        start.wait(60)
        said.put(work())
        connections.close_all()

    workers = [fork.Process(target=racer) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(SECONDS)
    assert [worker.exitcode for worker in workers] == [0, 0]
    return sorted(said.get() for _worker in workers)


def meet_before(owner, name: str, seconds: float):
    """Wait for the other before the last step. Who holds a lock waits in vain, and goes on after a moment."""
    meeting = multiprocessing.get_context("fork").Barrier(2, timeout=seconds)
    step = getattr(owner, name)

    def waiting(*args, **kwargs):
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait()
        return step(*args, **kwargs)

    return lambda: setattr(owner, name, waiting)


def without_locks(module):
    """The guard taken away: no row lock on PostgreSQL, no transaction around reading and writing on SQLite."""
    module.transaction = SimpleNamespace(atomic=contextlib.nullcontext)
    QuerySet.select_for_update = lambda self, **kwargs: self


def save(read: ReportPage) -> str:
    try:
        read.save_revision()
    except TextMovedOn:
        return "refused"
    return "saved"


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [True, False])
def test_of_two_who_save_at_once_one_is_refused(guarded):
    page = current(report_with([]))
    read = page.get_latest_revision_as_object()
    meet = meet_before(Page, "save_revision", 0.5 if guarded else 60)

    def arrange():
        meet()
        if not guarded:
            without_locks(pages)

    before = page.revisions.count()
    assert race(lambda: save(read), arrange) == (["refused", "saved"] if guarded else ["saved", "saved"])
    assert page.revisions.count() == before + (1 if guarded else 2)


def bring_up_to_date(page: ReportPage, taken: set[str], seen: str) -> str:
    try:
        return "saved" if refresh_report(page, taken=taken, seen=seen, actor=None) else "nothing"
    except TextChanged:
        return "refused"


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_up_to_date_at_once_one_is_refused():
    page = current(draft())
    sheet = CaptureSheet.objects.filter(event=page.event, workshop__number=1).get()
    Outcome.objects.create(sheet=sheet, prompt=sheet.template.prompts.get(key="gender-aspects"), text="Schaamte")
    found = refresh_of(page)
    taken, seen, before = {change.key for change in found.changes}, found.seen, page.revisions.count()
    said = race(lambda: bring_up_to_date(page, taken, seen), meet_before(saving, "apply_choices", 0.5))
    assert said == ["refused", "saved"]
    assert page.revisions.count() == before + 1
