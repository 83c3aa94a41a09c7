"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    """Registers the app: its letters, its sections on other pages, what it keeps of people."""

    name = "registrations"
    verbose_name = _("Registrations")

    def ready(self) -> None:
        """Contribute to the registries of the lower apps."""
        from registrations import receivers, waking  # noqa: F401  (connect)
        from registrations.form_parts import register_form_parts
        from registrations.letters.registry import declare_letters
        from registrations.my_place.basics import register_basics
        from registrations.my_place.selfservice import register_selfservice
        from registrations.my_place.series import register_series_parts
        from registrations.my_place.waiting import register_waiting
        from registrations.organiser.inviting import register_inviting
        from registrations.organiser.keeping_up import register_keeping_up
        from registrations.organiser.mail import register_mail
        from registrations.organiser.people import register_organiser_parts
        from registrations.organiser.printing import register_printing
        from registrations.organiser.series import register_series
        from registrations.retention import declare_fields
        from registrations.retention.selfservice import declare_selfservice_fields
        from registrations.segments import register_segments
        from registrations.segments_invited import register_invited
        from registrations.showing import register_sections

        declare_letters()
        declare_fields()
        register_sections()
        register_segments()
        register_invited()
        register_series()
        register_series_parts()
        register_basics()
        register_selfservice()
        register_keeping_up()
        declare_selfservice_fields()
        register_waiting()
        register_organiser_parts()
        register_printing()
        register_form_parts()
        register_mail()
        register_inviting()
