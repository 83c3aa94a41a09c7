"""Models of what comes out."""

from .bundles import ReportBundle
from .pages import ReportPage, ReportTag, results_of
from .publishing import PublishedFile, PublishedVersion, ReportStage, ReturnedMail, SeenFinding
from .quotes import QuoteConsent
from .redline import RedlineChange, RedlineFile
from .reference import ReferenceDocument, ReferenceKind
from .signoff import SignOffComment, SignOffReader, SignOffRound
from .templates import ComparedMeeting, ReportPlan, ReportTemplate

__all__ = [
    "ComparedMeeting",
    "PublishedFile",
    "PublishedVersion",
    "QuoteConsent",
    "RedlineChange",
    "RedlineFile",
    "ReferenceDocument",
    "ReferenceKind",
    "ReportBundle",
    "ReportPage",
    "ReportPlan",
    "ReportStage",
    "ReportTag",
    "ReportTemplate",
    "ReturnedMail",
    "SeenFinding",
    "SignOffComment",
    "SignOffReader",
    "SignOffRound",
    "results_of",
]
