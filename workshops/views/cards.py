"""What scribes do with cards. Every form works without JavaScript; the script sends the same forms."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workshops.domain import cards, merging, ordering, starring
from workshops.forms import MergeForm, MoveForm, NewCardForm, StarForm, VersionForm
from workshops.models import CaptureSheet
from workshops.views.access import with_sheet
from workshops.views.answers import back, invalid, kind_of, number_of, owners_of, saved
from workshops.views.sheet import OUTCOME, PHOTO, list_key, sheet_choices, titles_of_outcomes


@require_POST
@with_sheet
def add_card(request: HttpRequest, sheet: CaptureSheet, token: str, slug: str) -> HttpResponse:
    """Add a card; sent twice it stands once."""
    kind, choices = kind_of(slug), sheet_choices(sheet)
    identity = NewCardForm(request.POST)
    if kind is PHOTO:
        raise Http404
    key = list_key(kind, number_of(request.POST.get("prompt")), choices)
    form = kind.form(request.POST, choices=choices, auto_id=f"id_{key}_%s")
    if not form.is_valid() or not identity.is_valid():
        return invalid(request, sheet, token, {key: form}, identity)
    card = cards.create_card(
        sheet, kind.model, uid=identity.cleaned_data["uid"], fields=form.card_fields(), owners=owners_of(form)
    )
    return saved(request, sheet, token, kind, card, _("Added."))


@require_POST
@with_sheet
def change_card(request: HttpRequest, sheet: CaptureSheet, token: str, slug: str, uid: UUID) -> HttpResponse:
    """Change a card, if nobody changed it in between."""
    kind, choices = kind_of(slug), sheet_choices(sheet)
    form = kind.form(request.POST, choices=choices, auto_id=f"id_{uid}_%s")
    based_on = VersionForm(request.POST)
    if not form.is_valid() or not based_on.is_valid():
        return invalid(request, sheet, token, {str(uid): form}, based_on)
    card = cards.update_card(
        sheet,
        kind.model,
        uid,
        version=based_on.cleaned_data["version"],
        fields=form.card_fields(),
        owners=owners_of(form),
    )
    return saved(request, sheet, token, kind, card, _("Saved."))


@require_POST
@with_sheet
def remove_card(request: HttpRequest, sheet: CaptureSheet, token: str, slug: str, uid: UUID) -> HttpResponse:
    """Delete a card, if nobody changed it in between."""
    kind, based_on = kind_of(slug), VersionForm(request.POST)
    if not based_on.is_valid():
        return invalid(request, sheet, token, {}, based_on)
    cards.delete_card(sheet, kind.model, uid, version=based_on.cleaned_data["version"])
    return back(request, token, _("Deleted."), "kaarten", uid=str(uid), deleted=True)


@require_POST
@with_sheet
def move_card(request: HttpRequest, sheet: CaptureSheet, token: str, slug: str, uid: UUID) -> HttpResponse:
    """Move a card one place, or to where it was dragged."""
    kind, form = kind_of(slug), MoveForm(request.POST)
    if not form.is_valid():
        return invalid(request, sheet, token, {}, form)
    if form.is_dragged:
        card = ordering.place_card(sheet, kind.model, uid, before=form.cleaned_data["before"])
    else:
        card = ordering.move_card(sheet, kind.model, uid, steps=form.cleaned_data["steps"])
    return saved(request, sheet, token, kind, card, _("Moved."))


@require_POST
@with_sheet
def star_card(request: HttpRequest, sheet: CaptureSheet, token: str, uid: UUID) -> HttpResponse:
    """Choose an outcome for the report-back, or not."""
    form = StarForm(request.POST)
    form.full_clean()
    card = starring.star_outcome(sheet, uid, is_starred=form.cleaned_data["is_starred"])
    return saved(request, sheet, token, OUTCOME, card, _("Saved."))


@require_POST
@with_sheet
def move_point(request: HttpRequest, sheet: CaptureSheet, token: str, uid: UUID) -> HttpResponse:
    """Change the order of the points for the report-back."""
    form = MoveForm(request.POST)
    if not form.is_valid() or form.is_dragged:
        return invalid(request, sheet, token, {}, form)
    starring.move_point(sheet, uid, steps=form.cleaned_data["steps"])
    return back(request, token, _("Moved."), "terugkoppeling")


@require_POST
@with_sheet
def merge_cards(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Put one outcome under another that says the same."""
    form = MergeForm(request.POST, outcomes=titles_of_outcomes(sheet), auto_id="id_merge_%s")
    if not form.is_valid():
        return invalid(request, sheet, token, {"merge": form})
    kept = merging.merge_outcomes(sheet, form.cleaned_data["kept"], form.cleaned_data["merged"])
    return back(request, token, _("Merged. You can undo it under the outcome."), f"kaart-{kept.uid}")


@require_POST
@with_sheet
def undo_merge(request: HttpRequest, sheet: CaptureSheet, token: str, uid: UUID) -> HttpResponse:
    """Let a merged outcome stand by itself again."""
    merging.undo_merge(sheet, uid)
    return back(request, token, _("The two outcomes stand apart again."), f"kaart-{uid}")
