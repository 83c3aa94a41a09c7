"""What people have in their calendars because we sent it, so that a change or a withdrawal reaches exactly them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import Registration


class SentCalendar(models.Model):
    """What the last invitation told one registrant. ``entries``: uid, start, end and title of each."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="sent_calendar")
    entries = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField(_("sent at"), auto_now=True)

    def __str__(self) -> str:
        return str(self.registration_id)


class CalendarChange(models.Model):
    """That something of an event changed that calendars tell; people hear of it when it has been quiet a while."""

    event = models.OneToOneField(
        "events.EventPage", on_delete=models.CASCADE, related_name="calendar_change", primary_key=True
    )
    changed_at = models.DateTimeField(_("last changed at"))

    def __str__(self) -> str:
        return str(self.event_id)
