"""The letters about workshop places: divided, none left, and what changes on the day."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mailing.domain.letters import Placeholder
from mailing.domain.markup import Value
from registrations.enums import RegistrationState as State
from registrations.letters.registry import Letter
from registrations.letters.standard import BUTTON, HELLO
from registrations.letters.waiting import WORKSHOP
from registrations.models import DayChange, Place, Registration
from workshops.models import Workshop

ROOM = Placeholder("room", "zaal", _("the room of the workshop"))
INSTEAD = Placeholder("instead", "in_plaats", _("where this person goes instead"))


def _change(registration: Registration, about: str) -> dict[str, Value]:
    """What was changed; of a sensitive event the page says it, not the mail."""
    number = int(about) if about.isdecimal() else 0
    change = DayChange.objects.select_related("workshop").filter(pk=number, event_id=registration.event_id).first()
    hidden = gettext("See your personal page")
    if change is None or registration.event.is_sensitive:
        return {"workshop": hidden, "room": hidden, "instead": hidden}
    workshop = change.workshop
    return {"workshop": workshop.title, "room": workshop.room or "–", "instead": _instead(registration, workshop)}


def _instead(registration: Registration, workshop: Workshop) -> str:
    places = Place.objects.filter(registration=registration, round_id=workshop.round_id).select_related("workshop")
    place = places.first()
    if place is None:
        return gettext("There is no room left in the other workshops of this round. Come to the desk: we help you.")
    room = place.workshop.room
    words = gettext("You are now in: %(title)s (%(room)s).") if room else gettext("You are now in: %(title)s.")
    return words % {"title": place.workshop.title, "room": room}


def _example(event: Any) -> dict[str, Value]:
    title = gettext("Signals in the consulting room")
    return {
        "workshop": title,
        "room": gettext("Room 2"),
        "instead": gettext("You are now in: %(title)s.") % {"title": gettext("Asking on without judging")},
    }


ON_THE_DAY: dict[str, Any] = {
    "states": (State.CONFIRMED,),
    "calendar_method": "REQUEST",
    "extra_values": _change,
    "extra_example": _example,
    "caution": _("Without it people stand at the wrong door."),
}
NEW_INVITATION = _("The new invitation for your calendar is attached; it replaces the earlier one.")

LETTERS = [
    Letter(
        name="places",
        title=_("Workshops divided"),
        when=_("When the places in workshops are published, to who gets another workshop by it. With the invitation."),
        subject=_("Your workshops: {event}"),
        body=(
            _("# Your workshops are known"),
            HELLO,
            _("The places in the workshops of **{event}** are divided. This is your programme:"),
            "{facts}",
            _("The invitation for your calendar is attached; it replaces the earlier one."),
            _("Would you rather go elsewhere? On your personal page you see where there is room."),
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        calendar_method="REQUEST",
        caution=_("Without it nobody hears in which workshop they are."),
        order=41,
    ),
    Letter(
        name="no_workshop",
        title=_("No place in a workshop"),
        when=_("When the places in workshops are published, to who gave an order and got none of them."),
        subject=_("Your workshops: {event}"),
        body=(
            _("# There was no place in your workshops"),
            HELLO,
            _("The places in the workshops of **{event}** are divided. Your choices went to others this time."),
            _("On your personal page you can choose a workshop that has room, or wait for a full one."),
            "{facts}",
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        order=42,
    ),
    Letter(
        name="workshop_cancelled",
        title=_("On the day: workshop cancelled or merged"),
        when=_("At once, to the people of a workshop that is cancelled or merged."),
        subject=_("Change: {workshop}"),
        body=(
            _("# Your workshop is changed"),
            HELLO,
            _("**{workshop}** does not take place as planned. {instead}"),
            "{facts}",
            NEW_INVITATION,
            BUTTON,
        ),
        extra=(WORKSHOP, INSTEAD),
        order=43,
        **ON_THE_DAY,
    ),
    Letter(
        name="workshop_moved",
        title=_("On the day: another room"),
        when=_("At once, to the people of a workshop that moves to another room."),
        subject=_("Another room: {workshop}"),
        body=(
            _("# Your workshop is in another room"),
            HELLO,
            _("**{workshop}** is now in: **{room}**."),
            "{facts}",
            NEW_INVITATION,
            BUTTON,
        ),
        extra=(WORKSHOP, ROOM),
        order=44,
        **ON_THE_DAY,
    ),
    Letter(
        name="workshop_restored",
        title=_("On the day: change taken back"),
        when=_("At once, when the change of a workshop is undone, to the people concerned."),
        subject=_("It goes on after all: {workshop}"),
        body=(
            _("# Your workshop goes on after all"),
            HELLO,
            _("**{workshop}** takes place after all. {instead}"),
            "{facts}",
            NEW_INVITATION,
            BUTTON,
        ),
        extra=(WORKSHOP, INSTEAD),
        order=46,
        **ON_THE_DAY,
    ),
]
