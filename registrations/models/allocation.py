"""Runs of the allocation of workshop places, what an organiser fixed beforehand, and changes on the day."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.enums import DayChangeKind
from registrations.models.registrations import Registration


class AllocationRun(models.Model):
    """One allocation: what was asked, what came out, by whom and when. ``figures``: numbers per round, no people."""

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="allocation_runs")
    number = models.PositiveIntegerField(_("number"))
    request_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    seed = models.PositiveIntegerField(_("seed"))
    parameters = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    seconds = models.FloatField(_("seconds"), default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    people_told = models.PositiveIntegerField(default=0)

    is_derived = True  # it can be made again, so it does not keep a workshop from being deleted

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="registrations_run_number_once")]

    def __str__(self) -> str:
        return f"{self.number}"


class AllocatedPlace(models.Model):
    """One person in one round of a run. ``choice``: 1 for the first; ``missed``: why not what was wanted more.

    ``workshop`` None: no place, or the workshop is gone since.
    """

    run = models.ForeignKey(AllocationRun, on_delete=models.CASCADE, related_name="lines")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="allocated_places")
    round = models.ForeignKey("workshops.WorkshopRound", on_delete=models.CASCADE, related_name="+")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.SET_NULL, null=True, related_name="+")
    had_workshop = models.BooleanField(default=False)
    # Where the person had a place when the run was made; not a key, because it only has to be compared.
    held_workshop = models.PositiveBigIntegerField(null=True)
    choice = models.PositiveSmallIntegerField(_("choice"), null=True)
    has_ranked = models.BooleanField(default=False)
    is_fixed = models.BooleanField(_("fixed by the organiser"), default=False)
    missed = models.JSONField(default=list)

    is_derived = True

    class Meta:
        verbose_name = _("line of an allocation")
        verbose_name_plural = _("lines of an allocation")
        constraints = [
            models.UniqueConstraint(fields=["run", "registration", "round"], name="registrations_one_line_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.workshop_id}"


class FixedPlace(models.Model):
    """That an organiser wants somebody in a workshop, whatever the next allocation would do."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="fixed_places")
    round = models.ForeignKey("workshops.WorkshopRound", on_delete=models.CASCADE, related_name="+")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.CASCADE, related_name="fixed_places")

    class Meta:
        verbose_name = _("fixed place")
        verbose_name_plural = _("fixed places")
        constraints = [
            models.UniqueConstraint(fields=["registration", "round"], name="registrations_one_fixed_place_per_round")
        ]

    def __str__(self) -> str:
        return str(self.workshop_id)


class DayChange(models.Model):
    """A workshop that was cancelled, merged or moved to another room.

    ``before`` holds what undoing needs, and the limits of sectors that the change, or undoing it, broke (``Shift``).
    """

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="day_changes")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.CASCADE, related_name="day_changes")
    request_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("what"), max_length=8, choices=DayChangeKind.choices)
    target = models.ForeignKey("workshops.Workshop", on_delete=models.SET_NULL, null=True, related_name="+")
    room = models.CharField(_("room"), max_length=80, blank=True)
    before = models.JSONField(default=dict)
    people_told = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    is_derived = True

    class Meta:
        verbose_name = _("change on the day")
        verbose_name_plural = _("changes on the day")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class MovedPlace(models.Model):
    """Who was moved by a change on the day: from where to where (None: no place)."""

    change = models.ForeignKey(DayChange, on_delete=models.CASCADE, related_name="moved")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey("workshops.Workshop", on_delete=models.SET_NULL, null=True, related_name="+")
    target = models.ForeignKey("workshops.Workshop", on_delete=models.SET_NULL, null=True, related_name="+")
    was_fixed = models.BooleanField(default=False)

    is_derived = True

    class Meta:
        verbose_name = _("person moved on the day")
        verbose_name_plural = _("people moved on the day")
        constraints = [
            models.UniqueConstraint(fields=["change", "registration"], name="registrations_moved_once_per_change")
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.source_id} → {self.target_id}"
