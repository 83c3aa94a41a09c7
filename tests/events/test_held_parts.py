"""A programme item or a date to which something hangs is not lost by editing or publishing the page."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from events.models import EventPage, ProgrammeItem
from registrations.models import Attendance
from tests.events.test_editing import moment, posted
from tests.factories import (
    CaptureSheetFactory,
    EventPageFactory,
    FolderFactory,
    HandOutFactory,
    PollFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
    UserFactory,
)
from workshops.models import RunningNote

pytestmark = pytest.mark.django_db


def hand_out(item):
    return HandOutFactory(folder=FolderFactory(item=item))


def note(item):
    sheet = CaptureSheetFactory(event=item.page, workshop=None, programme_item=item)
    return RunningNote.objects.create(sheet=sheet, text="Wat er gezegd is")


def poll(item):
    return PollFactory(event=item.page, programme_item=item)


HELD = {hand_out: "1 presentatie of hand-out", note: "1 lopende aantekening", poll: "1 peiling"}


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def item():
    return ProgrammeItemFactory(title="Inleiding door Anne")


def row(part, **changes):
    """A part as the editor posts it."""
    times = {"starts_at": moment(days=9), "ends_at": moment(days=9, hours=4)}
    return {"id": part.pk, **times, "label": "", "kind": "regular", "venue": "", **changes}


def edit(admin, page, *, items=(), dates=None):
    """Save the page in the editor and publish it."""
    items = [
        {**row(item, kind="talk"), "title": item.title, "room": "", "description": rich_text(""), "DELETE": "on"}
        | {"speakers": inline_formset([])}
        for item in items
    ]
    dates = dates or [row(page.dates.get())]
    data = {
        **posted(title=page.title, slug=page.slug, **{"action-publish": "1"}),
        **nested_form_data(
            {
                "programme_items": inline_formset(items, initial=len(items)),
                "dates": inline_formset(dates, initial=sum("id" in date for date in dates)),
            }
        ),
    }
    return admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


@pytest.mark.parametrize("make", HELD)
@pytest.mark.parametrize("live", [True, False])
def test_editor_says_what_an_item_holds_and_removes_nothing(admin, item, make, live):
    EventPage.objects.filter(pk=item.page_id).update(live=live)
    made = make(item)
    answer = edit(admin, EventPage.objects.get(pk=item.page_id), items=[item])
    body = answer.content.decode()
    assert "“Inleiding door Anne” kan niet weg" in body
    assert HELD[make] in body
    made.refresh_from_db()
    assert ProgrammeItem.objects.filter(pk=item.pk).exists()


def test_item_that_holds_nothing_is_removed_as_control(admin, item):
    CaptureSheetFactory(event=item.page, workshop=None, programme_item=item)
    assert edit(admin, EventPage.objects.get(pk=item.page_id), items=[item]).status_code == 302
    assert not ProgrammeItem.objects.filter(pk=item.pk).exists()


@pytest.mark.parametrize("make", HELD)
def test_older_revision_that_is_published_later_keeps_what_was_written_since(item, make):
    page = EventPage.objects.get(pk=item.page_id)
    page.programme_items.remove(item)
    revision = page.save_revision()
    made = make(ProgrammeItem.objects.get(pk=item.pk))
    revision.publish()
    made.refresh_from_db()
    assert [part.title for part in EventPage.objects.get(pk=page.pk).programme_items.all()] == ["Inleiding door Anne"]


def test_date_on_which_people_were_there_is_not_removed(admin):
    page = EventPageFactory()
    date = page.dates.get()
    Attendance.objects.create(
        registration=RegistrationFactory(event=page), event_date=date, checked_in_at=date.starts_at
    )
    fresh = {key: value for key, value in row(date).items() if key != "id"}
    body = edit(admin, page, dates=[row(date, DELETE="on"), fresh]).content.decode()
    assert "kan niet weg, want er hangt nog aan: 1 aanwezigheid" in body
    assert Attendance.objects.exists()
