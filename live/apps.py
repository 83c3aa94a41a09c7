"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    """Registers the app."""

    name = "live"
    verbose_name = _("Live room")

    def ready(self) -> None:
        """Declare what the app holds about people."""
        from live import retention

        retention.declare_fields()
