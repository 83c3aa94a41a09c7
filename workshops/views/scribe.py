"""The scribe page, its running notes, and handing in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workshops.domain import cards
from workshops.domain.sheets import hand_in, reopen
from workshops.forms import NoteForm
from workshops.models import CaptureSheet
from workshops.views.access import with_sheet
from workshops.views.answers import back, invalid, show_page
from workshops.views.state import revision_of, state_of


@require_safe
@with_sheet
def scribe_page(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Everything of one sheet on one page."""
    return show_page(request, sheet, token, {})


@require_safe
@with_sheet
def sheet_state(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """How far the sheet is, and where to follow it: a page that shows an earlier revision fetches itself again."""
    return JsonResponse(state_of(sheet))


@require_POST
@with_sheet
def save_note(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Save the running notes."""
    form = NoteForm(request.POST, auto_id="id_note_%s")
    if not form.is_valid():
        return invalid(request, sheet, token, {"note": form})
    note = cards.save_note(sheet, form.cleaned_data["text"], version=form.cleaned_data["version"])
    return back(request, token, _("Saved."), "aantekeningen", version=note.version, revision=revision_of(sheet))


@require_POST
@with_sheet
def hand_in_sheet(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Say that the sheet is complete."""
    hand_in(sheet)
    return back(request, token, _("Handed in. Thank you!"), "")


@require_POST
@with_sheet
def reopen_sheet(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Write on after handing in, as long as the link works."""
    reopen(sheet)
    return back(request, token, _("The sheet is open again."), "")
