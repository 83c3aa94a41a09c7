"""The one base for organisers' views: every object is fetched through its event's scope (D12).

Wagtail's generic views ask whether a user may change *a model*; they do not ask which event the
object belongs to. These views do: the event comes from the address and must be one the user may
run, and the object must belong to it. Anything else is a 404. A test walks every address under
the admin that names one of our modules and fails for a view that is not built on this base.
"""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from core.enums import Role
from core.permissions import events_for


class EventScopedMixin:
    """For any class-based view with ``event_id`` in its address. Put it first among the bases.

    ``roles``: who may use the view besides those who may edit the event's page.
    ``event_lookup``: how the view's model reaches its event, for example ``round__event``.
    """

    roles: tuple[Role, ...] = ()
    event_lookup = "event"
    model: type[Model] | None = None
    # Being allowed to run the event is the permission; Wagtail's own model permissions do not apply.
    permission_policy = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the event before anything else is looked at; an event out of scope is a 404."""
        self.event = get_object_or_404(events_for(request.user, *self.roles), pk=kwargs["event_id"])
        super().setup(request, *args, **kwargs)  # type: ignore[misc]

    def scoped(self, model: type[Model], lookup: str | None = None) -> QuerySet[Any]:
        """The rows of ``model`` that belong to this event."""
        return model._default_manager.filter(**{lookup or self.event_lookup: self.event})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every template knows its event."""
        return super().get_context_data(event=self.event, **kwargs)  # type: ignore[misc]

    def get_header_buttons(self) -> list[Button]:
        """The way back to the event in front: Wagtail keeps the path of a page folded."""
        address = reverse("workspace:event", args=(self.event.pk,))
        back = HeaderButton(_("To the meeting"), address, icon_name="arrow-left")
        return [back, *super().get_header_buttons()]  # type: ignore[misc]


class _ScopedModelMixin(EventScopedMixin):
    """What the four model views share: queryset, addresses, breadcrumbs."""

    index_url_name: str | None = None
    model: type[Model]

    def _scoped_url(self, name: str | None, *args: Any) -> str:
        return reverse(name, args=(self.event.pk, *args)) if name else ""

    def get_index_url(self) -> str:
        """The list of this event."""
        return self._scoped_url(self.index_url_name)

    def _base_breadcrumbs(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)},
            {"url": self.get_index_url(), "label": capfirst(str(self.model._meta.verbose_name_plural))},
        ]


class ScopedIndexView(_ScopedModelMixin, generic.IndexView):
    """A list of one event's rows."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Only rows of this event; override to add select_related and annotations."""
        return self.scoped(self.model)

    def get_index_results_url(self) -> str:
        """The same list, rows only."""
        return self._scoped_url(self.index_results_url_name)

    def get_edit_url(self, instance: Model) -> str:
        """The editor of a row."""
        return self._scoped_url(self.edit_url_name, instance.pk)

    def get_delete_url(self, instance: Model) -> str:
        """The delete page of a row."""
        return self._scoped_url(self.delete_url_name, instance.pk)

    def get_copy_url(self, instance: Model) -> None:
        """Rows are not copied here."""

    def get_add_url(self) -> str:
        """The page that makes a new row in this event."""
        return self._scoped_url(self.add_url_name)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, then this list."""
        event, index = self._base_breadcrumbs()
        return [event, {**index, "url": ""}]


class ScopedCreateView(_ScopedModelMixin, generic.CreateView):
    """Makes a row in this event. ``event_lookup`` must be a direct field, or the form sets the parent."""

    def get_initial_form_instance(self) -> Model:
        """A new row that already belongs to the event."""
        return self.model(**({self.event_lookup: self.event} if "__" not in self.event_lookup else {}))

    def get_add_url(self) -> str:
        """This page."""
        return self._scoped_url(self.add_url_name)

    def get_edit_url(self) -> str:
        """The editor of the new row."""
        return self._scoped_url(self.edit_url_name, self.object.pk)

    def get_success_url(self) -> str:
        """Back to the list."""
        return self.get_index_url()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, new."""
        return [*self._base_breadcrumbs(), {"url": "", "label": capfirst(str(self.model._meta.verbose_name))}]


class ScopedEditView(_ScopedModelMixin, generic.EditView):
    """Edits a row of this event; a row of another event is a 404."""

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Model:
        """The row, if it belongs to this event."""
        return get_object_or_404(self.scoped(self.model), pk=self.kwargs["pk"])

    @cached_property
    def object_pk(self) -> Any:
        """The key of the row, from the address."""
        return self.kwargs["pk"]

    @property
    def can_delete(self) -> bool:
        """Who may run the event may delete, when there is a delete page."""
        return bool(self.delete_url_name)

    def get_edit_url(self) -> str:
        """This page."""
        return self._scoped_url(self.edit_url_name, self.object.pk)

    def get_delete_url(self) -> str:
        """The delete page of this row."""
        return self._scoped_url(self.delete_url_name, self.object.pk)

    def get_copy_url(self) -> None:
        """Rows are not copied here."""

    def get_success_url(self) -> str:
        """Back to the list."""
        return self.get_index_url()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, row."""
        return [*self._base_breadcrumbs(), {"url": "", "label": str(self.object)}]


class ScopedDeleteView(_ScopedModelMixin, generic.DeleteView):
    """Deletes a row of this event; a row of another event is a 404."""

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Model:
        """The row, if it belongs to this event."""
        return get_object_or_404(self.scoped(self.model), pk=self.kwargs["pk"])

    def get_delete_url(self) -> str:
        """This page."""
        return self._scoped_url(self.delete_url_name, self.object.pk)

    def get_success_url(self) -> str:
        """Back to the list."""
        return self.get_index_url()


class EventViewSet(ViewSet):
    """List, create, edit and delete rows of one event under ``/beheer/bijeenkomsten/<event_id>/…/``.

    Unlike Wagtail's ModelViewSet it has no history, usage, copy, inspect or export view: what is
    not needed is not reachable. Subclasses give ``name``, ``path_name`` (the last part of the
    address), ``model``, ``panels`` or view classes of their own.
    """

    model: type[Model]
    path_name = ""
    index_view_class: type[ScopedIndexView] = ScopedIndexView
    add_view_class: type[ScopedCreateView] = ScopedCreateView
    edit_view_class: type[ScopedEditView] = ScopedEditView
    delete_view_class: type[ScopedDeleteView] | None = ScopedDeleteView
    event_lookup = "event"
    roles: tuple[Role, ...] = ()
    list_display: list[Any] = ["__str__"]
    list_per_page = 50
    panels: list[Any] = []

    def on_register(self) -> None:
        """Event viewsets have no menu item of their own: the event workspace links to them."""

    @cached_property
    def url_prefix(self) -> str:
        """Under the event, so that every address names its scope."""
        return f"bijeenkomsten/<pk:event_id>/{self.path_name or self.name}"

    @cached_property
    def _edit_handler(self) -> Any:
        from wagtail.admin.panels import ObjectList

        return ObjectList(self.panels).bind_to_model(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """What all views of this set are built with."""
        return super().get_common_view_kwargs(
            model=self.model,
            event_lookup=self.event_lookup,
            roles=self.roles,
            header_icon=self.icon,
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            add_url_name=self.get_url_name("add"),
            edit_url_name=self.get_url_name("edit"),
            delete_url_name=self.get_url_name("delete") if self.delete_view_class else None,
            **kwargs,
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        """The four pages, and the list without its frame."""
        form = {"panel": self._edit_handler}
        index = {"list_display": self.list_display, "paginate_by": self.list_per_page}
        patterns = [
            path("", self.construct_view(self.index_view_class, **index), name="index"),
            path(
                "rijen/",
                self.construct_view(self.index_view_class, **index, results_only=True),
                name="index_results",
            ),
            path("nieuw/", self.construct_view(self.add_view_class, **form), name="add"),
            path("<pk:pk>/", self.construct_view(self.edit_view_class, **form), name="edit"),
        ]
        if self.delete_view_class:
            patterns.append(path("<pk:pk>/weg/", self.construct_view(self.delete_view_class), name="delete"))
        return patterns
