"""Whom an organiser can mail besides registrants: who was invited and has not answered."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mailing.domain.audiences import Audience, Dimension, Recipient, register_audience, register_dimension
from mailing.domain.letters import EVENT, FACTS, NAME, ORGANISATION, WHEN, WHERE
from mailing.domain.markup import Values
from registrations.enums import InvitationState
from registrations.letters.invitation import DECLINE, LINK, example_invitation, invitation_values
from registrations.letters.personal import any_event_values
from registrations.models import Invitation
from registrations.segments import by_language, by_sector, by_state, sectors_of

AUDIENCE = "invitations"


def register_invited() -> None:
    """Tell the mailings who was invited; the ways to narrow them are those of registrants where they hold."""
    register_audience(
        Audience(
            name=AUDIENCE,
            title=_("Invited people who have not answered"),
            people=without_answer,
            recipient=as_recipient,
            placeholders=(NAME, EVENT, FACTS, WHEN, WHERE, LINK, DECLINE, ORGANISATION),
            values=values_for,
            example=example_for,
            order=20,
        )
    )
    for dimension in (
        Dimension("state", _("Form"), form_choices, by_state, order=10),
        Dimension("sector", _("Sector"), sectors_of, by_sector, order=20),
        Dimension("language", _("Language"), lambda event: settings.LANGUAGES, by_language, order=90),
    ):
        register_dimension(AUDIENCE, dimension)


def without_answer(event: Any) -> QuerySet[Invitation]:
    """Invited, and neither registered nor declined; withdrawn and bounced invitations do not count."""
    return Invitation.objects.without_answer().filter(event=event)


def form_choices(event: Any) -> list[tuple[str, Any]]:
    """Whether somebody looked at the form, which shows that the invitation arrived."""
    return [(InvitationState.SENT.value, _("Not opened yet")), (InvitationState.OPENED.value, _("Opened"))]


def as_recipient(invitation: Invitation) -> Recipient:
    """Named by its reference."""
    return Recipient(invitation.reference, invitation.name, invitation.email, invitation.language)


def values_for(event: Any, reference: str, language: str) -> Values | None:
    """What the placeholders say for one invited person; None for who answered after the mailing was written."""
    invitation = without_answer(event).filter(reference=reference).select_related("colleague_of").first()
    if invitation is None:
        return None
    invitation.event = event
    with translation.override(language):
        return {**any_event_values(event), **invitation_values(invitation)}


def example_for(event: Any, language: str) -> Values:
    """The same for somebody invented."""
    with translation.override(language):
        return {**any_event_values(event), **example_invitation()}
