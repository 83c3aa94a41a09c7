"""App configuration."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PollsConfig(AppConfig):
    """Registers the app."""

    name = "polls"
    verbose_name = _("Polls")

    def ready(self) -> None:
        """Declare what the app holds about people; show rooms on the live gateway and on other apps' pages."""
        from live import registry
        from polls import retention, showing
        from polls.domain.hall.channels import CHANNELS
        from polls.domain.hall.source import ModeratorSource
        from polls.domain.policies import is_locked
        from polls.source import RoomSource
        from registrations.domain.details import register_sector_lock
        from workshops.domain.sheets import sheet_changed

        retention.declare_fields()
        showing.register_sections()
        registry.register(RoomSource())
        registry.register_channels(CHANNELS, ModeratorSource())
        register_sector_lock(is_locked)
        sheet_changed.connect(_redraw_stage, dispatch_uid="polls.report_back")


def _redraw_stage(sheet_id: int, **kwargs: Any) -> None:
    """Points that changed in a room appear on stage at once."""
    from polls.domain.hall.stage import announce_points

    announce_points(sheet_id)
