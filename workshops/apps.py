"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    """Registers the app and what it contributes."""

    name = "workshops"
    verbose_name = _("Workshops")

    def ready(self) -> None:
        """Declare personal fields; contribute workshops to the timetable and sheets to the workspace."""
        from core.sections import EVENT_TIMETABLE, WORKSPACE, register
        from workshops.retention import declare_fields
        from workshops.sections import timetable_entries, workspace_section

        declare_fields()
        register(EVENT_TIMETABLE, timetable_entries)
        register(WORKSPACE, workspace_section)
