"""Capture templates of one event. Without an own one, an event uses the default ones."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column

from core.scoped import EventViewSet, ScopedCreateView, ScopedEditView, ScopedIndexView
from workshops.domain.sheets import ensure_sheets
from workshops.models import ActionItem, CaptureTemplate, Outcome, Quote
from workshops.viewsets.deleting import GuardedDeleteView


class CaptureTemplateForm(WagtailAdminModelForm):
    """Keys are unique inside a template, and prompts that hold outcomes stay."""

    def clean(self) -> dict[str, Any]:
        """Checks over the prompts together."""
        data = super().clean() or {}
        prompts = self.formsets["prompts"]
        if not prompts.is_valid():
            return data
        going = [form.instance for form in prompts.deleted_forms if form.instance.pk]
        if any(model._base_manager.filter(prompt__in=going).exists() for model in (Outcome, Quote, ActionItem)):
            self.add_error(None, _("A prompt that holds outcomes cannot be deleted."))
        keys = [
            form.instance.key for form in prompts.forms if form not in prompts.deleted_forms and form.instance.title
        ]
        if len(keys) != len(set(keys)):
            self.add_error(None, _("Two prompts have the same title."))
        return data


class TemplateIndexView(ScopedIndexView):
    """Templates with their number of prompts."""

    def get_base_queryset(self) -> QuerySet[CaptureTemplate]:
        """Templates of this event."""
        return super().get_base_queryset().annotate(prompt_count=Count("prompts"))


class _SheetsFollow:
    """Sheets on which nothing was written yet get the event's own template."""

    def save_instance(self) -> CaptureTemplate:
        """Save, and give empty sheets the template."""
        template = super().save_instance()  # type: ignore[misc]
        ensure_sheets(self.event)  # type: ignore[attr-defined]
        return template


class TemplateCreateView(_SheetsFollow, ScopedCreateView):
    """Makes a template."""


class TemplateEditView(_SheetsFollow, ScopedEditView):
    """Edits a template."""


class CaptureTemplateViewSet(EventViewSet):
    """The prompts that scribes listen for."""

    name = "capture_templates"
    path_name = "formulieren"
    model = CaptureTemplate
    icon = "form"
    index_view_class = TemplateIndexView
    add_view_class = TemplateCreateView
    edit_view_class = TemplateEditView
    delete_view_class = GuardedDeleteView
    list_display = [
        "__str__",
        Column("get_kind_display", label=gettext_lazy("made for")),
        Column("prompt_count", label=gettext_lazy("prompts")),
    ]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
        InlinePanel("prompts", label=gettext_lazy("Prompt"), min_num=1),
    ]

    @property
    def _edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=CaptureTemplateForm).bind_to_model(self.model)
