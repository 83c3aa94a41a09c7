"""Capture templates: the prompts that a scribe listens for."""

from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from workshops.enums import PromptKind, SheetKind


class CaptureTemplate(ClusterableModel):
    """A set of prompts. Without an event it is a default: of one organisation's events, or of all."""

    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="capture_templates",
    )
    organisation = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("default for events of"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="capture_templates",
        help_text=_("Empty: for all events."),
    )
    kind = models.CharField(_("made for"), max_length=10, choices=SheetKind.choices)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("capture template")
        verbose_name_plural = _("capture templates")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=True) | Q(organisation__isnull=True), name="workshops_template_one_owner"
            )
        ]

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
        FieldRowPanel([FieldPanel("kind"), FieldPanel("report_heading")]),
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
