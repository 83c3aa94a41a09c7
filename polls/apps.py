"""App configuration."""

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
        from polls.source import RoomSource

        retention.declare_fields()
        showing.register_sections()
        registry.register(RoomSource())
