"""The organiser's page "Afdrukken": what can be printed, and the files. Who checks in may print the lists only."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.enums import Role
from core.permissions import can_run_event
from core.scoped import EventScopedMixin
from core.typesetting import TypesettingError
from registrations.domain.printing.printouts import latest_printouts, make_printout
from registrations.enums import PrintKind
from registrations.forms.printing import FORMS, DayNotesForm, PrintForm
from registrations.models import DayNotes

LISTS = (PrintKind.ATTENDANCE_SHEETS, PrintKind.EMERGENCY_FOLDER)
EXPLAINED = {
    PrintKind.BADGES: gettext_lazy("By surname. People who chose another name for the badge appear with that name."),
    PrintKind.TABLE_SIGNS: gettext_lazy("One sheet of A4 each, to be folded in the middle."),
    PrintKind.DOOR_SIGNS: gettext_lazy("One sheet for the door of each workshop."),
    PrintKind.ATTENDANCE_SHEETS: gettext_lazy("Lists to sign, for each date and each workshop."),
    PrintKind.VENUE_SHEET: gettext_lazy("Times, rooms, set-up and numbers for the venue. It holds no names."),
    PrintKind.EMERGENCY_FOLDER: gettext_lazy(
        "Print it the evening before, for when nothing works: lists by surname and by workshop, the waiting list and "
        "what to do at the desk."
    ),
}


class PrintingBase(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The page with one form for each kind."""

    roles = (Role.CHECK_IN,)
    template_name = "registrations/admin/printing.html"
    header_icon = "doc-full"
    page_title = gettext_lazy("Print")
    refused: PrintForm | DayNotesForm | None = None

    @cached_property
    def is_organiser(self) -> bool:
        """Whether everything may be printed, and not the lists alone."""
        return can_run_event(self.request.user, self.event)

    @property
    def kinds(self) -> list[PrintKind]:
        """What this person may print."""
        return [kind for kind in PrintKind if self.is_organiser or kind in LISTS]

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, then this page."""
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        return [*self.breadcrumbs_items, event, {"url": "", "label": _("Print")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A form per kind; one that was refused keeps what was chosen."""
        refused = self.refused
        sheets = [
            {
                "kind": kind,
                "label": kind.label,
                "explained": EXPLAINED[kind],
                "form": refused if type(refused) is FORMS[kind] else FORMS[kind](event=self.event),
            }
            for kind in self.kinds
        ]
        notes = refused if isinstance(refused, DayNotesForm) else self._notes_form()
        return super().get_context_data(
            sheets=sheets,
            notes=notes if self.is_organiser else None,
            printouts=latest_printouts(self.event),
            **kwargs,
        )

    def _notes_form(self, data: Any = None) -> DayNotesForm:
        row = DayNotes.objects.filter(event=self.event).first() or DayNotes(event=self.event)
        return DayNotesForm(data, instance=row)


class PrintingView(PrintingBase):
    """The page itself."""

    http_method_names = ["get", "head"]


class PrintoutView(PrintingBase):
    """Make one file. It is a POST: a badge counts as printed from then on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, event_id: int, kind: str) -> HttpResponse:
        """The PDF, or the page with what is wrong."""
        if kind not in self.kinds:
            raise Http404
        chosen = PrintKind(kind)
        form = FORMS[chosen](request.POST, event=self.event)
        if form.is_valid():
            try:
                pdf = make_printout(self.event, chosen, form.cleaned_data, actor=request.user)
            except TypesettingError as error:
                form.add_error(None, str(error))
            else:
                return self._file(pdf, chosen)
        self.refused = form
        return self.render_to_response(self.get_context_data(), status=422)

    def _file(self, pdf: bytes, kind: PrintKind) -> HttpResponse:
        response = HttpResponse(pdf, content_type="application/pdf")
        name = str(kind.label).lower().replace(" ", "-")
        response["Content-Disposition"] = f'attachment; filename="{name}-{self.event.pk}.pdf"'
        return response


class DayNotesView(PrintingBase):
    """Save the notes for the day."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, event_id: int) -> HttpResponse:
        """Save, or show what is wrong."""
        if not self.is_organiser:
            raise Http404
        form = self._notes_form(request.POST)
        if not form.is_valid():
            self.refused = form
            return self.render_to_response(self.get_context_data(), status=422)
        form.save()
        messages.success(request, _("The notes for the day are saved."))
        return redirect("registrations_admin:printing", self.event.pk)
