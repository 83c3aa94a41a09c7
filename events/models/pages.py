"""The pages of what is announced: the index and the event."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from events.blocks import TEXT_FEATURES, EventBodyBlock
from events.enums import EventKind


class EventIndexPage(Page):
    """Lists events; also the home page of a site."""

    introduction = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types = ["events.EventIndexPage", "events.EventPage"]

    class Meta:
        verbose_name = _("overview of events")
        verbose_name_plural = _("overviews of events")


class EventPage(Page):
    """An announced meeting. Everything else of the meeting refers to it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=EventKind.choices, default=EventKind.NATIONAL_MEETING)
    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    venue = models.ForeignKey(
        "core.Venue", verbose_name=_("venue"), on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    online_address = models.URLField(_("online address"), blank=True)
    audience = models.TextField(_("for whom"), blank=True)
    cost_note = models.CharField(_("costs"), max_length=200, blank=True)
    project_name = models.CharField(_("project"), max_length=200, blank=True)
    project_note = models.TextField(_("about the project"), blank=True)
    body = StreamField(EventBodyBlock(), verbose_name=_("text"), blank=True)
    more_information_label = models.CharField(_("text of the link to more information"), max_length=120, blank=True)
    more_information_url = models.URLField(_("link to more information"), blank=True)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    capacity = models.PositiveIntegerField(
        _("number of places"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    is_sensitive = models.BooleanField(
        _("sensitive subject"),
        default=False,
        help_text=_("Mail subjects and calendar entries then stay neutral."),
    )
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)

    parent_page_types = ["events.EventIndexPage"]
    subpage_types = ["reports.ReportPage"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("audience"),
        index.SearchField("body"),
        index.FilterField("kind"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("venue")]),
        InlinePanel("dates", label=_("Date"), min_num=1),
        FieldPanel("introduction"),
        InlinePanel("central_questions", label=_("Central question")),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("cost_note")], heading=_("For whom")),
        InlinePanel("parties", label=_("Party")),
        MultiFieldPanel([FieldPanel("project_name"), FieldPanel("project_note")], heading=_("Project")),
        InlinePanel("programme_items", label=_("Programme item")),
        MultiFieldPanel(
            [FieldPanel("more_information_label"), FieldPanel("more_information_url")], heading=_("More information")
        ),
    ]
    registration_panels = [
        FieldRowPanel([FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]),
        FieldPanel("capacity"),
        InlinePanel("event_sectors", label=_("Sector")),
        FieldPanel("is_sensitive"),
        FieldPanel("online_address"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Rows that were first published from a draft keep their key: the revision knows only their uid."""
        from events.identity import with_known_keys

        return super().from_serializable_data(with_known_keys(data), *args, **kwargs)

    def clean(self) -> None:
        """Registration closes after it opens."""
        super().clean()
        if (
            self.registration_opens_at
            and self.registration_closes_at
            and self.registration_closes_at <= self.registration_opens_at
        ):
            raise ValidationError({"registration_closes_at": _("Registration must close after it opens.")})
