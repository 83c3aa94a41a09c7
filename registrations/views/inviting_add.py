"""Put many people on the invitation list: paste or choose a file, look, and only then add."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrations.domain.inviting import add_invitees
from registrations.domain.reading_invitees import ReadRow, read_invitees
from registrations.domain.reading_tables import Row
from registrations.forms.inviting import AddInviteesForm
from registrations.views.inviting_base import InvitingView

MOST_SHOWN = 100


class InviteesAddView(InvitingView):
    """Two steps on one page. Between them the rows travel in the page itself; nothing is kept on the server."""

    template_name = "registrations/admin/invitees_add.html"
    page_title = gettext_lazy("Paste or import")
    header_icon = "upload"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form of the first step, unless there is one."""
        kwargs.setdefault("form", AddInviteesForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was read; on the second press, add what is right."""
        form = AddInviteesForm(request.POST, request.FILES)
        if not form.is_valid():
            response: HttpResponse = self.shown(form=form, status=422)
            return response
        read = read_invitees(self.event, form.read)
        if request.POST.get("step") == "add":
            return self._add(read)
        return self.shown(form=form, **_preview(read, form.read))

    def _add(self, read: list[ReadRow]) -> HttpResponse:
        added = add_invitees(self.event, (row.invitee for row in read if row.invitee and not row.is_known))
        words = ngettext("%(count)d person came on the list.", "%(count)d people came on the list.", added.new)
        messages.success(self.request, words % {"count": added.new})
        skipped = sum(1 for row in read if row.problems)
        if skipped:
            words = ngettext("%(count)d row was left out.", "%(count)d rows were left out.", skipped)
            messages.warning(self.request, words % {"count": skipped})
        return redirect("invitations:index", self.event.pk)


def _preview(read: list[ReadRow], rows: list[Row]) -> dict[str, Any]:
    """What would happen: wrong rows first, all of them; of the others the first hundred."""
    wrong = [row for row in read if row.problems]
    right = [row for row in read if not row.problems]
    return {
        "wrong": wrong,
        "right": right[:MOST_SHOWN],
        "more": max(len(right) - MOST_SHOWN, 0),
        "new": sum(1 for row in read if row.is_new),
        "known": sum(1 for row in read if row.is_known),
        "text": _as_lines(rows),
        "is_preview": True,
        "heading": _("What we read"),
    }


def _as_lines(rows: list[Row]) -> str:
    """The rows as lines that the second step reads again, on their own line numbers."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\n")
    writer.writerows(row.cells for row in rows)
    return lines.getvalue()
