"""Rounds and workshops of one event."""

from typing import Any

from django.db.models import Count, Max, QuerySet
from django.forms import BaseForm, CheckboxSelectMultiple
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from core.columns import MomentColumn
from core.scoped import EventViewSet, ScopedCreateView, ScopedEditView, ScopedIndexView
from core.sections import WORKSHOP_SAVED, sections_for
from workshops.domain.cases import keep_versions
from workshops.domain.limits import copy_limits_to_round
from workshops.domain.repeats import original_of, repeatable
from workshops.domain.rounds import first_gap
from workshops.domain.sheets import ensure_sheets
from workshops.forms.organiser import WorkshopForm
from workshops.models import Workshop, WorkshopRound
from workshops.viewsets.deleting import GuardedDeleteView


class RoundIndexView(ScopedIndexView):
    """Rounds with their number of workshops."""

    def get_base_queryset(self) -> QuerySet[WorkshopRound]:
        """Rounds of this event."""
        return super().get_base_queryset().annotate(workshop_count=Count("workshops"))


class RoundCreateView(ScopedCreateView):
    """Makes a round in the first free time of the programme."""

    def get_initial_form_instance(self) -> WorkshopRound:
        """A round of this event on its day, so that only times are typed."""
        number = self.scoped(WorkshopRound).count() + 1
        made = WorkshopRound(event=self.event, title=_("Round %(number)s") % {"number": number})
        if gap := first_gap(self.event):
            made.starts_at, made.ends_at = gap
        return made


class WorkshopRoundViewSet(EventViewSet):
    """Time slots in which workshops run side by side."""

    name = "workshop_rounds"
    path_name = "rondes"
    model = WorkshopRound
    icon = "time"
    index_view_class = RoundIndexView
    add_view_class = RoundCreateView
    delete_view_class = GuardedDeleteView
    list_display = [
        "__str__",
        MomentColumn("starts_at", label=capfirst(gettext_lazy("starts at"))),
        MomentColumn("ends_at", label=capfirst(gettext_lazy("ends at"))),
        Column("workshop_count", label=gettext_lazy("Workshops")),
        Column("get_choice_mode_display", label=capfirst(gettext_lazy("how places are given"))),
    ]
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("choice_mode"),
        FieldPanel("ranking_closes_at"),
    ]


class WorkshopIndexView(ScopedIndexView):
    """Workshops in order of round and number."""

    default_ordering = ("round__starts_at", "number", "pk")

    def get_base_queryset(self) -> QuerySet[Workshop]:
        """Workshops of this event."""
        return super().get_base_queryset().select_related("round", "merged_into")


class _WorkshopFormMixin:
    """A workshop stands in a round of this event, and gets its sheet when it is saved."""

    def get_form(self, form_class: Any = None) -> BaseForm:
        """Only rounds of this event can be chosen."""
        form = super().get_form(form_class)  # type: ignore[misc]
        form.fields["repeat_of"].queryset = repeatable(self.scoped(Workshop), form.instance)  # type: ignore[attr-defined]
        form.initial.setdefault("repeat_of", original_of(form.instance))
        rounds = self.scoped(WorkshopRound, "event")  # type: ignore[attr-defined]
        form.fields["round"].queryset = rounds
        if not rounds.exists():
            form.fields["round"].help_text = _("Make a workshop round first.")
        return form

    def save_instance(self) -> Workshop:
        """Save, keep the versions of its cases, and make the sheet that scribes write on."""
        workshop = super().save_instance()  # type: ignore[misc]
        keep_versions(workshop, by=self.request.user)  # type: ignore[attr-defined]
        ensure_sheets(self.event)  # type: ignore[attr-defined]
        if self.form.cleaned_data.get("limits_for_round"):  # type: ignore[attr-defined]
            copy_limits_to_round(workshop)
        for section in sections_for(WORKSHOP_SAVED, self.request, workshop):  # type: ignore[attr-defined]
            messages.warning(self.request, section.data)  # type: ignore[attr-defined]
        return workshop


class WorkshopCreateView(_WorkshopFormMixin, ScopedCreateView):
    """Makes a workshop: in the round where the last one was made, with the next number."""

    def get_initial_form_instance(self) -> Workshop:
        """A workshop with its round and number filled in; both can be changed."""
        last = self.scoped(Workshop).order_by("-pk").first()
        round_ = last.round if last else self.scoped(WorkshopRound, "event").first()
        if round_ is None:
            return Workshop()
        highest = round_.workshops.aggregate(highest=Max("number"))["highest"] or 0
        return Workshop(round=round_, number=highest + 1)


class WorkshopEditView(_WorkshopFormMixin, ScopedEditView):
    """Edits a workshop with its people and cases."""


class WorkshopViewSet(EventViewSet):
    """The workshops of an event, with people and cases."""

    name = "workshop_list"
    path_name = "workshops"
    model = Workshop
    icon = "group"
    event_lookup = "round__event"
    index_view_class = WorkshopIndexView
    add_view_class = WorkshopCreateView
    edit_view_class = WorkshopEditView
    delete_view_class = GuardedDeleteView
    list_display = ["__str__", Column("number", label=gettext_lazy("number")), "round", "room", "capacity"]
    panels = [
        FieldRowPanel([FieldPanel("round"), FieldPanel("number")]),
        FieldPanel("title"),
        FieldPanel("repeat_of"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("room"), FieldPanel("capacity"), FieldPanel("minimum")]),
        FieldRowPanel([FieldPanel("language"), FieldPanel("level")]),
        FieldPanel("target_sectors", widget=CheckboxSelectMultiple),
        FieldPanel("room_setup"),
        FieldPanel("content_warning"),
        FieldRowPanel([FieldPanel("is_open_for_choice"), FieldPanel("is_mixed")]),
        InlinePanel(
            "sector_limits",
            label=gettext_lazy("Limit of a sector"),
            help_text=gettext_lazy(
                "At least and at most so many people of a sector. Dividing places keeps to it and so does what people "
                "choose themselves. You can go over or below it: you are asked first."
            ),
        ),
        FieldPanel("limits_for_round"),
        InlinePanel("people", label=gettext_lazy("Leader or scribe")),
        MultiFieldPanel(
            [InlinePanel("cases", label=gettext_lazy("Case"))],
            heading=gettext_lazy("Cases: only leaders and scribes see them"),
        ),
    ]

    @property
    def _edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=WorkshopForm).bind_to_model(self.model)
