"""One click drafts the verslag: facts, blocks, a draft page under the event."""

import json
import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.models import User
from events.models import EventPage
from reports.domain.composing import Composer, DraftBlock
from reports.domain.facts import gather_facts
from reports.domain.provenance import fingerprint_of
from reports.models import ReportPage
from reports.phrases.language import Language
from reports.phrases.opening import introduction


def report_of(event: EventPage) -> ReportPage | None:
    """The verslag of an event, drafted or published."""
    return ReportPage.objects.child_of(event).order_by("path").first()


def draft_report(event: EventPage, *, actor: User | None) -> ReportPage:
    """The draft of an event's verslag, made from its facts. An existing verslag is returned as it is.

    Two clicks at once make one page: the event's row is locked before its children are looked at.
    """
    with transaction.atomic():
        locked = EventPage.objects.select_for_update().get(pk=event.pk)
        existing = report_of(locked)
        if existing is not None:
            return existing
        language = report_language(locked)
        facts = gather_facts(locked, language)
        with override(language):
            title = _("Report: %(event)s") % {"event": locked.title}
        page = ReportPage(
            title=title[:255],
            slug=_slug(language),
            introduction=introduction(facts.opening, language),
            body=json.dumps([stored(block) for block in Composer(facts, language).blocks()]),
            owner=actor,
            live=False,
            has_unpublished_changes=True,
        )
        locked.add_child(instance=page)
        page.save_revision(user=actor, log_action=True)
    return page


def stored(block: DraftBlock) -> dict[str, object]:
    """A drafted block in the stored form of a StreamField, with where it came from and its fingerprint."""
    provenance = {
        "generated_from": block.generated_from,
        "source": block.source,
        "fingerprint": fingerprint_of(block.type, block.value),
    }
    return {"type": block.type, "value": {**block.value, **provenance}, "id": str(uuid.uuid4())}


def report_language(event: EventPage) -> Language:
    """The language of the event's page: English when that is English, Dutch otherwise."""
    return "en" if event.locale.language_code.startswith("en") else "nl"


def _slug(language: Language) -> str:
    return "verslag" if language == "nl" else "report"
