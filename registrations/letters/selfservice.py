"""The letters about what registrants set in motion themselves: another address, a substitute, reconfirming."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import clock, day
from core.origin import absolute
from mailing.domain.letters import Placeholder
from mailing.domain.markup import Value
from registrations.domain.addresses import confirm_link
from registrations.domain.links import token_of
from registrations.domain.reconfirming import Schedule, schedule_for, schedule_of
from registrations.domain.substitutes import handover_link, still_holds
from registrations.enums import RegistrationState as State
from registrations.letters.registry import Letter
from registrations.letters.standard import BUTTON, HELLO
from registrations.models import AddressChange, Handover, Reconfirmation, Registration

REGISTRANT = Placeholder("registrant", "aangemelde", _("the name of who hands over the place"))
DEADLINE = Placeholder("deadline", "uiterlijk", _("until when the substitute can accept"))
ANSWER = Placeholder("answer_link", "antwoordlink", _("the address of the page with the three answers"))
RELEASE = Placeholder("release", "vrijgave", _("what happens to the place of who does not answer"))
ASKED_FOR = _("People ask for this mail themselves.")
LEGIBLE = _("Without it the substitute cannot accept.")


def _address_waits(registration: Registration, about: str) -> bool:
    return AddressChange.objects.filter(registration=registration, reference=about).exists()


def _address_link(registration: Registration, about: str) -> dict[str, Value]:
    return {"link": confirm_link(about)}


def _handover_waits(registration: Registration, about: str) -> bool:
    found = Handover.objects.select_related("registration__event").filter(reference=about).first()
    return found is not None and still_holds(found)


def _handover_values(registration: Registration, about: str) -> dict[str, Value]:
    """The substitute is addressed, and gets the substitute's link; never the registrant's."""
    found = Handover.objects.get(reference=about)
    return {
        "name": found.name,
        "registrant": registration.name,
        "deadline": f"{day(found.expires_at)}, {clock(found.expires_at)}",
        "link": handover_link(about),
    }


def _unanswered(registration: Registration, about: str) -> bool:
    return Reconfirmation.objects.filter(registration=registration, answer="").exists()


def _reconfirm_values(registration: Registration, about: str) -> dict[str, Value]:
    path = reverse("registrations:reconfirm", args=[token_of(registration)])
    return {
        "answer_link": absolute(path),
        "release": _release_words(schedule_for(registration)),
    }


def _release_words(schedule: Schedule | None) -> str:
    """Said clearly, whichever it is."""
    if schedule is None or schedule.releases_at is None:
        return gettext("Do you not answer? Then you keep your place, but we would like to know.")
    moment = {"day": day(schedule.releases_at), "time": clock(schedule.releases_at)}
    return gettext("Answer before %(day)s, %(time)s. Otherwise your place goes to somebody else.") % moment


def _example(event: Any) -> dict[str, Value]:
    origin = settings.PUBLIC_ORIGIN.rstrip("/")
    return {"answer_link": f"{origin}/mijn-plek/voorbeeld/komt-u/", "release": _release_words(schedule_of(event))}


def _handover_example(event: Any) -> dict[str, Value]:
    return {"registrant": "Ahmed Jansen", "deadline": gettext("Friday, 12.00")}


RECONFIRM: dict[str, Any] = {
    "states": (State.CONFIRMED,),
    "holds": _unanswered,
    "extra": (ANSWER, RELEASE),
    "extra_values": _reconfirm_values,
    "extra_example": _example,
}

LETTERS = [
    Letter(
        name="new_address",
        title=_("New address: confirm"),
        when=_("At once, to the new address, when somebody wants to use another one."),
        subject=_("Confirm your new e-mail address"),
        body=(
            _("# Confirm your new e-mail address"),
            HELLO,
            _("Somebody, probably you, wants to use this address for **{event}**."),
            _("[Use this address]({link})"),
            _("Was it not you? Then do nothing; nothing changes."),
        ),
        holds=_address_waits,
        extra_values=_address_link,
        stays_on_because=ASKED_FOR,
        order=72,
    ),
    Letter(
        name="address_changed",
        title=_("New address: notice to the old one"),
        when=_("At once, to the old address, when the new one is confirmed."),
        subject=_("Your e-mail address was changed"),
        body=(
            _("# Your e-mail address was changed"),
            HELLO,
            _("From now on mails about **{event}** go to another address. Was it not you? Answer this mail at once."),
        ),
        stays_on_because=_("It protects people against somebody else changing their address."),
        order=73,
    ),
    Letter(
        name="changed_address",
        title=_("New address: the invitation"),
        when=_("At once, to the new address, when it is confirmed. With the invitation for the calendar."),
        subject=_("Your place: {event}"),
        body=(
            _("# Your new address is saved"),
            HELLO,
            "{facts}",
            _("The invitation for your calendar is attached."),
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        calendar_method="REQUEST",
        order=74,
    ),
    Letter(
        name="substitute",
        title=_("Substitute: would you take over?"),
        when=_("At once, to the substitute, when somebody hands over a place."),
        subject=_("{registrant} has a place for you: {event}"),
        body=(
            _("# A place for you"),
            HELLO,
            _("{registrant} cannot come to **{event}** and would like you to take over the place."),
            "{facts}",
            _("You can accept until {deadline}. Until then the place stays with {registrant}."),
            _("[See and accept the place]({link})"),
        ),
        states=(State.CONFIRMED,),
        holds=_handover_waits,
        extra=(REGISTRANT, DEADLINE),
        extra_values=_handover_values,
        extra_example=_handover_example,
        stays_on_because=LEGIBLE,
        order=75,
    ),
    Letter(
        name="substitute_declined",
        title=_("Substitute: did not accept"),
        when=_("At once, when the substitute says no or does not answer in time."),
        subject=_("Your substitute does not come: {event}"),
        body=(
            _("# Your substitute does not come"),
            HELLO,
            _(
                "Your substitute did not take over the place for **{event}**. So the place is still yours. "
                "Can you not come? Please cancel or name somebody else."
            ),
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        order=76,
    ),
    Letter(
        name="handed_over",
        title=_("Substitute: accepted"),
        when=_("At once, to who handed over the place. It takes the meeting out of the calendar."),
        subject=_("Your substitute is coming: {event}"),
        body=(
            _("# Your substitute is coming"),
            HELLO,
            _("Your place for **{event}** is handed over. What you filled in is not shown to your substitute."),
            _("The attachment takes the meeting out of your calendar."),
        ),
        states=(State.CANCELLED,),
        calendar_method="CANCEL",
        caution=_("Without it the meeting stays in the calendar of who handed over the place."),
        order=77,
    ),
    Letter(
        name="reconfirm",
        title=_("Are you still coming?"),
        when=_("Some days before the start, as set in the registration rules."),
        subject=_("Are you still coming? {event}"),
        body=(
            _("# Are you still coming?"),
            HELLO,
            _(
                "Soon it is time for **{event}**. Others would like to come too. Let us know whether we can count "
                "on you."
            ),
            "{release}",
            "{facts}",
            _("[I am coming, I am not coming, or my colleague is coming]({answer_link})"),
        ),
        order=80,
        **RECONFIRM,
    ),
    Letter(
        name="reconfirm_reminder",
        title=_("Are you still coming? Reminder"),
        when=_("Halfway between the question and the start, to who did not answer."),
        subject=_("Reminder: are you still coming? {event}"),
        body=(
            _("# Are you still coming?"),
            HELLO,
            _("We have not heard yet whether you are coming to **{event}**."),
            "{release}",
            _("[I am coming, I am not coming, or my colleague is coming]({answer_link})"),
        ),
        order=81,
        **RECONFIRM,
    ),
    Letter(
        name="place_released",
        title=_("Place released"),
        when=_("At the set hour, to who did not say whether they come, if the rules say so."),
        subject=_("Your place is released: {event}"),
        body=(
            _("# Your place is released"),
            HELLO,
            _(
                "We asked twice whether you are coming to **{event}** and heard nothing, so your place goes to "
                "somebody else. Would you still like to come? Register again on your personal page; you then get a "
                "place if there is one."
            ),
            _("The attachment takes the meeting out of your calendar."),
            BUTTON,
        ),
        states=(State.CANCELLED,),
        calendar_method="CANCEL",
        stays_on_because=_("Nobody may lose a place without hearing of it."),
        order=82,
    ),
]
