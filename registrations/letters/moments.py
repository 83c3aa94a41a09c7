"""The letters around the day: reminder, practical information, thanks, a change, and a meeting called off."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _translate
from django.utils.translation import gettext_lazy as _

from core.dates import date_range
from core.origin import address_of
from events.models import EventDate
from mailing.domain.letters import Placeholder
from mailing.domain.markup import Value
from registrations.domain.moments import KINDS, is_anchor
from registrations.domain.programme import day_plans
from registrations.enums import RegistrationState as State
from registrations.letters.registry import Letter
from registrations.letters.standard import BUTTON, HELLO
from registrations.models import Attendance, Registration

DATE = Placeholder("date", "datum", _("the day and time of this date"))
DIRECTIONS = Placeholder("directions", "route", _("how to get to the venue"))
ACCESSIBILITY = Placeholder("accessibility", "toegankelijkheid", _("what the venue says about accessibility"))
REPORT = Placeholder("report", "verslag", _("the address of the report; empty as long as there is none"))
CANNOT_COME = _("Can you not come? Please cancel on your personal page, so that somebody else gets your place.")


def _date_of(about: str) -> EventDate | None:
    return EventDate.objects.filter(pk=about).first() if about.isdecimal() else None


def _is_ahead(registration: Registration, about: str) -> bool:
    """The date has not begun, and it is one of this person's own dates."""
    date = _date_of(about)
    if date is None or date.starts_at <= timezone.now():
        return False
    return any(plan.date.pk == date.pk for plan in day_plans(registration))


def _is_first(registration: Registration, about: str) -> bool:
    """The date has not begun, and is the first of this person's group."""
    date = _date_of(about)
    return date is not None and date.starts_at > timezone.now() and is_anchor(registration, date, is_after=False)


def _date(registration: Registration, about: str) -> dict[str, Value]:
    date = _date_of(about)
    return {"date": date_range(date.starts_at, date.ends_at) if date else "", **_venue(registration.event)}


def _venue(event: Any) -> dict[str, Value]:
    venue = event.venue
    unknown = _translate("See your personal page")
    return {
        "directions": (venue.directions if venue else "") or unknown,
        "accessibility": (venue.accessibility if venue else "") or unknown,
    }


def _example(event: Any) -> dict[str, Value]:
    date = EventDate.objects.filter(page_id=event.pk).order_by("starts_at").first()
    return {"date": date_range(date.starts_at, date.ends_at) if date else "", **_venue(event), **_report(event)}


def _was_there(registration: Registration, about: str) -> bool:
    """Checked in; where nobody was, everybody with a place counts as having been there. Once: after the last date."""
    date = _date_of(about)
    if date is not None and not is_anchor(registration, date, is_after=True):
        return False
    checked_in = Attendance.objects.filter(registration__event_id=registration.event_id)
    return checked_in.filter(registration=registration).exists() or not checked_in.exists()


def _report(event: Any) -> dict[str, Value]:
    """The address of the published report of the event, a page under it."""
    page = event.get_children().live().filter(content_type__app_label="reports").first()
    return {"report": address_of(page) if page else ""}


def _schedule(letter: str) -> Any:
    """What the list of letters says about the moments of one letter."""

    def words(event: Any) -> tuple[str, str]:
        from django.urls import reverse

        from registrations.domain.moments import moments_of

        (kind,) = [kind for kind in KINDS if kind.letter == letter]
        days = moments_of(event)[letter].days
        url = reverse("registrations_admin:moments", args=[event.pk])
        if not days:
            return _translate("No moment chosen: it is not sent."), url
        listed = ", ".join(str(day) for day in days)
        text = _translate("Days after: %(days)s") if kind.is_after else _translate("Days before: %(days)s")
        return text % {"days": listed}, url

    return words


REASON = Placeholder("reason", "reden", _("why the meeting does not take place"))


LETTERS = [
    Letter(
        name="reminder",
        title=_("Reminder"),
        when=_("At chosen moments before each date, to who has a place."),
        subject=_("See you soon: {event}"),
        body=(
            _("# See you soon"),
            HELLO,
            _("You have a place at **{event}** on {date}."),
            "{facts}",
            _("On your personal page you find your QR code for the desk and your programme."),
            CANNOT_COME,
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        holds=_is_ahead,
        extra=(DATE,),
        extra_values=_date,
        extra_example=_example,
        schedule=_schedule("reminder"),
        order=80,
    ),
    Letter(
        name="practical",
        title=_("Practical information"),
        when=_("At a chosen moment before the first date, to who has a place."),
        subject=_("Practical information: {event}"),
        body=(
            _("# Good to know beforehand"),
            HELLO,
            _("Soon we meet at **{event}**. This is what is good to know."),
            "{facts}",
            _("## How to get there"),
            "{directions}",
            _("## Accessibility"),
            "{accessibility}",
            _("The programme and everything else stands on your personal page; it is always up to date."),
            CANNOT_COME,
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        holds=_is_first,
        extra=(DATE, DIRECTIONS, ACCESSIBILITY),
        extra_values=_date,
        extra_example=_example,
        schedule=_schedule("practical"),
        order=85,
    ),
    Letter(
        name="event_changed",
        title=_("Change of time, place or room"),
        when=_("Some minutes after a published change, to who has something else in the calendar."),
        subject=_("Something changed: {event}"),
        body=(
            _("# Something changed"),
            HELLO,
            _("Time, place, room or programme of **{event}** changed. This is how it is now:"),
            "{facts}",
            _("The new invitation for your calendar is attached; it replaces the earlier one."),
            CANNOT_COME,
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        calendar_method="REQUEST",
        caution=_("Without it people keep the old time and place in their calendars."),
        order=90,
    ),
    Letter(
        name="called_off",
        title=_("The meeting is called off"),
        when=_("At once, when an organiser calls the meeting off. It takes the meeting out of the calendar."),
        subject=_("Called off: {event}"),
        body=(
            _("# The meeting is called off"),
            HELLO,
            _("**{event}** does not take place. You need not do anything."),
            "{reason}",
            "{facts}",
            _("The attachment takes the meeting out of your calendar."),
        ),
        calendar_method="CANCEL",
        of_called_off=True,
        extra=(REASON,),
        extra_values=lambda registration, about: {"reason": registration.event.cancellation_reason},
        extra_example=lambda event: {"reason": str(_("The speaker is ill."))},
        stays_on_because=_("Without it people would travel to a meeting that does not take place."),
        order=95,
    ),
    Letter(
        name="thanks",
        title=_("Thank you"),
        when=_("At a chosen moment after the last date, to who was there."),
        subject=_("Thank you for coming: {event}"),
        body=(
            _("# Thank you for coming"),
            HELLO,
            _("Thank you for being at **{event}**."),
            _(
                "On your personal page you find what remains of the day: the report as soon as it is published, and "
                "your certificate of attendance if one is given."
            ),
            BUTTON,
            _("[Read the report]({report})"),
        ),
        states=(State.CONFIRMED,),
        holds=_was_there,
        extra=(REPORT,),
        extra_values=lambda registration, about: _report(registration.event),
        extra_example=_report,
        schedule=_schedule("thanks"),
        order=98,
    ),
]
