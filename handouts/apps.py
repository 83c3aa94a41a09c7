"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandoutsConfig(AppConfig):
    """Registers the app and what it contributes."""

    name = "handouts"
    verbose_name = _("Presentations and hand-outs")

    def ready(self) -> None:
        """Declare personal fields and the letter; show files with the programme, at "my place" and in the workspace."""
        from handouts.letters import declare_letters
        from handouts.retention import declare_fields
        from handouts.sections import register_sections

        declare_fields()
        declare_letters()
        register_sections()
