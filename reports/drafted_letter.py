"""The letter to the reporter when the draft stands: what is in it, and what is still missing."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.origin import absolute
from mailing.domain.composing import ComposedMail, register_composer
from mailing.domain.letters import EVENT, LINK, NAME, ORGANISATION, LetterKind, Placeholder, declare_letter, name_of
from mailing.domain.markup import Facts, Values
from mailing.domain.senders import sender_of
from mailing.domain.writing import write_letter
from mailing.models import OutboxMessage
from reports.domain import standing
from reports.domain.drafting import report_language
from reports.domain.facts import ReportFacts, gather_facts
from reports.letters import HELLO
from reports.models import ReportPage

STATE = Placeholder("state", "stand", _("a list of what is in the draft and what is missing"))


def _example(event: Any, language: str) -> Values:
    with translation.override(language):
        row = (gettext("Still missing"), gettext("the notes of workshop %(number)s") % {"number": 2})
        link = absolute("/beheer/")
        return {"name": "Robin de Wit", "event": name_of(event), "state": Facts((row,)), "link": link}


DRAFTED = LetterKind(
    name=standing.LETTER,
    title=_("The draft of the report stands"),
    when=_("Once, ten minutes after the last sheet was handed in or the moment to hand in has passed."),
    subject=_("The draft report of {event} is ready for you"),
    body=(
        _("# The draft report stands"),
        HELLO,
        _("The report of **{event}** has been drafted from what was noted, voted and agreed. It is not public yet."),
        "{state}",
        _("[Go on with the report]({link})"),
        _("Facts that come in later are offered in the workspace under “Bring up to date”."),
    ),
    placeholders=(NAME, EVENT, STATE, LINK, ORGANISATION),
    example=_example,
    order=309,
)


def declare_drafted_letter() -> None:
    """Tell the outbox who writes it, and organisers what it says."""
    declare_letter(DRAFTED)
    register_composer(standing.LETTER, _to_reporter)


def state_rows(facts: ReportFacts) -> tuple[tuple[str, str], ...]:
    """What is in a draft, and what is missing; numbers and numbers of workshops, never words of people."""
    sheets = facts.captured.sheets
    cards = sum(sheet.card_count for sheet in sheets)
    there = [ngettext("%(number)s note", "%(number)s notes", cards) % {"number": cards}] if cards else []
    polls = len(facts.results)
    there += [ngettext("%(number)s poll result", "%(number)s poll results", polls) % {"number": polls}] if polls else []
    there += [gettext("who was there")] if facts.attendance and not facts.attendance.is_registered else []
    missing = [
        gettext("the notes of workshop %(number)s") % {"number": sheet.number}
        for sheet in facts.captured.workshops
        if not sheet.card_count
    ]
    opened = sum(not sheet.handed_in for sheet in sheets)
    if opened:
        said = ngettext("%(number)s sheet was not handed in", "%(number)s sheets were not handed in", opened)
        missing.append(said % {"number": opened})
    missing += [] if polls else [gettext("results of polls")]
    rows = ((gettext("In the draft"), there), (gettext("Still missing"), missing))
    return tuple((label, ", ".join(found)) for label, found in rows if found)


def _to_reporter(message: OutboxMessage) -> ComposedMail | None:
    """The mail; None when the report or the account is gone."""
    page_id, _colon, user_id = message.argument.partition(":")
    page = ReportPage.objects.filter(pk=page_id).first()
    person = User.objects.filter(pk=user_id, is_active=True).first()
    if page is None or person is None:
        return None
    event = page.event
    facts = gather_facts(event, report_language(event))
    with translation.override(message.language):
        values: Values = {
            "name": person.get_full_name() or person.get_username(),
            "event": name_of(event),
            "state": Facts(state_rows(facts)),
            "link": absolute(reverse("workspace:event", args=(event.pk,))),
        }
    return write_letter(DRAFTED, event=event, language=message.language, values=values, sender=sender_of(event))
