"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PollsConfig(AppConfig):
    """Registers the app."""

    name = "polls"
    verbose_name = _("Polls")

    def ready(self) -> None:
        """Declare what the app holds about people."""
        from polls import retention

        retention.declare_fields()
