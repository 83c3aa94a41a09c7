"""Default capture templates: of one organisation's events, or of all. For whoever has the model's permissions."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.snippets.views import snippets

from workshops.models import CaptureTemplate
from workshops.viewsets.templates import CaptureTemplateForm


class _DefaultsOnly:
    """A template of one event is not a default: it is reached through its event only."""

    def get_object(self, *args: Any, **kwargs: Any) -> CaptureTemplate:
        """The default template."""
        template = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if template.event_id is not None:
            raise Http404
        return template


class DefaultEditView(_DefaultsOnly, snippets.EditView):
    """Edits a default."""


class DefaultDeleteView(_DefaultsOnly, snippets.DeleteView):
    """Deletes a default that no sheet uses."""


class DefaultUsageView(_DefaultsOnly, snippets.UsageView):
    """Where a default is used."""


class DefaultHistoryView(_DefaultsOnly, snippets.HistoryView):
    """What was changed in a default."""


class DefaultCopyView(_DefaultsOnly, snippets.CopyView):
    """A new default from another."""


class DefaultTemplateViewSet(snippets.SnippetViewSet):
    """The prompts that events start with."""

    model = CaptureTemplate
    icon = "form"
    pk_path_converter = "pk"
    menu_label = gettext_lazy("Default capture templates")
    menu_order = 130
    add_to_settings_menu = True  # else it would be the only thing under Wagtail's "Snippets"
    list_display = ["name", "kind", "organisation"]
    list_filter = ["kind"]
    edit_view_class = DefaultEditView
    delete_view_class = DefaultDeleteView
    usage_view_class = DefaultUsageView
    history_view_class = DefaultHistoryView
    copy_view_class = DefaultCopyView
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
            FieldPanel("organisation"),
            InlinePanel("prompts", label=gettext_lazy("Prompt"), min_num=1),
        ],
        base_form_class=CaptureTemplateForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[CaptureTemplate]:
        """Without the templates of single events."""
        return CaptureTemplate.objects.filter(event=None).select_related("organisation")
