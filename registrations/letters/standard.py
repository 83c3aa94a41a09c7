"""The letters that every registration may meet: confirmed, changed, waiting, cancelled, the link."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mailing.domain.letters import Placeholder
from mailing.domain.markup import Value
from registrations.domain.rules import rules_of
from registrations.domain.waiting import waiting_position
from registrations.domain.waiting_words import waiting_words
from registrations.enums import RegistrationState as State
from registrations.letters.registry import Letter
from registrations.models import Registration

HELLO = _("Hello {name},")
BUTTON = _("[To my personal page]({link})")
POSITION = Placeholder("position", "positie", _("the number on the waiting list"))


HOW = Placeholder("how", "hoe", _("how the waiting list of this meeting works"))


def _position(registration: Registration, about: str) -> dict[str, Value]:
    return {"position": str(waiting_position(registration)), "how": _how(registration.event)}


def _how(event: Any) -> str:
    return waiting_words(rules_of(event), has_quotas=event.sector_quotas.exists())


LETTERS = [
    Letter(
        name="confirmed",
        title=_("Confirmation"),
        when=_("At once, when somebody has a place. With the invitation for the calendar."),
        subject=_("You are registered: {event}"),
        body=(
            _("# You are registered"),
            HELLO,
            _("We keep a place for you at **{event}**."),
            "{facts}",
            _("The invitation for your calendar is attached."),
            _(
                "On your personal page you find your QR code for the desk and your programme. There you can also "
                "choose another workshop or cancel. Can you not come? Please cancel, so that somebody else gets "
                "your place."
            ),
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        calendar_method="REQUEST",
        caution=_("Without it people get no calendar invitation, and no personal link by mail."),
        order=10,
    ),
    Letter(
        name="waitlisted",
        title=_("Waiting list"),
        when=_("At once, when the meeting is full."),
        subject=_("You are on the waiting list: {event}"),
        body=(
            _("# You are on the waiting list"),
            HELLO,
            _("There is no room left at **{event}**. You are on the waiting list, as number {position}."),
            "{how}",
            "{facts}",
            _("Do you no longer want a place? Please take yourself off the list on your personal page."),
            BUTTON,
        ),
        states=(State.WAITLISTED,),
        extra=(POSITION, HOW),
        extra_values=_position,
        extra_example=lambda event: {"position": "3", "how": _how(event)},
        order=20,
    ),
    Letter(
        name="changed",
        title=_("Other workshops"),
        when=_("At once, when the choice of workshops changed. With the new invitation for the calendar."),
        subject=_("Your workshops: {event}"),
        body=(
            _("# Your choice of workshops is changed"),
            HELLO,
            "{facts}",
            _("The new invitation for your calendar is attached; it replaces the earlier one."),
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        calendar_method="REQUEST",
        caution=_("Without it the calendars of people keep the old workshops."),
        order=40,
    ),
    Letter(
        name="cancelled",
        title=_("Cancelled"),
        when=_("At once, when somebody with a place cancels. It takes the meeting out of the calendar."),
        subject=_("You have cancelled: {event}"),
        body=(
            _("# You have cancelled"),
            HELLO,
            _(
                "Your registration for **{event}** has ended. Thank you for letting us know: your place goes to "
                "somebody else."
            ),
            _("The attachment takes the meeting out of your calendar."),
        ),
        states=(State.CANCELLED,),
        calendar_method="CANCEL",
        of_called_off=True,
        caution=_("Without it the meeting stays in the calendar of who cancelled."),
        order=60,
    ),
    Letter(
        name="left_waiting_list",
        title=_("Left the waiting list"),
        when=_("At once, when somebody takes themselves off the waiting list."),
        subject=_("You left the waiting list: {event}"),
        body=(
            _("# You left the waiting list"),
            HELLO,
            _("You are no longer on the waiting list of **{event}**."),
        ),
        states=(State.CANCELLED,),
        order=65,
    ),
    Letter(
        name="link",
        title=_("Personal link"),
        when=_("When somebody asks for the link, or registers again with an address that we know."),
        subject=_("Your personal link: {event}"),
        body=(
            _("# Your personal page"),
            HELLO,
            _(
                "Somebody, probably you, asked for your personal link or registered again with your address for "
                "**{event}**. You are in our list already; nothing has changed."
            ),
            _("With this link you see your registration and you can change it. Keep it to yourself."),
            BUTTON,
        ),
        of_called_off=True,
        stays_on_because=_("People ask for this mail themselves; without it they cannot change or cancel any more."),
        order=70,
    ),
]
