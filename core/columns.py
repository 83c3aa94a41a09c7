"""Columns of the organisers' lists."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column


class MomentColumn(Column):
    """A moment in full: Wagtail's own column says "just now" of anything still to come."""

    def __init__(self, *args: Any, pattern: str = "j F Y, H.i", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pattern = pattern

    def get_value(self, instance: Any) -> str:
        """The local date and time in words, or nothing."""
        moment = super().get_value(instance)
        return date_format(timezone.localtime(moment), self.pattern) if moment else ""
