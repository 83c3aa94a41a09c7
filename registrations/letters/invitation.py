"""The letters to who is invited."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mailing.domain.letters import NAME, Placeholder
from mailing.domain.markup import Value
from registrations.domain.inviting import link_of
from registrations.domain.window import window_of
from registrations.enums import InvitationState as State
from registrations.letters.personal import PersonalLetter, example_link
from registrations.models import Invitation

LINK = Placeholder("link", "link", _("the address of the personal invitation"))
DECLINE = Placeholder("decline_link", "afzeglink", _("the address of the page to say: I cannot come"))
COLLEAGUE = Placeholder("colleague", "collega", _("the name of the colleague who named this person"))


def _found(reference: str, *states: State) -> Invitation | None:
    found = Invitation.objects.in_state(*states).select_related("event__venue", "colleague_of")
    return found.filter(reference=reference, revoked_at=None).first()


def _invited(reference: str) -> Invitation | None:
    """Still without an answer; who registered or declined meanwhile gets no invitation."""
    invitation = _found(reference, State.SENT, State.OPENED, State.BOUNCED)
    return None if invitation is None or window_of(invitation.event).is_over else invitation


def _reminded(reference: str) -> Invitation | None:
    invitation = _found(reference, State.SENT, State.OPENED)
    return invitation if invitation and window_of(invitation.event).is_open else None


def _declined(reference: str) -> Invitation | None:
    return _found(reference, State.DECLINED)


def invitation_values(invitation: Invitation) -> dict[str, Value]:
    """What a mail to an invited person may say of the person."""
    return {
        "name": invitation.name,
        "link": link_of(invitation),
        "decline_link": link_of(invitation, "invitation_decline"),
        "colleague": _colleague(invitation),
    }


def _colleague(invitation: Invitation) -> str:
    """Who named this person; of a sensitive event nobody's name."""
    named_by = invitation.colleague_of
    return gettext("A colleague") if named_by is None or invitation.event.is_sensitive else named_by.name


def example_invitation() -> dict[str, Value]:
    """The same for somebody invented."""
    page = example_link("/uitnodiging/voorbeeld/")
    return {
        "name": "Samira de Vries",
        "link": page,
        "decline_link": f"{page}ik-kan-niet/",
        "colleague": "Anja Aarts",
    }


HELLO = _("Hello {name},")
REGISTER = _("[Register]({link})")
CANNOT = _("Can you not come? [Let us know]({decline_link}); you can name a colleague there.")
YOURS = _("The link is yours alone: it fills in the form and lets one person in.")

LETTERS = [
    PersonalLetter(
        name="invitation",
        title=_("Invitation"),
        when=_("When you send the invitations, to everybody on the list who was not invited yet."),
        subject=_("Invitation: {event}"),
        body=(
            _("# You are invited"),
            HELLO,
            _("We would like you to come to **{event}**."),
            "{facts}",
            REGISTER,
            YOURS,
            CANNOT,
        ),
        placeholders=(NAME, LINK, DECLINE),
        find=_invited,
        values=invitation_values,
        example=example_invitation,
        caution=_("Without it nobody on the invitation list gets a personal link."),
        order=4,
    ),
    PersonalLetter(
        name="invitation_colleague",
        title=_("Invitation of a colleague"),
        when=_("At once, when somebody who cannot come names a colleague."),
        subject=_("Invitation: {event}"),
        body=(
            _("# You are invited"),
            HELLO,
            _("{colleague} cannot come to **{event}** and gave us your address. You are welcome."),
            "{facts}",
            REGISTER,
            YOURS,
            CANNOT,
        ),
        placeholders=(NAME, LINK, DECLINE, COLLEAGUE),
        find=_invited,
        values=invitation_values,
        example=example_invitation,
        order=5,
    ),
    PersonalLetter(
        name="invitation_reminder",
        title=_("Reminder of the invitation"),
        when=_("When you press the button or at the moments you chose, to who has not answered; never twice a day."),
        subject=_("Are you coming? {event}"),
        body=(
            _("# Are you coming?"),
            HELLO,
            _("We invited you to **{event}** and have not heard from you yet. Will you let us know?"),
            "{facts}",
            REGISTER,
            CANNOT,
        ),
        placeholders=(NAME, LINK, DECLINE),
        find=_reminded,
        values=invitation_values,
        example=example_invitation,
        order=6,
    ),
    PersonalLetter(
        name="invitation_declined",
        title=_("Cannot come: thank you"),
        when=_("At once, when somebody who is invited cannot come."),
        subject=_("Thank you for letting us know: {event}"),
        body=(
            _("# Thank you for letting us know"),
            HELLO,
            _("A pity that you cannot come to **{event}**. We will not remind you."),
            _("Can you come after all? [Register]({link}), as long as there is room."),
        ),
        placeholders=(NAME, LINK),
        find=_declined,
        values=invitation_values,
        example=example_invitation,
        order=7,
    ),
]
