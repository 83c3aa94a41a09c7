"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    """Registers the app."""

    name = "workshops"
    verbose_name = _("Workshops")
