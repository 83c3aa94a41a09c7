"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Registers the app."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Declare personal fields and show the verslag in its places."""
        from reports.retention import declare_fields
        from reports.sections import register_sections

        declare_fields()
        register_sections()
