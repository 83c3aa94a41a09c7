"""Models of what comes out."""

from .bundles import ReportBundle
from .pages import ReportPage, ReportTag, results_of
from .publishing import PublishedFile, PublishedVersion, ReportStage, SeenFinding
from .quotes import QuoteConsent
from .signoff import SignOffComment, SignOffReader, SignOffRound

__all__ = [
    "PublishedFile",
    "PublishedVersion",
    "QuoteConsent",
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
