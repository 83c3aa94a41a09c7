"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Registers the app."""

    name = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        """Declare what is kept of people."""
        from core import retention_declarations

        retention_declarations.declare_all()
