"""App configuration."""

from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Registers the app."""

    name = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        """Declare what is kept of people; make ``<pk:…>`` known to addresses."""
        from core import retention_declarations, site_memory
        from core.converters import KeyConverter

        register_converter(KeyConverter, "pk")
        retention_declarations.declare_all()
        site_memory.connect_signals()
