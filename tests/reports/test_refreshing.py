"""Facts changed after the verslag was drafted: the reporter chooses per block."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.enums import Role
from reports.domain.drafting import report_of
from reports.domain.provenance import is_edited
from reports.domain.refreshing.saving import TextChanged, refresh_of, refresh_report
from reports.enums import ChangeKind, QuoteState
from reports.models import QuoteConsent, ReportPage
from reports.models.quotes import mark_of
from tests.factories import EventPageFactory, EventRoleFactory, PollFactory, QuestionFactory, UserFactory
from tests.reports.meeting import freeze
from tests.reports.signoff import draft
from workshops.enums import ConsentState
from workshops.models import CaptureSheet, Outcome, Quote

pytestmark = pytest.mark.django_db
PROMPT, QUOTED = "prompt:gender-aspects", "Niemand vroeg mij ooit wie de bankpas had."


@pytest.fixture
def page(client) -> ReportPage:
    page = ReportPage.objects.get(pk=draft().pk)
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    EventRoleFactory(event=page.event, user=user, role=Role.REPORTER)
    client.force_login(user)
    return page


def address(page: ReportPage) -> str:
    return reverse("reports_admin:refresh", args=[page.event.pk])


def current(page: ReportPage) -> ReportPage:
    return ReportPage.objects.get(pk=page.pk)


def changes_of(page: ReportPage) -> dict:
    return {change.source: change for change in refresh_of(current(page)).changes}


def blocks_of(page: ReportPage) -> list[dict]:
    return [dict(child) for child in current(page).get_latest_revision_as_object().body.raw_data]


def block_of(page: ReportPage, source: str) -> dict | None:
    return next((block for block in blocks_of(page) if block["value"].get("source") == source), None)


def rewrite(page: ReportPage, source: str, words: str) -> None:
    newest = current(page).get_latest_revision_as_object()
    blocks = [dict(child) for child in newest.body.raw_data]
    for block in blocks:
        if block["value"].get("source") == source:
            block["value"] = {**block["value"], "text": words}
    newest.body = json.dumps(blocks)
    newest.save_revision()


def note(page: ReportPage, text: str) -> Outcome:
    """One more card on the sheet of workshop 1."""
    sheet = CaptureSheet.objects.filter(event=page.event, workshop__number=1).get()
    prompt = sheet.template.prompts.get(key="gender-aspects")
    return Outcome.objects.create(sheet=sheet, prompt=prompt, text=text)


def save(client, page: ReportPage, **choices: str):
    """Post choices by source ("take" or "keep"), as the page sends them."""
    refresh = refresh_of(current(page))
    keys = {change.source: change.key for change in refresh.changes}
    data = {keys[source]: choice for source, choice in choices.items()}
    return client.post(address(page), {"seen": refresh.seen, **data})


def test_nothing_changed_gives_nothing_to_choose(client, page):
    response = client.get(address(page))
    assert response.status_code == 200
    assert response.context["form"].changes == []
    assert 'type="radio"' not in response.content.decode()


def test_changed_note_is_shown_word_by_word_and_taken_as_one_revision(client, page):
    note(page, "Schaamte over geldzaken")
    before, revisions = blocks_of(page), page.revisions.count()
    response = client.get(address(page))
    assert changes_of(page)[PROMPT].kind == ChangeKind.CHANGED
    assert "<ins>" in response.content.decode()
    assert page.revisions.count() == revisions  # looking writes nothing
    assert save(client, page, **{PROMPT: "take"}).status_code == 302
    assert page.revisions.count() == revisions + 1
    after = blocks_of(page)
    assert "chaamte over geldzaken" in block_of(page, PROMPT)["value"]["text"]
    assert [one["id"] for one in after] == [one["id"] for one in before]
    same = [one["value"]["source"] for one, other in zip(after, before, strict=True) if one == other]
    assert len(same) == len(after) - 1
    assert not is_edited("outcomes", block_of(page, PROMPT)["value"])
    assert changes_of(page) == {}


def test_edited_block_stays_unless_the_reporter_takes_the_new_text(client, page):
    rewrite(page, PROMPT, "<p>Mijn eigen woorden.</p>")
    assert changes_of(page) == {}  # the facts are the same
    note(page, "Schaamte over geldzaken")
    change = changes_of(page)[PROMPT]
    assert (change.kind, change.is_taken) == (ChangeKind.EDITED, False)
    save(client, page)  # no choice at all
    assert block_of(page, PROMPT)["value"]["text"] == "<p>Mijn eigen woorden.</p>"
    assert changes_of(page) == {}  # decided, until the facts change again
    note(page, "Zorg voor kinderen")
    save(client, page, **{PROMPT: "take"})
    assert "org voor kinderen" in block_of(page, PROMPT)["value"]["text"]


def test_kept_generated_text_counts_as_written_by_the_reporter(client, page):
    old = block_of(page, PROMPT)["value"]["text"]
    note(page, "Schaamte over geldzaken")
    save(client, page, **{PROMPT: "keep"})
    assert block_of(page, PROMPT)["value"]["text"] == old
    note(page, "Zorg voor kinderen")
    assert changes_of(page)[PROMPT].kind == ChangeKind.EDITED


def test_block_of_new_facts_is_offered_with_its_place(client, page):
    result = freeze(QuestionFactory(poll=PollFactory(event=page.event, position=9), text="Lukt het?"), [30, 20])
    change = changes_of(page)[f"result-figure:{result.pk}"]
    assert (change.kind, change.is_taken, bool(change.follows)) == (ChangeKind.NEW, True, True)
    taken = {source: "take" for source, found in changes_of(page).items() if found.kind == ChangeKind.NEW}
    save(client, page, **taken)
    sources = [block["value"].get("source") for block in blocks_of(page)]
    place = sources.index(f"result-figure:{result.pk}")
    assert sources[place - 2 : place] == [f"poll:{result.pk}:heading", f"result:{result.pk}"]
    assert sources[place + 1] == "workshops:heading"


def test_block_that_was_taken_out_is_offered_to_stay_out(client, page):
    newest = page.get_latest_revision_as_object()
    newest.body = json.dumps([b for b in blocks_of(page) if b["value"]["source"] != "attendance"])
    newest.save_revision()
    change = changes_of(page)["attendance"]
    assert (change.kind, change.is_taken, change.was_taken_out) == (ChangeKind.NEW, False, True)
    revisions = page.revisions.count()
    save(client, page)
    assert page.revisions.count() == revisions  # nothing to write


@pytest.mark.parametrize(("choice", "stays"), [("take", False), ("keep", True)])
def test_block_whose_facts_are_gone_is_removed_or_kept(client, page, choice, stays):
    quote = Quote.objects.get(text=QUOTED)
    Quote.objects.filter(pk=quote.pk).update(consent=ConsentState.REFUSED)
    source = next(s for s, change in changes_of(page).items() if change.kind == ChangeKind.VANISHED)
    save(client, page, **{source: choice})
    assert (block_of(page, source) is not None) == stays
    assert source not in changes_of(page)


def test_words_that_somebody_had_taken_out_are_not_offered_again(page):
    source = next(b["value"]["source"] for b in blocks_of(page) if b["type"] == "quote")
    newest = page.get_latest_revision_as_object()
    newest.body = json.dumps([b for b in blocks_of(page) if b["value"]["source"] != source])
    newest.save_revision()
    assert source in changes_of(page)  # failing control: without a withdrawal it is offered
    QuoteConsent.objects.create(page=page, block_id="gone", state=QuoteState.WITHDRAWN, mark=mark_of(QUOTED))
    assert source not in changes_of(page)


def test_text_that_changed_meanwhile_is_shown_again_with_the_choices(client, page):
    note(page, "Schaamte over geldzaken")
    seen, change = refresh_of(current(page)).seen, changes_of(page)[PROMPT]
    rewrite(page, "opening", "<p>Ondertussen geschreven.</p>")
    revisions = page.revisions.count()
    response = client.post(address(page), {"seen": seen, change.key: "keep"})
    assert response.status_code == 409
    assert page.revisions.count() == revisions
    form = response.context["form"]
    assert (form[change.key].value(), form["seen"].value()) == ("keep", refresh_of(current(page)).seen)
    with pytest.raises(TextChanged):
        refresh_report(current(page), taken={change.key}, seen=seen, actor=None)
    assert client.post(address(page), {"seen": form["seen"].value(), change.key: "take"}).status_code == 302
    assert block_of(page, "opening")["value"]["text"] == "<p>Ondertussen geschreven.</p>"


def test_facts_that_moved_on_meanwhile_are_shown_again(client, page):
    note(page, "Schaamte over geldzaken")
    seen, key = refresh_of(current(page)).seen, changes_of(page)[PROMPT].key
    note(page, "Zorg voor kinderen")
    assert client.post(address(page), {"seen": seen, key: "take"}).status_code == 409
    assert "geldzaken" not in block_of(page, PROMPT)["value"]["text"]


def test_second_click_saves_nothing_and_alarms_nobody(client, page):
    note(page, "Schaamte over geldzaken")
    data = {"seen": refresh_of(current(page)).seen, changes_of(page)[PROMPT].key: "take"}
    assert client.post(address(page), data).status_code == 302
    revisions = page.revisions.count()
    assert client.post(address(page), data).status_code == 302
    assert page.revisions.count() == revisions


def test_hostile_notes_and_answers_break_nothing(client, page):
    note(page, '<script>alert("x")</script> </ins>' + "lang " * 300)
    html = client.get(address(page)).content.decode()
    assert "<script>alert(" not in html
    assert "&lt;script&gt;alert(" in html
    refresh = refresh_of(current(page))
    key = refresh.changes[0].key
    for data in [
        {},
        {"seen": "\x00"},
        {"seen": "x" * 999},
        {"seen": refresh.seen, key: "\x00<b>"},
        {"seen": "", key: "take"},
    ]:
        assert client.post(address(page), data).status_code in (200, 409)
    assert page.revisions.count() == 1
    save(client, page, **{PROMPT: "take"})
    assert "&lt;script&gt;" in block_of(page, PROMPT)["value"]["text"]


def test_published_text_stays_as_it_is(client, page):
    page.get_latest_revision().publish(skip_permission_checks=True)
    live = current(page).body.get_prep_value()
    note(page, "Schaamte over geldzaken")
    save(client, page, **{PROMPT: "take"})
    assert current(page).body.get_prep_value() == live
    assert current(page).has_unpublished_changes


def test_locked_report_is_read_but_not_saved(client, page):
    note(page, "Schaamte over geldzaken")
    ReportPage.objects.filter(pk=page.pk).update(locked=True, locked_by=UserFactory())
    assert "chaamte over geldzaken" in client.get(address(page)).content.decode()
    assert save(client, page, **{PROMPT: "take"}).status_code == 403
    assert page.revisions.count() == 1


def test_reporter_of_another_event_and_an_event_without_report_get_a_404(client, page):
    other = EventPageFactory()
    assert client.get(reverse("reports_admin:refresh", args=[other.pk])).status_code == 404
    client.force_login(UserFactory(is_superuser=True))
    assert report_of(other) is None
    assert client.get(reverse("reports_admin:refresh", args=[other.pk])).status_code == 404
    assert client.get(address(page)).status_code == 200


def test_workspace_and_editor_lead_to_it(client, page):
    for url in (reverse("workspace:event", args=[page.event.pk]), reverse("wagtailadmin_pages:edit", args=[page.pk])):
        assert f'href="{address(page)}"' in client.get(url).content.decode()


def test_one_change_and_thirty_take_as_many_queries(client, page):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address(page)).status_code == 200
        return len(found)

    poll = PollFactory(event=page.event, position=9)
    freeze(QuestionFactory(poll=poll, text="Lukt het?"), [30, 20])
    queries()  # fills caches
    few = queries()
    for number in range(30):
        freeze(QuestionFactory(poll=poll, text=f"Vraag {number}"), [30, 20])
    assert queries() == few
