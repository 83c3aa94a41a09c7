"""Work on many registrations at once: a row that is carried out piece by piece, whoever stops in between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.enums import JobKind, JobState


class PeopleJob(models.Model):
    """An import or an action on many. ``items`` are done in order; the first ``position`` of them are done.

    ``numbers`` counts outcomes by name; ``problems`` tells which item was not done, and why. The items of an
    import are personal data: they go when it is finished, or a day after nobody finished it.
    """

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="people_jobs")
    kind = models.CharField(_("kind"), max_length=10, choices=JobKind.choices)
    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.PREPARED)
    by = models.CharField(_("by"), max_length=120)
    settings = models.JSONField(_("settings"), default=dict)
    items = models.JSONField(_("items"), default=list)
    total = models.PositiveIntegerField(_("number"), default=0)
    position = models.PositiveIntegerField(_("done so far"), default=0)
    numbers = models.JSONField(_("outcomes"), default=dict)
    problems = models.JSONField(_("problems"), default=list)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("work on many registrations")
        verbose_name_plural = _("work on many registrations")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_running(self) -> bool:
        """Whether there is still something to do."""
        return self.state == JobState.RUNNING

    @property
    def is_prepared(self) -> bool:
        """Whether nobody has said yes yet."""
        return self.state == JobState.PREPARED
