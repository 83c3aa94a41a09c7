"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    """Registers the app: its letters, its sections on other pages, what it keeps of people."""

    name = "registrations"
    verbose_name = _("Registrations")

    def ready(self) -> None:
        """Contribute to the registries of the lower apps."""
        from registrations.domain.letters import register_letters
        from registrations.retention import declare_fields
        from registrations.showing import register_sections

        register_letters()
        declare_fields()
        register_sections()
