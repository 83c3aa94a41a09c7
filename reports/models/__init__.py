"""Models of what comes out."""

from .pages import ReportPage

__all__ = ["ReportPage"]
