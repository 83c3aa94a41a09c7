"""What the app keeps of people, why, who sees it, and when it goes (D14)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal
from registrations.retention import inviting as inviting_retention
from registrations.retention import places as places_retention
from registrations.retention import printing as printing_retention
from registrations.retention.series import declare_series

ORGANISERS = _("the organisers of the meeting")


def _of_the_event(purpose: Any) -> PersonalField:
    return PersonalField(purpose, ORGANISERS, Expiry.EVENT)


def declare_fields() -> None:
    """Declare every model of the app."""
    places_retention.declare_fields()
    who = _of_the_event(_("to know who comes"))
    where_from = _of_the_event(_("to see which organisations and backgrounds are in the room"))
    reach = _of_the_event(_("to send your confirmation and changes"))
    course = _of_the_event(_("to see what happened to a registration"))
    badge = _of_the_event(_("to print the badge"))
    safe = _of_the_event(_("to let you take part safely"))
    seen = _of_the_event(_("to know who may be in photographs"))
    shared = PersonalField(
        _("to exchange contact details with who wants the same"),
        _("the organisers, and participants who take part in the exchange"),
        Expiry.EVENT,
    )
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
            "sectors": where_from,
            "badge_name": badge,
            "companion_name": safe,
            "asks_contact_person": safe,
            "contact_person": safe,
            "photo_consent": seen,
            "shares_contact": shared,
            "reference": _of_the_event(_("to open your personal page")),
            "submission_key": _of_the_event(_("to see that a form was sent twice")),
            "state": course,
            "entry": course,
            "language": reach,
            "created_at": course,
            "confirmed_at": course,
            "cancelled_at": course,
            "declined_at": course,
            "offer_expires_at": course,
            "queue_number": course,
        },
        impersonal=["event", "calendar_sequence"],
    )
    need = PersonalField(
        _("to arrange access and food on the day"),
        _("who arranges access and food; organisers see only numbers"),
        Expiry.NEEDS,
    )
    declare(
        "registrations.Needs",
        personal={"registration": need, "access": need, "diet": need, "consented_at": need},
        impersonal=[],
    )
    declare(
        "registrations.HistoryEntry",
        personal=dict.fromkeys(("registration", "kind", "actor", "note", "at", "scan"), course),
        impersonal=[],
    )
    there = _of_the_event(_("to know who was there"))
    declare(
        "registrations.Attendance",
        personal={"registration": there, "event_date": there, "checked_in_at": there},
        impersonal=[],
    )
    once = _of_the_event(_("to see whether somebody registered twice"))
    declare("registrations.TwoPeople", personal={"first": once, "second": once}, impersonal=[])
    declare("registrations.FormerLink", personal={"reference": once, "registration": once}, impersonal=[])
    many = _of_the_event(_("to work on many registrations at once"))
    declare(
        "registrations.PeopleJob",
        personal={"by": many, "items": many, "problems": many, "created_at": many, "finished_at": many},
        impersonal=["event", "kind", "state", "settings", "total", "position", "numbers"],
    )
    remark = _of_the_event(_("to arrange the meeting together"))
    declare(
        "registrations.OrganiserNote",
        personal={"registration": remark, "text": remark, "by": remark, "at": remark},
        impersonal=[],
    )
    taken_out = _of_the_event(_("to see who took data of people out of the system"))
    declare(
        "registrations.ExportRecord",
        personal={"by": taken_out, "at": taken_out},
        impersonal=["event", "format", "number", "columns", "query", "is_searched"],
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
    declare(
        "registrations.WorkshopWait",
        personal={"registration": room, "round": room, "workshop": room, "queue_number": room},
        impersonal=[],
    )
    told = _of_the_event(_("to send a change or a withdrawal to your calendar"))
    declare(
        "registrations.SentCalendar",
        personal={"registration": told, "entries": told, "digest": told, "sent_at": told},
        impersonal=[],
    )
    declare_impersonal("registrations.CalendarChange", "Names an event only.")
    answer = _of_the_event(_("to know what the organisers asked you on the form"))
    declare(
        "registrations.Answer",
        personal={
            "registration": answer,
            "question": answer,
            "option": answer,
            "text": answer,
            "number": answer,
            "date": answer,
            "at": answer,
        },
        impersonal=[],
    )
    brought = PersonalField(
        _("to let somebody register colleagues"), _("the organisers, and who registered the colleagues"), Expiry.EVENT
    )
    declare(
        "registrations.ColleagueGroup",
        personal={
            "reference": brought,
            "submission_key": brought,
            "contact_name": brought,
            "contact_email": brought,
            "language": brought,
            "created_at": brought,
        },
        impersonal=["event"],
    )
    declare(
        "registrations.Colleague",
        personal={
            "registration": brought,
            "name": brought,
            "is_new": brought,
            "is_contact": brought,
            "taken_over_at": brought,
            "withdrawn_at": brought,
        },
        impersonal=["group"],
    )
    apart = PersonalField(_("to keep people out of one group"), ORGANISERS, Expiry.EVENT)
    declare("registrations.KeepApart", personal={"first": apart, "second": apart, "note": apart}, impersonal=[])
    declare_impersonal("registrations.QuestionSet", "Questions of organisers, to use again.")
    declare_impersonal("registrations.FormQuestion", "A question of an organiser.")
    declare_impersonal("registrations.FormOption", "An answer that can be chosen.")
    declare_series()
    declare_impersonal("registrations.SeatLock", "Names events and workshops only.")
    declare_impersonal("registrations.AttendanceSummary", "Numbers per sector.")
    declare_impersonal("registrations.RegistrationRules", "Settings of a meeting.")
    declare_impersonal("registrations.SectorQuota", "Settings of a meeting.")
    inviting_retention.declare_fields()
    printing_retention.declare_fields()
    declare_impersonal("registrations.LetterMoments", "Days and hours of letters of an event.")
    declare_impersonal("registrations.MomentRun", "That letters left, and how many.")
