"""Who went through a door on the day: of one workshop, or of one item of the programme."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import Registration


class DoorAttendance(models.Model):
    """That somebody was checked in at the door of a workshop or a programme item. Their place is another matter."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="door_attendances")
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.CASCADE, null=True, blank=True, related_name="door_attendances"
    )
    item = models.ForeignKey(
        "events.ProgrammeItem", on_delete=models.CASCADE, null=True, blank=True, related_name="door_attendances"
    )
    checked_in_at = models.DateTimeField(_("checked in at"))

    class Meta:
        verbose_name = _("attendance at a door")
        verbose_name_plural = _("attendances at doors")
        constraints = [
            models.CheckConstraint(
                condition=Q(workshop__isnull=True) ^ Q(item__isnull=True), name="registrations_door_is_one_thing"
            ),
            models.UniqueConstraint(
                fields=["registration", "workshop"],
                condition=Q(workshop__isnull=False),
                name="registrations_door_workshop_once",
            ),
            models.UniqueConstraint(
                fields=["registration", "item"], condition=Q(item__isnull=False), name="registrations_door_item_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.workshop_id or self.item_id}"
