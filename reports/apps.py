"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ReportsConfig(AppConfig):
    """Registers the app."""

    name = "reports"
    verbose_name = pgettext_lazy("of meetings", "Reports")

    def ready(self) -> None:
        """Declare personal fields and show the verslag in its places."""
        from reports.retention import declare_fields
        from reports.sections import register_sections

        declare_fields()
        register_sections()
