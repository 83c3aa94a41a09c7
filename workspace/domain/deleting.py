"""What goes lost when pages are deleted: an event with people, results or notes is kept."""

from collections.abc import Iterable, Iterator

from django.db.models import Model
from django.utils.translation import ngettext
from wagtail.models import Page

from events.models import EventPage
from handouts.models import HandOut
from polls.models import FrozenResult
from registrations.models import AttendanceSummary, Registration
from workshops.models import ActionItem, Outcome, Quote, RunningNote


def events_under(pages: Iterable[Page]) -> list[EventPage]:
    """The events among these pages and everything below them."""
    return [event for page in pages for event in EventPage.objects.descendant_of(page, inclusive=True)]


def what_hangs_on(event: EventPage) -> list[str]:
    """What would go with an event, counted, in words; empty when nothing would."""
    return list(_parts(event))


def _parts(event: EventPage) -> Iterator[str]:
    registrations = Registration.objects.filter(event=event).count()
    summaries = AttendanceSummary.objects.filter(event=event).count()
    results = FrozenResult.objects.filter(round__question__poll__event=event).count()
    cards: list[type[Model]] = [Outcome, Quote, ActionItem]
    notes = sum(model._default_manager.filter(sheet__event=event).count() for model in cards)
    notes += RunningNote.objects.filter(sheet__event=event).exclude(text="").count()
    if registrations:
        yield ngettext("%(n)s registration", "%(n)s registrations", registrations) % {"n": registrations}
    if summaries:
        yield ngettext("%(n)s count of attendees", "%(n)s counts of attendees", summaries) % {"n": summaries}
    if results:
        yield ngettext("%(n)s result of a poll", "%(n)s results of polls", results) % {"n": results}
    files = HandOut.objects.filter(folder__event=event).count()
    if files:
        yield ngettext("%(n)s presentation or hand-out", "%(n)s presentations and hand-outs", files) % {"n": files}
    if notes:
        yield ngettext("%(n)s note of a scribe", "%(n)s notes of scribes", notes) % {"n": notes}
