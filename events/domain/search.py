"""Finding events by topic in Dutch, the same on both databases: words are compared by their stems."""

import re

import snowballstemmer
from modelsearch.tasks import insert_or_update_object_task
from wagtail.search.query import PlainText

from events.models import EventPage
from events.models.pages import EventPageQuerySet

MOST_RESULTS = 30


def stems(text: str) -> str:
    """The Snowball stems of the words in a Dutch text, in order and without repetition."""
    words = re.findall(r"\w{2,}", text.lower())
    return " ".join(dict.fromkeys(snowballstemmer.stemmer("dutch").stemWords(words)))


def find_events(events: EventPageQuerySet, text: str) -> list[EventPage]:
    """At most 30 events that have all the words, best match first. Without a word in it, nothing is found."""
    wanted = stems(text)
    if not wanted:
        return []
    found = [event.pk for event in events.search(PlainText(wanted, operator="and"))[:MOST_RESULTS]]
    rows = {event.pk: event for event in events.with_period().filter(pk__in=found)}
    return [rows[pk] for pk in found if pk in rows]


def index_with_parts(event: EventPage) -> None:
    """Have a published event indexed again: Wagtail does so when the page is saved, before its parts are.

    In the same queue as Wagtail's own, so that the two never write the same entry at once.
    """
    insert_or_update_object_task.enqueue(EventPage._meta.app_label, EventPage.__name__, str(event.pk))
