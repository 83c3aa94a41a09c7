"""Models of who comes, and where they sit."""

from .allocation import AllocatedPlace, AllocationRun, DayChange, FixedPlace, MovedPlace
from .apart import KeepApart
from .calendars import CalendarChange, SentCalendar
from .cases import OwnCase
from .certificates import Certificate, MasterclassRules
from .colleagues import Colleague, ColleagueGroup
from .doors import DoorAttendance
from .exports import ExportRecord
from .files import StoredFile
from .invitations import CodeUse, Invitation, InvitationCode, InvitationReminder
from .jobs import PeopleJob
from .lessons import HandIn, Homework, Lesson, Material
from .merging import FormerLink, TwoPeople
from .moments import LetterMoments, MomentRun
from .notes import OrganiserNote
from .places import Place, Preference, SeatLock, WorkshopWait
from .printing import DayNotes, PrintedBadge, Printout
from .questions import Answer, FormOption, FormQuestion, QuestionSet
from .registrations import Attendance, HistoryEntry, Needs, Registration, RegistrationQuerySet, new_reference
from .rules import RegistrationRules, SectorQuota
from .save_the_date import Interest
from .selfservice import AddressChange, Handover, Reconfirmation
from .series import CatchUp, GroupPlace, SeriesDate, SeriesGroup
from .summaries import AttendanceSummary

__all__ = [
    "AddressChange",
    "AllocatedPlace",
    "AllocationRun",
    "Answer",
    "Attendance",
    "AttendanceSummary",
    "CalendarChange",
    "CatchUp",
    "Certificate",
    "CodeUse",
    "Colleague",
    "ColleagueGroup",
    "DayChange",
    "DayNotes",
    "DoorAttendance",
    "ExportRecord",
    "FixedPlace",
    "FormOption",
    "FormQuestion",
    "FormerLink",
    "GroupPlace",
    "HandIn",
    "Handover",
    "HistoryEntry",
    "Homework",
    "Interest",
    "Invitation",
    "InvitationCode",
    "InvitationReminder",
    "KeepApart",
    "Lesson",
    "LetterMoments",
    "MasterclassRules",
    "Material",
    "MomentRun",
    "MovedPlace",
    "Needs",
    "OrganiserNote",
    "OwnCase",
    "PeopleJob",
    "Place",
    "Preference",
    "PrintedBadge",
    "Printout",
    "QuestionSet",
    "Reconfirmation",
    "Registration",
    "RegistrationQuerySet",
    "RegistrationRules",
    "SeatLock",
    "SectorQuota",
    "SentCalendar",
    "SeriesDate",
    "SeriesGroup",
    "StoredFile",
    "TwoPeople",
    "WorkshopWait",
    "new_reference",
]
