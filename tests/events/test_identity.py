"""Parts of an event keep their rows over publications, and copies have rows and uids of their own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import EventDate, EventPage, ProgrammeItem, Speaker
from events.models import pages as pages_module
from tests.factories import EventDateFactory, EventPageFactory, ProgrammeItemFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def draft_with_new_parts(page):
    """A saved draft in which a date, an item and its speaker are new."""
    start = timezone.now().replace(microsecond=0) + timedelta(days=40)
    times = {"starts_at": start, "ends_at": start + timedelta(hours=1)}
    page.dates.add(EventDate(**times))
    item = ProgrammeItem(title="Inleiding", **times)
    item.speakers.add(Speaker(name="Renée Römkens"))
    page.programme_items.add(item)
    return page.save_revision()


def keys(page):
    """The primary keys of all parts as they are in the database."""
    return (
        list(EventDate.objects.filter(page=page).order_by("pk").values_list("pk", flat=True)),
        list(ProgrammeItem.objects.filter(page=page).values_list("pk", flat=True)),
        list(Speaker.objects.filter(item__page=page).values_list("pk", flat=True)),
    )


def test_parts_made_in_a_draft_and_published_twice_keep_their_keys():
    page = EventPageFactory()
    revision = draft_with_new_parts(page)
    revision.publish()
    before = keys(page)
    revision.publish()
    assert keys(page) == before
    assert [len(part) for part in before] == [2, 1, 1]


def test_parts_published_twice_get_other_keys_when_bypassed_as_control(monkeypatch):
    monkeypatch.setattr(pages_module, "with_known_keys", lambda data, page_id: data)
    page = EventPageFactory()
    revision = draft_with_new_parts(page)
    revision.publish()
    before = keys(page)
    EventDateFactory()  # takes the next key, so that a new row cannot get the old one back
    ProgrammeItemFactory()
    revision.publish()
    assert keys(page) != before


def test_part_removed_in_a_later_draft_is_gone():
    page = EventPageFactory()
    draft_with_new_parts(page).publish()
    page = EventPage.objects.get(pk=page.pk)
    page.programme_items.clear()
    page.save_revision().publish()
    assert keys(page)[1] == []


def uids(page):
    return {
        page.uid,
        *EventDate.objects.filter(page=page).values_list("uid", flat=True),
        *ProgrammeItem.objects.filter(page=page).values_list("uid", flat=True),
        *Speaker.objects.filter(item__page=page).values_list("uid", flat=True),
    }


def full_page():
    page = EventPageFactory()
    SpeakerFactory(item=ProgrammeItemFactory(page=page))
    page = EventPage.objects.get(pk=page.pk)
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


@pytest.mark.parametrize("keep_live", [False, True])
def test_copied_page_has_uids_of_its_own_and_leaves_the_original_alone(keep_live):
    page = full_page()
    before, rows = uids(page), keys(page)
    copy = page.copy(update_attrs={"title": "Kopie", "slug": "kopie"}, keep_live=keep_live)
    copy = EventPage.objects.get(pk=copy.pk)
    dates_and_items = keys(copy)[:2]
    copy.get_latest_revision().publish()
    own, own_rows = uids(copy), keys(copy)
    copy.get_latest_revision().publish()
    assert own_rows[:2] == dates_and_items
    assert not before & own
    assert (uids(page), keys(page)) == (before, rows)
    assert (uids(EventPage.objects.get(pk=copy.pk)), keys(copy)) == (own, own_rows)
    assert copy.calendar_sequence == 0


def test_copied_draft_with_unsaved_parts_does_not_take_the_originals_rows():
    page = full_page()
    revision = draft_with_new_parts(page)
    copy = EventPage.objects.get(pk=page.pk).copy(update_attrs={"title": "Kopie", "slug": "kopie"}, keep_live=False)
    revision.publish()
    rows = keys(page)
    EventPage.objects.get(pk=copy.pk).get_latest_revision().publish()
    assert keys(page) == rows
    assert not uids(EventPage.objects.get(pk=page.pk)) & uids(EventPage.objects.get(pk=copy.pk))


def test_alias_is_made_and_follows_its_source():
    page = full_page()
    alias = page.create_alias(update_slug="ook-hier")
    rows = keys(page)
    page.title = "Nieuwe titel"
    page.save_revision().publish()
    alias = EventPage.objects.get(pk=alias.pk)
    assert alias.title == "Nieuwe titel"
    assert [len(part) for part in keys(alias)] == [1, 1, 1]
    assert keys(page) == rows


def test_copy_for_translation_does_not_crash(settings):
    from wagtail.models import Locale

    settings.WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
    english, _made = Locale.objects.get_or_create(language_code="en")
    page = full_page()
    translation = page.copy_for_translation(english, copy_parents=True)
    assert translation.uid != page.uid
    assert [len(part) for part in keys(translation)] == [1, 1, 1]
