"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    """Registers the app."""

    name = "registrations"
    verbose_name = _("Registrations")
