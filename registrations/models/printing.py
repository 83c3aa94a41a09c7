"""What was printed of an event, without anybody's name, and what the papers of the day say besides the lists."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.enums import PrintKind
from registrations.models.registrations import Registration


class PrintedBadge(models.Model):
    """That somebody's badge was printed. ``fingerprint`` is of what stood on it: after a change it is printed anew."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="printed_badge")
    fingerprint = models.CharField(max_length=32)
    printed_at = models.DateTimeField(_("printed at"))

    class Meta:
        verbose_name = _("printed badge")
        verbose_name_plural = _("printed badges")

    def __str__(self) -> str:
        return str(self.registration_id)


class Printout(models.Model):
    """One file that was made for printing: what, of how many people, by whom, when. It names no registrant."""

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="printouts")
    kind = models.CharField(_("what"), max_length=20, choices=PrintKind.choices)
    people = models.PositiveIntegerField(_("number of people"), default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("printed file")
        verbose_name_plural = _("printed files")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class DayNotes(models.Model):
    """What the venue sheet and the emergency folder say besides what the system knows."""

    event = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="day_notes")
    contacts = models.TextField(
        _("contact persons on the day"),
        max_length=2000,
        blank=True,
        help_text=_("One on each line: name, what for, telephone number."),
    )
    venue_note = models.TextField(_("for the venue"), max_length=2000, blank=True)
    desk_note = models.TextField(_("for who stands at the desk"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("notes for the day")
        verbose_name_plural = _("notes for the day")

    def __str__(self) -> str:
        return str(self.event_id)
