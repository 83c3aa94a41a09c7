"""One click drafts the verslag: facts, blocks, a draft page under the event."""

import json
import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.models import User
from events.models import EventPage
from reports.domain.composing import Composer, DraftBlock
from reports.domain.gathering import gather_for
from reports.domain.held import refuse_before_it_happened
from reports.domain.provenance import fingerprint_of
from reports.domain.templates.choosing import choose_layout, compared_events, layout_of, plan_of
from reports.enums import ReportKind
from reports.models import ReportPage
from reports.phrases.language import Language
from reports.phrases.opening import introduction


def report_of(event: EventPage) -> ReportPage | None:
    """The verslag of an event, drafted or published."""
    return ReportPage.objects.child_of(event).order_by("path").first()


def draft_report(event: EventPage, *, actor: User | None, otherwise: ReportKind = ReportKind.FULL) -> ReportPage:
    """The draft of an event's verslag, made from its facts. An existing verslag is returned as it is.

    It gets the layout that was chosen for it; ``otherwise`` is what it gets when nothing was. Two clicks at once make
    one page: the event's row is locked before its children are looked at. Raises NothingHappened before the first date.
    """
    with transaction.atomic():
        locked = EventPage.objects.select_for_update().get(pk=event.pk)
        existing = report_of(locked)
        if existing is not None:
            return existing
        refuse_before_it_happened(locked)
        plan = plan_of(locked) or choose_layout(locked, kind=otherwise)
        layout, language = layout_of(plan), report_language(locked)
        facts = gather_for(locked, language, layout, compared_events(plan))
        with override(language):
            title = _("Report: %(event)s") % {"event": locked.title}
        line = introduction(facts.opening, language)
        page = ReportPage(
            title=title[:255],
            slug=_slug(language),
            introduction=line,
            introduction_mark=introduction_mark(line),
            has_chapters=layout.has_chapters,
            in_words=layout.in_words,
            body=json.dumps([stored(block) for block in Composer(facts, language, layout).blocks()]),
            owner=actor,
            live=False,
            has_unpublished_changes=True,
        )
        locked.add_child(instance=page)
        page.save_revision(user=actor, log_action=True)
    return page


def introduction_mark(text: str) -> str:
    """The fingerprint of an introduction."""
    return fingerprint_of("introduction", {"text": text})


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
