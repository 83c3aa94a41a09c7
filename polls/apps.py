"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PollsConfig(AppConfig):
    """Registers the app."""

    name = "polls"
    verbose_name = _("Polls")
