"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    """Registers the app."""

    name = "live"
    verbose_name = _("Live room")
