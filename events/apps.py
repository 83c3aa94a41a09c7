"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Registers the app."""

    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        """Connect receivers and declare what is kept of people."""
        from events import receivers, retention

        assert receivers
        retention.declare_all()
