"""What is captured: templates with prompts, and per workshop or plenary item a sheet with notes and cards.

Every card has an id made by the client (``uid``), so that sending it twice never doubles it, and a
version, so that a save based on an old version is refused instead of overwriting (compare and swap).
"""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel

from workshops.enums import ActionKind, ActionState, AttributionKind, ConsentState, PromptKind, SheetKind


class CaptureTemplate(ClusterableModel):
    """A set of prompts. Without an event it is a default that every event may use."""

    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="capture_templates",
    )
    kind = models.CharField(_("made for"), max_length=10, choices=SheetKind.choices)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("capture template")
        verbose_name_plural = _("capture templates")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CapturePrompt(models.Model):
    """What the scribe listens for, for example: good examples.

    ``key`` joins the same prompt over templates; ``report_heading`` is how the verslag calls it.
    """

    template = ParentalKey(CaptureTemplate, on_delete=models.CASCADE, related_name="prompts")
    key = models.SlugField(_("key"), max_length=60)
    title = models.CharField(_("title"), max_length=160)
    help_text = models.CharField(_("help"), max_length=300, blank=True)
    report_heading = models.CharField(_("heading in the report"), max_length=160, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PromptKind.choices, default=PromptKind.OUTCOME)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sort_order_field = "position"

    panels = [
        FieldPanel("title"),
        FieldPanel("help_text"),
        FieldPanel("report_heading"),
    ]

    class Meta:
        verbose_name = _("prompt")
        verbose_name_plural = _("prompts")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["template", "key"], name="workshops_prompt_key_unique")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """The title of a new prompt gives its key; a later title leaves it."""
        super().clean()
        self.key = self.key or slugify(self.title)[:60]


class CaptureSheet(models.Model):
    """Where one workshop or one plenary item is captured."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="capture_sheets"
    )
    workshop = models.OneToOneField(
        "workshops.Workshop", on_delete=models.CASCADE, null=True, blank=True, related_name="capture_sheet"
    )
    programme_item = models.OneToOneField(
        "events.ProgrammeItem", on_delete=models.CASCADE, null=True, blank=True, related_name="capture_sheet"
    )
    template = models.ForeignKey(CaptureTemplate, on_delete=models.RESTRICT, related_name="sheets")
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)

    class Meta:
        verbose_name = _("capture sheet")
        verbose_name_plural = _("capture sheets")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(workshop__isnull=True) ^ Q(programme_item__isnull=True),
                name="workshops_sheet_one_subject",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title of the workshop or programme item."""
        return str(self.workshop or self.programme_item)

    @property
    def number(self) -> int | None:
        """The number of the workshop; a plenary item has none."""
        return self.workshop.number if self.workshop else None

    @property
    def room(self) -> str:
        """Where it is."""
        return (self.workshop or self.programme_item).room  # type: ignore[union-attr]  # one is set

    @property
    def starts_at(self) -> datetime:
        """When the workshop or programme item begins."""
        return self.workshop.round.starts_at if self.workshop else self.programme_item.starts_at  # type: ignore[union-attr]  # one is set

    @property
    def kind(self) -> SheetKind:
        """Whether a workshop or a plenary item is captured."""
        return SheetKind.PLENARY if self.workshop_id is None else SheetKind.WORKSHOP


class Card(models.Model):
    """What every captured thing has: a client-made identity, a text, a version, an order."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("text"))
    version = models.PositiveIntegerField(_("version"), default=1)
    position = models.PositiveIntegerField(_("position"), default=0)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text[:60]


class RunningNote(models.Model):
    """Free text that a scribe types first; one per sheet, compare and swap on its version."""

    sheet = models.OneToOneField(CaptureSheet, on_delete=models.CASCADE, related_name="running_note")
    text = models.TextField(_("running notes"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("running notes")
        verbose_name_plural = _("running notes")

    def __str__(self) -> str:
        return self.text[:60]


class Outcome(Card):
    """One structured note under a prompt."""

    sheet = models.ForeignKey(CaptureSheet, on_delete=models.CASCADE, related_name="outcomes")
    prompt = models.ForeignKey(CapturePrompt, on_delete=models.RESTRICT, related_name="outcomes")
    case = models.ForeignKey(
        "workshops.Case",
        verbose_name=_("case"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="outcomes",
    )
    is_starred = models.BooleanField(_("for the report-back"), default=False)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["prompt__position", "position", "pk"]


class Quote(Card):
    """Words of a person, with how the person may be called and whether they agree."""

    sheet = models.ForeignKey(CaptureSheet, on_delete=models.CASCADE, related_name="quotes")
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

    sheet = models.ForeignKey(CaptureSheet, on_delete=models.CASCADE, related_name="action_items")
    kind = models.CharField(_("kind"), max_length=12, choices=ActionKind.choices, default=ActionKind.AGREEMENT)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    period = models.CharField(_("or a period"), max_length=80, blank=True)
    commissioned_by = models.CharField(_("on behalf of"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ActionState.choices, default=ActionState.OPEN)

    class Meta:
        verbose_name = _("agreement or action")
        verbose_name_plural = _("agreements and actions")
        ordering = ["position", "pk"]


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
