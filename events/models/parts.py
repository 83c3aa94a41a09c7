"""Parts of an event: dates, questions, parties, sectors, programme items and their speakers.

They are edited inside the page and travel with its revisions. ``uid`` is their stable identity:
other apps hold foreign keys to these rows, so a republished page must find its rows again
(``EventPage.from_serializable_data`` does that by uid).
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from events.blocks import TEXT_FEATURES
from events.enums import DateKind, ItemKind, PartyRole


class TimedPart(Orderable):
    """A part with a beginning, an end and a stable identity."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        """The end lies after the start."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must lie after the start.")})


class EventDate(TimedPart):
    """One date of an event. A meeting has one; a masterclass has several."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="dates")
    label = models.CharField(_("label"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=DateKind.choices, default=DateKind.REGULAR)
    venue = models.ForeignKey(
        "core.Venue",
        verbose_name=_("venue, if it differs"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    online_address = models.URLField(_("online address, if it differs"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("label"), FieldPanel("kind")]),
        FieldPanel("venue"),
        FieldPanel("online_address"),
    ]

    class Meta(TimedPart.Meta):
        verbose_name = _("date")
        verbose_name_plural = _("dates")

    def __str__(self) -> str:
        return self.label or f"{self.starts_at:%Y-%m-%d}"


class CentralQuestion(Orderable):
    """A question that the meeting is about."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="central_questions")
    text = models.CharField(_("question"), max_length=300)

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("central question")
        verbose_name_plural = _("central questions")

    def __str__(self) -> str:
        return self.text


class EventParty(Orderable):
    """An organisation or a person with a role at the event, under the name it had at the time."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(_("role"), max_length=20, choices=PartyRole.choices)
    organisation = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="event_parties",
    )
    person_name = models.CharField(_("or a person"), max_length=160, blank=True)
    name_at_the_time = models.CharField(
        _("name at the time"), max_length=200, blank=True, help_text=_("Empty: the present name.")
    )

    panels = [
        FieldPanel("role"),
        FieldPanel("organisation"),
        FieldPanel("person_name"),
        FieldPanel("name_at_the_time"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name to print: the one of that time, else the organisation's present name, else the person's."""
        return self.name_at_the_time or (self.organisation.name if self.organisation else self.person_name)

    def clean(self) -> None:
        """Exactly one of organisation and person is given."""
        super().clean()
        if bool(self.organisation_id) == bool(self.person_name):
            raise ValidationError({"person_name": _("Give either an organisation or a person.")})


class EventSector(Orderable):
    """A sector that visitors of this event may choose."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="event_sectors")
    sector = models.ForeignKey(
        "core.Sector", verbose_name=_("sector"), on_delete=models.PROTECT, related_name="event_sectors"
    )

    panels = [FieldPanel("sector")]

    class Meta(Orderable.Meta):
        verbose_name = _("sector of the event")
        verbose_name_plural = _("sectors of the event")

    def __str__(self) -> str:
        return str(self.sector)


class ProgrammeItem(ClusterableModel, TimedPart):
    """One thing on the programme, other than a workshop round."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="programme_items")
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind.choices, default=ItemKind.PLENARY)
    title = models.CharField(_("title"), max_length=200)
    description = RichTextField(_("description"), blank=True, features=TEXT_FEATURES)
    room = models.CharField(_("room"), max_length=80, blank=True)
    is_captured = models.BooleanField(
        _("a scribe takes notes"), default=False, help_text=_("Makes a capture sheet for this item.")
    )

    panels = [
        FieldRowPanel(
            [FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("day", disable_comments=True)],
            classname="programme-moment",
        ),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("room")]),
        FieldPanel("title"),
        FieldPanel("description"),
        FieldPanel("is_captured"),
        InlinePanel("speakers", label=_("Speaker")),
    ]

    class Meta(TimedPart.Meta):
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")

    def __str__(self) -> str:
        return self.title


class Speaker(Orderable):
    """A person who speaks in a programme item; named publicly in that role."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = ParentalKey(ProgrammeItem, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=160)
    function = models.CharField(_("function"), max_length=160, blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    biography = models.TextField(_("about the speaker"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("function"), FieldPanel("organisation_name")]),
        FieldPanel("biography"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def __str__(self) -> str:
        return self.name
