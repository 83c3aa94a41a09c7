"""The letters of approval, offers and waiting for workshops."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import clock, day
from mailing.domain.letters import Placeholder
from mailing.domain.markup import Value
from registrations.enums import RegistrationState as State
from registrations.letters.registry import Letter
from registrations.letters.standard import BUTTON, HELLO
from registrations.models import Registration
from workshops.models import Workshop

DEADLINE = Placeholder("deadline", "uiterlijk", _("until when the offer holds, for example Tuesday 3 December, 12:00"))
WORKSHOP = Placeholder("workshop", "workshop", _("the title of the workshop"))


def _deadline(registration: Registration, about: str) -> dict[str, Value]:
    moment = registration.offer_expires_at
    return {"deadline": f"{day(moment)}, {clock(moment)}" if moment else ""}


def _deadline_example(event: Any) -> dict[str, Value]:
    return {"deadline": gettext("Tuesday 3 December, 12:00")}


def _is_this_offer(registration: Registration, about: str) -> bool:
    moment = registration.offer_expires_at
    return moment is not None and about == str(int(moment.timestamp()))


def _workshop(registration: Registration, about: str) -> dict[str, Value]:
    found = Workshop.objects.filter(pk=int(about or 0)).first()
    is_secret = found is None or registration.event.is_sensitive
    return {"workshop": gettext("See your personal page") if is_secret or found is None else found.title}


LETTERS = [
    Letter(
        name="pending",
        title=_("Received, waits for approval"),
        when=_("At once, when the organiser decides about registrations."),
        subject=_("We received your registration: {event}"),
        body=(
            _("# We received your registration"),
            HELLO,
            _(
                "You would like to come to **{event}**. The organisers decide who can come; you hear from us by "
                "mail. You do not have a place yet."
            ),
            "{facts}",
            _("On your personal page you see how it stands. There you can also withdraw."),
            BUTTON,
        ),
        states=(State.PENDING,),
        order=15,
    ),
    Letter(
        name="declined",
        title=_("No place"),
        when=_("When the organiser declines a registration."),
        subject=_("About your registration: {event}"),
        body=(
            _("# We have no place for you this time"),
            HELLO,
            _("Thank you for your registration for **{event}**. Unfortunately we cannot give you a place."),
            _("Do you have a question about this? Please answer this mail."),
        ),
        states=(State.DECLINED,),
        order=16,
    ),
    Letter(
        name="offered",
        title=_("Offer of a place"),
        when=_("When a place comes free for who is first on the waiting list, if offers have a deadline."),
        subject=_("A place for you until {deadline}: {event}"),
        body=(
            _("# There is a place for you"),
            HELLO,
            _("A place came free at **{event}**, and it is your turn. We keep it for you until **{deadline}**."),
            _("Open your personal page and choose “Yes, I take the place” or “No, thank you”."),
            BUTTON,
            _("If we hear nothing by then, the place goes to the next person on the waiting list."),
            "{facts}",
        ),
        states=(State.OFFERED,),
        holds=_is_this_offer,
        extra=(DEADLINE,),
        extra_values=_deadline,
        extra_example=_deadline_example,
        caution=_("Without it nobody knows that a place is kept for them, and the offer lapses."),
        order=25,
    ),
    Letter(
        name="offer_lapsed",
        title=_("The offer lapsed"),
        when=_("When somebody did not answer an offer in time."),
        subject=_("The place went to somebody else: {event}"),
        body=(
            _("# The offered place went to somebody else"),
            HELLO,
            _(
                "We kept a place for you at **{event}**, but did not hear from you in time. It went to the next "
                "person. You are no longer on the waiting list."
            ),
            _("Would you still like to come? On your personal page you can register again."),
            BUTTON,
        ),
        states=(State.CANCELLED,),
        order=26,
    ),
    Letter(
        name="withdrawn",
        title=_("Withdrawn before approval"),
        when=_("At once, when somebody withdraws who waited for approval."),
        subject=_("You have withdrawn: {event}"),
        body=(
            _("# You have withdrawn your registration"),
            HELLO,
            _("You are no longer registered for **{event}**. Thank you for letting us know."),
        ),
        states=(State.CANCELLED,),
        order=66,
    ),
    Letter(
        name="got_workshop",
        title=_("A place in the workshop waited for"),
        when=_(
            "When a place comes free in a workshop that somebody waits for. With the new invitation for the calendar."
        ),
        subject=_("A place in your workshop: {event}"),
        body=(
            _("# You have a place in the workshop you waited for"),
            HELLO,
            _("A place came free, and it was your turn: **{workshop}**."),
            "{facts}",
            _("The new invitation for your calendar is attached; it replaces the earlier one."),
            _("Would you rather not? On your personal page you can choose another workshop."),
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        calendar_method="REQUEST",
        extra=(WORKSHOP,),
        extra_values=_workshop,
        extra_example=lambda event: {"workshop": gettext("Signals in the consulting room")},
        caution=_("Without it the calendars of people keep the old workshops."),
        order=45,
    ),
]
