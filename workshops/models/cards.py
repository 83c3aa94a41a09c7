"""Cards: what scribes make of a conversation.

Every card has an id made by the client (``uid``), so that sending it twice never doubles it, and a
version, so that a save based on an old version is refused instead of overwriting (compare and swap).
"""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from workshops.enums import ActionKind, ActionState, AttributionKind, ConsentState


class Card(models.Model):
    """What every captured thing has: a client-made identity, a text, a version, an order."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("text"))
    version = models.PositiveIntegerField(_("version"), default=1)
    position = models.PositiveIntegerField(_("position"), default=0)
    programme_item = models.ForeignKey(
        "events.ProgrammeItem",
        verbose_name=_("belongs to programme item"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text[:60]


class StandingManager(models.Manager["Outcome"]):
    """Outcomes that stand by themselves; one that was merged into another is no outcome of its own."""

    def get_queryset(self) -> models.QuerySet["Outcome"]:
        """Without what was merged into another."""
        return super().get_queryset().filter(merged_into=None)


class Outcome(Card):
    """One structured note under a prompt; under a prompt that asks for a number it has that too.

    A duplicate is merged into the outcome that stays. It keeps its own text, so merging can be undone.
    """

    sheet = models.ForeignKey("workshops.CaptureSheet", on_delete=models.CASCADE, related_name="outcomes")
    prompt = models.ForeignKey("workshops.CapturePrompt", on_delete=models.RESTRICT, related_name="outcomes")
    case = models.ForeignKey(
        "workshops.Case",
        verbose_name=_("case"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="outcomes",
    )
    number = models.DecimalField(_("number"), max_digits=12, decimal_places=2, null=True, blank=True)
    is_starred = models.BooleanField(_("for the report-back"), default=False)
    star_position = models.PositiveSmallIntegerField(_("place in the report-back"), default=0)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )

    cluster = models.ForeignKey(
        "workshops.Cluster",
        verbose_name=_("group"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cards",
    )
    is_from_room = models.BooleanField(_("from the room"), default=False)
    dots = models.PositiveIntegerField(_("dots"), null=True, blank=True)

    with_merged = models.Manager()
    objects = StandingManager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["prompt__position", "position", "pk"]
        base_manager_name = "with_merged"
        default_manager_name = "objects"

    @property
    def shown_number(self) -> str:
        """The number as people write it; empty when there is none."""
        return "" if self.number is None else number_format(f"{self.number.normalize():f}", use_l10n=True)


class Quote(Card):
    """Words of a person, with how the person may be called and whether they agree."""

    sheet = models.ForeignKey("workshops.CaptureSheet", on_delete=models.CASCADE, related_name="quotes")
    prompt = models.ForeignKey(
        "workshops.CapturePrompt", on_delete=models.RESTRICT, null=True, blank=True, related_name="quotes"
    )
    attribution_kind = models.CharField(
        _("whose words"), max_length=24, choices=AttributionKind.choices, default=AttributionKind.PARTICIPANT
    )
    sector = models.ForeignKey(
        "core.Sector", verbose_name=_("sector"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    attribution = models.CharField(
        _("as the report may say it"),
        max_length=160,
        blank=True,
        help_text=_("For example: a policy officer of a municipality. No name, unless a speaker."),
    )
    consent = models.CharField(
        _("consent"), max_length=10, choices=ConsentState.choices, default=ConsentState.NOT_ASKED
    )

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ["position", "pk"]


class ActionItem(Card):
    """An agreement, action item or commitment, with owners and a date or a period."""

    sheet = models.ForeignKey("workshops.CaptureSheet", on_delete=models.CASCADE, related_name="action_items")
    prompt = models.ForeignKey(
        "workshops.CapturePrompt", on_delete=models.RESTRICT, null=True, blank=True, related_name="action_items"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ActionKind.choices, default=ActionKind.AGREEMENT)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    period = models.CharField(_("or a period"), max_length=80, blank=True)
    commissioned_by = models.CharField(_("on behalf of"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ActionState.choices, default=ActionState.OPEN)

    class Meta:
        verbose_name = _("agreement or action")
        verbose_name_plural = _("agreements and actions")
        ordering = ["position", "pk"]

    @property
    def is_overdue(self) -> bool:
        """Whether it is not finished and should have been; ``overdue()`` is the same in the database."""
        is_unfinished = self.state in (ActionState.OPEN, ActionState.BUSY)
        return is_unfinished and self.due_on is not None and self.due_on < timezone.localdate()


class ActionOwner(models.Model):
    """Who does it: an organisation, or a name as it was said."""

    action = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="owners")
    organisation = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    name = models.CharField(_("or a name"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("owner")
        verbose_name_plural = _("owners")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.organisation or self.name)


class Photo(Card):
    """A picture of a flip chart; ``text`` says what can be read on it. Kept as a row, without metadata (0140)."""

    sheet = models.ForeignKey("workshops.CaptureSheet", on_delete=models.CASCADE, related_name="photos")
    content = models.BinaryField(_("picture"))
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "pk"]
