"""What the app keeps of people, why, who sees it, and when it goes (D14)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal

ORGANISERS = _("the organisers of the meeting")


def _of_the_event(purpose: Any) -> PersonalField:
    return PersonalField(purpose, ORGANISERS, Expiry.EVENT)


def declare_fields() -> None:
    """Declare every model of the app."""
    who = _of_the_event(_("to know who comes"))
    where_from = _of_the_event(_("to see which organisations and backgrounds are in the room"))
    reach = _of_the_event(_("to send your confirmation and changes"))
    course = _of_the_event(_("to see what happened to a registration"))
    declare(
        "registrations.Registration",
        personal={
            "name": who,
            "email": reach,
            "email_key": reach,
            "organisation_name": where_from,
            "organisation": where_from,
            "municipality": where_from,
            "sector": where_from,
            "function": where_from,
            "reference": _of_the_event(_("to open your personal page")),
            "submission_key": _of_the_event(_("to see that a form was sent twice")),
            "state": course,
            "language": reach,
            "created_at": course,
            "confirmed_at": course,
            "cancelled_at": course,
        },
        impersonal=["event", "calendar_sequence"],
    )
    need = PersonalField(
        _("to arrange access and food on the day"),
        _("the organisers of the meeting"),
        Expiry.NEEDS,
    )
    declare(
        "registrations.Needs",
        personal={"registration": need, "access": need, "diet": need, "consented_at": need},
        impersonal=[],
    )
    declare(
        "registrations.HistoryEntry",
        personal={"registration": course, "kind": course, "actor": course, "note": course, "at": course},
        impersonal=[],
    )
    there = _of_the_event(_("to know who was there"))
    declare(
        "registrations.Attendance",
        personal={"registration": there, "event_date": there, "checked_in_at": there},
        impersonal=[],
    )
    room = _of_the_event(_("to divide the places in workshops"))
    declare(
        "registrations.Place",
        personal={"registration": room, "round": room, "workshop": room, "is_fixed": room},
        impersonal=[],
    )
    declare(
        "registrations.Preference",
        personal={"registration": room, "workshop": room, "rank": room},
        impersonal=[],
    )
    declare_impersonal("registrations.SeatLock", "Names events and workshops only.")
    declare_impersonal("registrations.AttendanceSummary", "Numbers per sector.")
