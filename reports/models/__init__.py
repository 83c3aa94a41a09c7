"""Models of what comes out."""

from .bundles import ReportBundle
from .pages import ReportPage, ReportTag, results_of
from .publishing import PublishedFile, PublishedVersion, ReportStage, SeenFinding
from .quotes import QuoteConsent
from .redline import RedlineChange, RedlineFile
from .signoff import SignOffComment, SignOffReader, SignOffRound

__all__ = [
    "PublishedFile",
    "PublishedVersion",
    "QuoteConsent",
    "RedlineChange",
    "RedlineFile",
    "ReportBundle",
    "ReportPage",
    "ReportStage",
    "ReportTag",
    "SeenFinding",
    "SignOffComment",
    "SignOffReader",
    "SignOffRound",
    "results_of",
]
