"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ReportsConfig(AppConfig):
    """Registers the app."""

    name = "reports"
    verbose_name = pgettext_lazy("of meetings", "Reports")

    def ready(self) -> None:
        """Declare personal fields and show the verslag in its places."""
        from reports import receivers  # noqa: F401  (connect)
        from reports.drafted_letter import declare_drafted_letter
        from reports.letters import declare_letters
        from reports.redline_letter import declare_redline_letter
        from reports.retention import declare_fields
        from reports.sections import register_sections

        declare_fields()
        declare_letters()
        declare_drafted_letter()
        declare_redline_letter()
        register_sections()
