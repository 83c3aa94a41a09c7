"""The register of agreements, action items and commitments: of one event, or of all events that somebody runs."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from core.domain.spreadsheets import csv_lines
from core.enums import Role
from core.permissions import events_for
from core.scoped import EventScopedMixin
from events.models import EventPage
from workshops.domain.actions import UNFINISHED, ActionChanged, actions_of, add_contact, change_action, overdue
from workshops.domain.actions import remove_contact as stop_asking
from workshops.domain.exporting_actions import register_sheet
from workshops.domain.reminding import ask_contact
from workshops.forms.actions import ActionForm, ContactForm, RegisterFilterForm, at_version, shown_anew
from workshops.models import ActionContact, ActionItem

PER_PAGE = 50


class _ActionView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    roles = (Role.REPORTER,)
    header_icon = "tasks"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, register, this page."""
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        register = {"url": reverse("actions:index", args=(self.event.pk,)), "label": _("Agreements and actions")}
        return [*self.breadcrumbs_items, event, register]


def filtered_register(request: HttpRequest, event: EventPage) -> tuple[RegisterFilterForm, QuerySet[ActionItem]]:
    """What the address asks for: the filter form, and every action item that it lets through."""
    form = RegisterFilterForm(request.GET)
    form.is_valid()
    wanted: dict[str, Any] = getattr(form, "cleaned_data", {})
    events = EventPage.objects.filter(pk=event.pk)
    if wanted.get("everywhere"):
        events = events_for(request.user, Role.REPORTER)
    rows = actions_of(events)
    if words := (wanted.get("q") or "").replace("\x00", "").strip():
        owner = Q(owners__name__icontains=words) | Q(owners__organisation__name__icontains=words)
        found = rows.filter(Q(text__icontains=words) | owner).values("pk")
        rows = rows.filter(pk__in=found.order_by())
    state = wanted.get("state")
    if state == "unfinished":
        return form, rows.filter(state__in=UNFINISHED)
    if state == "overdue":
        return form, overdue(rows)
    return form, rows.filter(state=state) if state else rows


class RegisterView(_ActionView):
    """The list with its filters."""

    template_name = "workshops/admin/actions.html"
    page_title = gettext_lazy("Agreements and actions")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the register."""
        form, rows = filtered_register(self.request, self.event)
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        is_everywhere = bool(self.request.GET.get("everywhere"))
        return super().get_context_data(filter_form=form, page=page, is_everywhere=is_everywhere, **kwargs)


class ExportView(EventScopedMixin, View):
    """The same list as a CSV file, all pages of it; who is asked (names, addresses) stays out."""

    roles = (Role.REPORTER,)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Every row that the filters let through."""
        _form, rows = filtered_register(request, self.event)
        lines = "".join(csv_lines(register_sheet(rows)))
        response = HttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="acties-{self.event.pk}.csv"'
        return response


class ActionView(_ActionView):
    """One action item: how far it is, when it is due, who is asked, and the log."""

    template_name = "workshops/admin/action.html"
    page_title = gettext_lazy("Follow up")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the action item within the event."""
        super().setup(request, *args, **kwargs)
        self.action = get_object_or_404(actions_of(EventPage.objects.filter(pk=self.event.pk)), pk=kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The forms and the log."""
        action = self.action
        initial = {"state": action.state, "due_on": action.due_on, "period": action.period, "version": action.version}
        kwargs.setdefault("form", ActionForm(initial=initial))
        kwargs.setdefault("contact_form", ContactForm(prefix="contact"))
        return super().get_context_data(action=action, entries=action.entries.all(), **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save; somebody else's change is shown first, and what was typed stays."""
        form = ActionForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                change_action(
                    self.action, state=data["state"], note=data["note"], by=str(request.user), seen=data["version"],
                    fields={"due_on": data["due_on"], "period": data["period"]},
                )  # fmt: skip
            except ActionChanged as refusal:
                form = shown_anew(ActionForm(at_version(request.POST, self.action)), str(refusal))
            else:
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(reverse("actions:index", args=(self.event.pk,)))
        return self.render_to_response(self.get_context_data(form=form), status=422)


class AddContactView(ActionView):
    """Adds who is asked, and mails her the link."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Add and ask; twice is once."""
        form = ContactForm(request.POST, prefix="contact")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(contact_form=form), status=422)
        contact = add_contact(self.action, **form.cleaned_data)
        ask_contact(contact, occasion="asked")
        messages.success(request, _("The link was mailed. Reminders follow by themselves."))
        return HttpResponseRedirect(reverse("actions:edit", args=(self.event.pk, self.action.pk)))


class RemoveContactView(EventScopedMixin, View):
    """Stops asking somebody."""

    roles = (Role.REPORTER,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The link stops and the address goes."""
        contact = get_object_or_404(self.scoped(ActionContact, "action__sheet__event"), pk=kwargs["pk"])
        action_id = contact.action_id
        stop_asking(contact)
        messages.success(request, _("The link does not work any more, and the address is gone."))
        return HttpResponseRedirect(reverse("actions:edit", args=(self.event.pk, action_id)))


class ActionViewSet(ViewSet):
    """``/beheer/bijeenkomsten/<event_id>/acties/``."""

    name = "actions"
    url_prefix = "bijeenkomsten/<pk:event_id>/acties"
    icon = "tasks"

    def on_register(self) -> None:
        """The event workspace links to it; there is no menu item."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """The register and what is done in it."""
        return [
            path("", RegisterView.as_view(), name="index"),
            path("csv/", ExportView.as_view(), name="export"),
            path("<pk:pk>/", ActionView.as_view(), name="edit"),
            path("<pk:pk>/vragen/", AddContactView.as_view(), name="ask"),
            path("contact/<pk:pk>/weg/", RemoveContactView.as_view(), name="stop"),
        ]
