"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingConfig(AppConfig):
    """Registers the app."""

    name = "mailing"
    verbose_name = _("Mailing")

    def ready(self) -> None:
        """Declare what the app keeps of people."""
        from mailing.retention import declare_fields

        declare_fields()
