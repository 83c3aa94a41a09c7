"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingConfig(AppConfig):
    """Registers the app."""

    name = "mailing"
    verbose_name = _("Mailing")

    def ready(self) -> None:
        """Declare what the app keeps of people, and contribute to the registries."""
        from mailing.domain.campaigns import COMPOSER, compose_campaign_mail
        from mailing.domain.composing import register_composer
        from mailing.retention import declare_fields
        from mailing.showing import register_sections

        declare_fields()
        register_composer(COMPOSER, compose_campaign_mail)
        register_sections()
