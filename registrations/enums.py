"""Choices of the registrations app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegistrationState(TextChoices):
    """Where a registration stands."""

    PENDING = "pending", _("Waiting for approval")
    CONFIRMED = "confirmed", _("Confirmed")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("Offered a place")
    CANCELLED = "cancelled", _("Cancelled")
    DECLINED = "declined", _("Declined")


ACTIVE_STATES = (
    RegistrationState.PENDING,
    RegistrationState.CONFIRMED,
    RegistrationState.WAITLISTED,
    RegistrationState.OFFERED,
)
SEATED_STATES = (RegistrationState.CONFIRMED, RegistrationState.OFFERED)


class CaseState(TextChoices):
    """Where an own case stands."""

    SENT = "sent", _("Sent in")
    RETURNED = "returned", _("Sent back with a question")
    APPROVED = "approved", _("Approved")


class DeskAnswer(TextChoices):
    """What the desk hears after a scan or a press; each has a word, a colour and a sound."""

    WELCOME = "welcome", _("Welcome")
    ALREADY = "already", _("Checked in already")
    CANCELLED = "cancelled", _("Registration was cancelled")
    NO_PLACE = "no_place", _("No place yet")
    OTHER_EVENT = "other_event", _("Another meeting")
    UNKNOWN = "unknown", _("Not found")
    UNDONE = "undone", _("Check-in undone")
    ELSEWHERE = "elsewhere", _("Place in another workshop")


class DoorKind(TextChoices):
    """What a desk checks in for."""

    DATE = "date", _("Date")
    WORKSHOP = "workshop", _("Workshop")
    SESSION = "session", _("Programme item")


class DayChangeKind(TextChoices):
    """What can happen to a workshop on the day itself."""

    CANCEL = "cancel", _("Cancelled")
    MERGE = "merge", _("Merged with another one")
    ROOM = "room", _("Moved to another room")


class PhotoConsent(TextChoices):
    """Whether somebody may be seen in photographs of the meeting."""

    UNKNOWN = "", _("Not asked or not answered")
    YES = "yes", _("Yes, I may be in photographs")
    NO = "no", _("No, rather not")


class EntryMode(TextChoices):
    """How a registration came in."""

    FORM = "form", _("Public form")
    GROUP = "group", _("Registered by a colleague")
    INVITATION = "invitation", _("Invitation")
    SUBSTITUTE = "substitute", _("Substitute")
    DESK = "desk", _("At the desk")
    ORGANISER = "organiser", _("Added by hand")
    IMPORT = "import", _("Imported list")


class QuestionKind(TextChoices):
    """What sort of answer a question of the form asks for."""

    SHORT_TEXT = "short", _("Short text")
    LONG_TEXT = "long", _("Long text")
    CHOICE = "choice", _("One choice")
    MULTIPLE = "multiple", _("Several choices")
    NUMBER = "number", _("A number")
    DATE = "date", _("Date")
    CONSENT = "consent", _("Consent")


CHOICE_KINDS = (QuestionKind.CHOICE, QuestionKind.MULTIPLE)


class SheetFormat(TextChoices):
    """What a list can be exported as."""

    XLSX = "xlsx", _("Excel (XLSX)")
    ODS = "ods", _("LibreOffice (ODS)")
    CSV = "csv", _("Text (CSV)")


class JobKind(TextChoices):
    """What is done with many registrations at once."""

    IMPORT = "import", _("Read in a list")
    ACTION = "action", _("Action on several people")


class JobState(TextChoices):
    """How far work on many registrations is."""

    PREPARED = "prepared", _("Not started")
    RUNNING = "running", _("Running")
    DONE = "done", _("Finished")


class HistoryKind(TextChoices):
    """What happened to a registration."""

    REGISTERED = "registered", _("Registered")
    WAITLISTED = "waitlisted", _("Put on the waiting list")
    CONFIRMED = "confirmed", _("Confirmed")
    CHANGED = "changed", _("Changed")
    CANCELLED = "cancelled", _("Cancelled")
    CHECKED_IN = "checked_in", _("Checked in")
    SCANNED_AGAIN = "scan_again", _("Checked in again, was in already")
    CHECK_UNDONE = "check_undone", _("Check-in undone")
    WALKED_IN = "walked_in", _("Registered at the desk")
    LET_IN = "let_in", _("Let in at the desk")
    MERGED = "merged", _("Merged with another registration")
    NEEDS_READ = "needs_read", _("Needs were read")
    PENDING = "pending", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined by the organiser")
    OFFERED = "offered", _("Offered a place")
    ALLOCATED = "allocated", _("Places were divided")
    DAY_CHANGE = "day_change", _("Workshop changed on the day")
    OFFER_REFUSED = "offer_no", _("Did not want the offered place")
    OFFER_LAPSED = "offer_lapsed", _("The offer lapsed")
    ADDRESS_CHANGED = "address", _("Other e-mail address")
    HANDING_OVER = "handing", _("Offered the place to a substitute")
    HANDED_OVER = "handed", _("Handed the place to a substitute")
    TOOK_OVER = "took_over", _("Took over a place")
    HANDOVER_ENDED = "hand_ended", _("The substitute did not take the place")
    RECONFIRMED = "reconfirmed", _("Says: I am coming")
    NOT_RECONFIRMED = "no_answer", _("Did not say whether they come; place released")
    REGISTERED_AGAIN = "again", _("Registered again")
    WAITS_WORKSHOP = "waits_room", _("Waits for a workshop")
    LEFT_WORKSHOP = "left_room", _("No longer waits for a workshop")
    GOT_WORKSHOP = "got_room", _("Got a place in a workshop")


class RegistrationMode(TextChoices):
    """Who may register for an event, and whether an organiser decides."""

    OPEN = "open", _("Open: who registers has a place, as long as there are places")
    APPROVAL = "approval", _("By approval: you decide about each registration")
    INVITATION = "invitation", _("By invitation: only with a personal link or a code")
    MIXED = "mixed", _("Mixed: with an invitation or code at once, others by approval")


class WaitingOrder(TextChoices):
    """Who on the waiting list is first."""

    CHRONOLOGICAL = "chronological", _("In order of registering")
    LOT = "lot", _("By lot: everybody on the list has the same chance")


class SubstituteRule(TextChoices):
    """Whether somebody may hand their place to a substitute."""

    ALWAYS = "always", _("Yes, also when others wait for a place")
    NOBODY_WAITS = "nobody_waits", _("Only when nobody is on the waiting list")
    NEVER = "never", _("No: a place that comes free goes to the waiting list")


class HandoverState(TextChoices):
    """Where the offer of a place to a substitute stands."""

    OFFERED = "offered", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", pgettext_lazy("handover", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("handover", "Withdrawn")
    LAPSED = "lapsed", pgettext_lazy("handover", "Not answered in time")


class ReconfirmationAnswer(TextChoices):
    """What somebody says when asked whether they still come."""

    COMING = "coming", _("I am coming")
    NOT_COMING = "not_coming", _("I am not coming")
    SUBSTITUTE = "substitute", _("My colleague is coming")


class InvitationState(TextChoices):
    """Where an invitation stands; it follows from what happened and is never stored."""

    NOT_SENT = "not_sent", pgettext_lazy("invitation", "Not sent yet")
    SENT = "sent", pgettext_lazy("invitation", "Sent, no answer")
    OPENED = "opened", pgettext_lazy("invitation", "Began the form")
    REGISTERED = "registered", pgettext_lazy("invitation", "Registered")
    DECLINED = "declined", pgettext_lazy("invitation", "Cannot come")
    BOUNCED = "bounced", pgettext_lazy("invitation", "Mail did not arrive")
    REVOKED = "revoked", pgettext_lazy("invitation", "Withdrawn")


class PrintKind(TextChoices):
    """What can be printed of an event."""

    BADGES = "badges", _("Badges")
    TABLE_SIGNS = "table_signs", _("Table signs")
    DOOR_SIGNS = "door_signs", _("Door signs")
    ATTENDANCE_SHEETS = "attendance_sheets", _("Attendance sheets")
    VENUE_SHEET = "venue_sheet", _("Venue sheet")
    EMERGENCY_FOLDER = "emergency_folder", _("Emergency folder")


class BadgeSheet(TextChoices):
    """The sheets and labels that badges are printed on."""

    A4_90X55 = "a4-90x55", _("A4 sheet, 10 badges of 90 × 55 mm")
    A4_85X55 = "a4-85x55", _("A4 sheet, 10 badges of 85 × 55 mm")
    A4_99X68 = "a4-99x68", _("A4 sheet, 8 badges of 99 × 68 mm")
    LABEL_62X100 = "label-62x100", _("Label of 62 × 100 mm, upright")
    LABEL_100X62 = "label-100x62", _("Label of 100 × 62 mm, sideways")
