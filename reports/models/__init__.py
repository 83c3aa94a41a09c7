"""Models of what comes out."""

from .pages import ReportPage, ReportTag, results_of

__all__ = ["ReportPage", "ReportTag", "results_of"]
