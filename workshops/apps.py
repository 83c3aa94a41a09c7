"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    """Registers the app and what it contributes."""

    name = "workshops"
    verbose_name = _("Workshops")

    def ready(self) -> None:
        """Declare personal fields; show workshops on the timetable, sheets in the workspace and on the gateway."""
        from core.sections import EVENT_TIMETABLE, PART_HELD, WORKSPACE, register
        from live.registry import register_channels
        from workshops.domain.sheets import CHANNELS, WALLS
        from workshops.letters import declare_letters
        from workshops.retention import declare_fields
        from workshops.sections import held_by_part, timetable_entries, workspace_section
        from workshops.source import SheetSource

        declare_fields()
        declare_letters()
        register_channels(CHANNELS, SheetSource())
        register_channels(WALLS, SheetSource(WALLS))
        register(EVENT_TIMETABLE, timetable_entries)
        register(WORKSPACE, workspace_section)
        register(PART_HELD, held_by_part)
