"""The post-event report."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.compare import FieldComparison
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.blocks.base import BlockField
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from core.enums import Role
from core.models import EventRole
from polls.models import FrozenResult
from reports.blocks import ReportBodyBlock, body_block_for
from reports.models.quotes import QuoteConsent, taken_out_of


def results_of(event_id: int) -> Any:
    """The frozen results of one event that a report may cite: no rehearsals."""
    return (
        FrozenResult.objects.filter(round__question__poll__event_id=event_id, round__is_rehearsal=False)
        .select_related("round__question__poll")
        .prefetch_related("round__texts", "round__manual_counts")
        .order_by("round__question__poll__position", "round__question__sort_order", "round__number", "pk")
    )


class ReportTag(TaggedItemBase):
    """A topic of a report."""

    content_object = ParentalKey("reports.ReportPage", on_delete=models.CASCADE, related_name="tagged_items")


class ReportPageForm(WagtailAdminPageForm):
    """The editor's form: poll figures offer the results of this report's own event and nothing else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event = self.parent_page or self.instance.get_parent()
        offered = [(str(result.pk), str(result.round)) for result in results_of(event.pk)] if event else []
        field = self.fields.get("body")
        if field is not None:
            self.fields["body"] = BlockField(
                block=body_block_for(offered), required=field.required, label=field.label, help_text=field.help_text
            )

    def clean(self) -> dict[str, Any]:
        """A quote that somebody took out does not come back from an editor that was still open."""
        data: dict[str, Any] = super().clean()
        if self.instance.pk and data.get("body"):
            for place in sorted(taken_out_of(self.instance.pk, data["body"]), reverse=True):
                del data["body"][place]
        return data

    def save(self, commit: bool = True) -> Any:
        """Looks whether somebody saved before the row is written: writing it takes back which version is the newest."""
        with transaction.atomic():
            self.instance.refuse_when_moved_on()
            return super().save(commit)


class BodyPanel(FieldPanel):
    """The text. How two versions of it are compared is set by the views, which stand above the models."""

    comparison: type[FieldComparison] | None = None

    def get_comparison_class(self) -> Any:
        """How the text is compared."""
        return BodyPanel.comparison or super().get_comparison_class()


class ReportPermissions(PagePermissionTester):
    """Whoever writes the verslag of an event may edit that page; whoever organises the event may publish it too."""

    ADDED = {Role.REPORTER.value: {"change"}, Role.ORGANISER.value: {"change", "publish"}}

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser and page.pk:
            parent = page.get_parent()
            for role in EventRole.objects.filter(user=user, event_id=parent.pk).values_list("role", flat=True):
                self.permissions |= self.ADDED.get(role, set())

    def can_copy(self) -> bool:
        """Never: a report is of one meeting (0356)."""
        return False

    def can_move(self) -> bool:
        """Never by itself; it moves along with its meeting."""
        return False


class TextMovedOn(PermissionDenied):
    """Somebody saved between reading the text and saving it; Wagtail's editor shows such a refusal as a message."""

    def __init__(self) -> None:
        super().__init__(gettext("Somebody else saved this report just now. Nothing was saved. Save again to look."))


class ReportPage(Page):
    """The verslag of one event, a child of its page."""

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences that stand under the title.")
    )
    has_chapters = models.BooleanField(
        _("report with chapters"),
        default=False,
        help_text=_("Chapters are numbered; files begin with a table of contents and a list of figures."),
    )
    in_words = models.BooleanField(
        _("without numbers"),
        default=False,
        help_text=_("Figures of polls become tables in words; “Bring up to date” offers the sentences in words."),
    )
    introduction_mark = models.CharField(max_length=16, blank=True, editable=False)  # of what was drafted
    body = StreamField(ReportBodyBlock(), verbose_name=_("text"), blank=True)
    tags = ClusterTaggableManager(
        verbose_name=_("topics"),
        through=ReportTag,
        blank=True,
        help_text=_("Reports with the same topics refer to each other."),
    )

    parent_page_types = ["events.EventPage"]
    subpage_types: list[str] = []
    base_form_class = ReportPageForm
    exclude_fields_in_copy = ["body", "introduction", "introduction_mark"]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("has_chapters"),
        FieldPanel("in_words"),
        BodyPanel("body"),
    ]
    promote_panels = [FieldPanel("tags"), *Page.promote_panels]
    template = "reports/report_page.html"

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def permissions_for_user(self, user: Any) -> "ReportPermissions":
        """What Wagtail's rights give, and what the roles at the event add."""
        return ReportPermissions(user, self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What is live never holds a quote that nobody said "good" about, however it was published."""
        fields = kwargs.get("update_fields")
        if self.live and (fields is None or {"live", "body"} & set(fields)):
            withheld = QuoteConsent.objects.withheld_places(self.pk, self.body)
            for place in sorted(withheld, reverse=True):
                del self.body[place]
            if withheld:  # the draft still holds them
                self.has_unpublished_changes = True
            if withheld and fields is not None:
                kwargs["update_fields"] = {*fields, "body", "has_unpublished_changes"}
        super().save(*args, **kwargs)

    def copy_all_child_relations(self, target: "ReportPage", *args: Any, **kwargs: Any) -> Any:
        """A copy or an alias begins empty and not live: words that somebody takes out are in one place (0356)."""
        target.live, target.has_unpublished_changes = False, True
        target.body, target.introduction, target.introduction_mark = [], "", ""
        return super().copy_all_child_relations(target, *args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """A new version of the text that was read; raises TextMovedOn when another one was saved since.

        The row of the page is locked, so that of two who save at once the second one is told. A version is never
        written over: an approval and a sign-off round are about one version (0377).
        """
        kwargs["overwrite_revision"] = None
        with transaction.atomic():
            self.refuse_when_moved_on()
            return super().save_revision(*args, **kwargs)

    def refuse_when_moved_on(self) -> None:
        """Lock the row; raises TextMovedOn when it knows another newest version than this text was read with."""
        stored = ReportPage.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None
        known = self.latest_revision_id
        if stored is not None and None not in (known, stored.latest_revision_id) and stored.latest_revision_id != known:
            raise TextMovedOn

    @cached_property
    def event(self) -> Any:
        """The event this is the report of."""
        return self.get_parent().specific
