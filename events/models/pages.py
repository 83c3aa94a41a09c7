"""The pages of what is announced: the index and the event."""

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.pages import may_be_restricted, open_to_all
from core.prepared import PreparedQuery
from events.blocks import TEXT_FEATURES, EventBodyBlock
from events.editing import EventPageForm
from events.enums import EventKind, Provisional
from events.identity import with_fresh_uids, with_known_keys
from events.models.parts import CentralQuestion, EventDate, EventParty
from events.programme_times import ProgrammePanel

LONGEST_ALARM = 28 * 24 * 60  # minutes


class EventPageQuerySet(PageQuerySet):
    """Queries over events."""

    def with_period(self) -> "EventPageQuerySet":
        """Annotates the first start, the last end and the number of dates."""
        return self.annotate(
            first_starts_at=models.Min("dates__starts_at"),
            last_ends_at=models.Max("dates__ends_at"),
            date_count=models.Count("dates"),
        )

    def upcoming(self) -> "EventPageQuerySet":
        """Events that are not over yet, soonest first; without a date they come last."""
        still_on = models.Q(last_ends_at__gte=timezone.now()) | models.Q(last_ends_at=None)
        return self.with_period().filter(still_on).order_by(models.F("first_starts_at").asc(nulls_last=True), "pk")

    def past(self) -> "EventPageQuerySet":
        """Events whose last date is over, latest first."""
        return self.with_period().filter(last_ends_at__lt=timezone.now()).order_by("-last_ends_at", "-pk")


EventPageManager = PageManager.from_queryset(EventPageQuerySet)


class EventIndexPage(Page):
    """Lists events; also the home page of a site."""

    template = "events/event_index_page.html"

    introduction = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types = ["events.EventIndexPage", "events.EventPage"]

    class Meta:
        verbose_name = _("overview of events")
        verbose_name_plural = _("overviews of events")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The way to an event in one query, with its venue and whether everybody may see it; else Wagtail's way."""
        if path_components:
            found_event = _event_at(path_components[0], f"{self.url_path}{path_components[0]}/")
            if found_event:
                route: RouteResult = found_event[0].route(request, path_components[1:])
                return route
        found: RouteResult = super().route(request, path_components)
        return found

    def events(self) -> EventPageQuerySet:
        """The published events below this page that everybody may see, with their venues."""
        return open_to_all(EventPage.objects.descendant_of(self).live()).select_related("venue").defer("body")

    def searchable_events(self) -> EventPageQuerySet:
        """The same events in a form that the search understands, for one more query."""
        return EventPage.objects.descendant_of(self).live().public().select_related("venue").defer("body")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What is coming up, what was, and what a search finds."""
        from events.views.pages import index_context

        return {**super().get_context(request, *args, **kwargs), **index_context(self, request)}


class EventPage(Page):
    """An announced meeting. Everything else of the meeting refers to it."""

    template = "events/event_page.html"
    known_period: tuple[datetime | None, datetime | None]

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=EventKind.choices, default=EventKind.NATIONAL_MEETING)
    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    venue = models.ForeignKey(
        "core.Venue", verbose_name=_("venue"), on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    online_address = models.URLField(_("online address"), blank=True)
    provisional = models.CharField(
        _("what may still change"),
        max_length=10,
        choices=Provisional.choices,
        default=Provisional.NOTHING,
        blank=True,
        help_text=_("The page says so, and calendars show the meeting as not certain yet."),
    )
    audience = models.TextField(_("for whom"), blank=True)
    cost_note = models.CharField(_("costs"), max_length=200, blank=True)
    project_name = models.CharField(_("project"), max_length=200, blank=True)
    project_note = models.TextField(_("about the project"), blank=True)
    body = StreamField(EventBodyBlock(), verbose_name=_("text"), blank=True)
    more_information_label = models.CharField(_("text of the link to more information"), max_length=120, blank=True)
    more_information_url = models.URLField(_("link to more information"), blank=True)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    is_save_the_date = models.BooleanField(
        _("save-the-date"),
        default=False,
        help_text=_("Registration stays closed; people can leave an address and hear when it opens."),
    )
    capacity = models.PositiveIntegerField(
        _("number of places"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    is_sensitive = models.BooleanField(
        _("sensitive subject"),
        default=False,
        help_text=_(
            "Mail subjects, calendar entries and page titles stay neutral; visitors get a button to leave quickly."
        ),
    )
    retention_days = models.PositiveIntegerField(
        _("days that people are kept after the last date"),
        null=True,
        blank=True,
        help_text=_("Empty: the period of this site. Totals and the report stay."),
    )
    calendar_alarm_minutes = models.PositiveIntegerField(
        _("remind in the calendar, minutes before the start"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_ALARM)],
        help_text=_("Empty: no reminder. 60 is an hour, 1440 is a day."),
    )
    calendar_splits_workshops = models.BooleanField(
        _("workshops as separate calendar entries"),
        default=False,
        help_text=_("Else the chosen workshops stand in the text of the day's entry."),
    )
    cancelled_at = models.DateTimeField(_("called off at"), null=True, blank=True, editable=False)
    cancellation_reason = models.TextField(_("why it is called off"), max_length=600, blank=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    calendar_fingerprint = models.CharField(max_length=64, blank=True, editable=False)

    objects = EventPageManager()

    # What the database knows and no revision or copy brings along.
    KEPT_APART = ("uid", "calendar_sequence", "calendar_fingerprint", "cancelled_at", "cancellation_reason")
    exclude_fields_in_copy = list(KEPT_APART)
    base_form_class = EventPageForm
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = ["reports.ReportPage"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("audience"),
        index.SearchField("body"),
        index.SearchField("search_stems"),
        index.FilterField("kind"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("venue")]),
        InlinePanel("dates", label=_("Date"), min_num=1),
        FieldPanel("provisional"),
        FieldPanel("introduction"),
        InlinePanel("central_questions", label=_("Central question")),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("cost_note")], heading=_("For whom")),
        InlinePanel("parties", label=_("Party")),
        MultiFieldPanel([FieldPanel("project_name"), FieldPanel("project_note")], heading=_("Project")),
        ProgrammePanel(
            "programme_items",
            label=_("Programme item"),
            help_text=_(
                "Times are enough. An empty beginning is the end of the item before it. Items are on the day of the "
                "meeting and move with it, unless you give another day."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("more_information_label"), FieldPanel("more_information_url")], heading=_("More information")
        ),
    ]
    registration_panels = [
        FieldPanel("is_save_the_date"),
        FieldRowPanel(
            [
                FieldPanel("registration_opens_at", help_text=_("Empty: as soon as the page is published.")),
                FieldPanel("registration_closes_at", help_text=_("Empty: until the meeting is over.")),
            ]
        ),
        FieldPanel("capacity"),
        InlinePanel("event_sectors", label=_("Sector")),
        FieldPanel("is_sensitive"),
        FieldPanel("retention_days"),
        FieldPanel("online_address"),
        MultiFieldPanel(
            [FieldPanel("calendar_alarm_minutes"), FieldPanel("calendar_splits_workshops")],
            heading=_("In people's calendars"),
        ),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(registration_panels, heading=_("Registration")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Who may see it; no query when the route found out that everybody may."""
        if getattr(self, "may_be_restricted", True):
            found: QuerySet[PageViewRestriction] = super().get_view_restrictions()
            return found
        return PageViewRestriction.objects.none()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Everything the public page shows."""
        from events.views.pages import event_context

        return {**super().get_context(request, *args, **kwargs), **event_context(self, request)}

    @property
    def search_stems(self) -> str:
        """The stems of the words that people may look for; found whatever the form of the word."""
        from events.domain.search import stems

        questions = (question.text for question in self.central_questions.all())
        items = (item.title for item in self.programme_items.all())
        parties = (party.name for party in self.parties_in_order())
        text = (self.title, self.introduction, self.audience, strip_tags(str(self.body)), self.project_name)
        return stems(" ".join((*text, *questions, *items, *parties)))

    def with_content_json(self, content: dict[str, Any]) -> "EventPage":
        """The page as a revision has it, with the identity and the counters that the database has."""
        page: EventPage = super().with_content_json(with_known_keys(content, self.pk))
        kept = type(self).objects.filter(pk=self.pk).values(*self.KEPT_APART).get()
        for name, value in kept.items():
            setattr(page, name, value)
        return page

    def copy_all_child_relations(self, target: "EventPage", *args: Any, **kwargs: Any) -> Any:
        """A copy or an alias is another event: it and its parts get uids of their own."""
        copied = super().copy_all_child_relations(target, *args, **kwargs)
        if target.uid == self.uid:
            target.uid = uuid.uuid4()
        with_fresh_uids(target)
        return copied

    def is_draft_of(self, relation: str) -> bool:
        """Whether the parts of a relation stand in memory, as in a preview, instead of in the database."""
        return self.pk is None or relation in self.__dict__.get("_cluster_related_objects", {})

    @property
    def is_cancelled(self) -> bool:
        """Whether the organiser called the whole event off."""
        return self.cancelled_at is not None

    def dates_in_order(self) -> list[EventDate]:
        """Its dates by time, with their venues; in a preview those of the draft. One query."""
        is_draft = self.is_draft_of("dates")
        dates = self.dates.select_related("venue") if is_draft else _dates_with_venues(self.pk)
        return sorted(dates, key=lambda date: date.starts_at)

    def period(self) -> tuple[datetime | None, datetime | None]:
        """The first start and the last end; a query unless ``known_period`` was set on this very object."""
        known: tuple[datetime | None, datetime | None] | None = self.__dict__.get("known_period")
        if known is not None:
            return known
        times = EventDate.objects.filter(page_id=self.pk).aggregate(
            first=models.Min("starts_at"), last=models.Max("ends_at")
        )
        return times["first"], times["last"]

    def remember_period(self, dates: list[EventDate]) -> None:
        """Let ``period`` tell what these dates, all of the event in order, say; on this very object."""
        self.known_period = (dates[0].starts_at, max(date.ends_at for date in dates)) if dates else (None, None)

    def parties_in_order(self) -> list[EventParty]:
        """Its parties with their organisations, in the editor's order. One query."""
        is_draft = self.is_draft_of("parties")
        return list(self.parties.select_related("organisation")) if is_draft else _parties_with_organisations(self.pk)

    def questions_in_order(self) -> list[CentralQuestion]:
        """Its central questions in the editor's order; in a preview those of the draft. One query."""
        return list(self.central_questions.all()) if self.is_draft_of("central_questions") else _questions(self.pk)

    def clean(self) -> None:
        """Registration closes after it opens."""
        super().clean()
        if (
            self.registration_opens_at
            and self.registration_closes_at
            and self.registration_closes_at <= self.registration_opens_at
        ):
            raise ValidationError({"registration_closes_at": _("Registration must close after it opens.")})


# What every view of an event's page asks.
_event_at = PreparedQuery(
    lambda slug, url_path: (
        EventPage.objects.filter(slug=slug, url_path=url_path)
        .select_related("venue")
        .annotate(may_be_restricted=may_be_restricted())
    ),
    str,
    str,
)
_dates_with_venues = PreparedQuery(
    lambda page_id: EventDate.objects.filter(page_id=page_id).select_related("venue").order_by("sort_order", "pk"), int
)
_parties_with_organisations = PreparedQuery(
    lambda page_id: (
        EventParty.objects.filter(page_id=page_id).select_related("organisation").order_by("sort_order", "pk")
    ),
    int,
)
_questions = PreparedQuery(
    lambda page_id: CentralQuestion.objects.filter(page_id=page_id).order_by("sort_order", "pk"), int
)
