"""The scribe page and what it sends. Every form works without JavaScript; the script sends the same forms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workshops.domain import cards
from workshops.domain.cards import AnyCard, owners_from_names
from workshops.domain.sheets import hand_in, reopen
from workshops.forms import ActionForm, MoveForm, NewCardForm, NoteForm, StarForm, VersionForm
from workshops.models import CaptureSheet
from workshops.views.access import wants_json, with_sheet
from workshops.views.sheet import (
    ACTION,
    KINDS,
    OUTCOME,
    Kind,
    card_lists,
    card_row,
    list_key,
    note_form,
    organisation_names,
    sheet_choices,
)
from workshops.views.words import page_words


@require_safe
@with_sheet
def scribe_page(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Everything of one sheet on one page."""
    return _page(request, sheet, token, {})


@require_safe
@with_sheet
def sheet_state(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """What stands on the sheet, by id and version: a page that knows other versions fetches itself again."""
    found: dict[str, int] = {}
    for kind in KINDS.values():
        found |= {
            str(uid): version
            for uid, version in kind.model._default_manager.filter(sheet=sheet).values_list("uid", "version")
        }
    note = getattr(sheet, "running_note", None)
    return JsonResponse(
        {"cards": found, "note": note.version if note else 0, "handed_in": sheet.handed_in_at is not None}
    )


@require_POST
@with_sheet
def save_note(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Save the running notes."""
    form = NoteForm(request.POST, auto_id="id_note_%s")
    if not form.is_valid():
        return _invalid(request, sheet, token, {"note": form})
    note = cards.save_note(sheet, form.cleaned_data["text"], version=form.cleaned_data["version"])
    if wants_json(request):
        return JsonResponse({"version": note.version})
    return _back(request, token, _("Saved."), "aantekeningen")


@require_POST
@with_sheet
def add_card(request: HttpRequest, sheet: CaptureSheet, token: str, slug: str) -> HttpResponse:
    """Add a card; sent twice it stands once."""
    kind, choices = _kind(slug), sheet_choices(sheet)
    identity = NewCardForm(request.POST)
    key = list_key(kind, _number(request.POST.get("prompt")))
    form = kind.form(request.POST, choices=choices, auto_id=f"id_{key}_%s")
    if not form.is_valid() or not identity.is_valid():
        return _invalid(request, sheet, token, {key: form}, identity)
    card = cards.create_card(
        sheet, kind.model, uid=identity.cleaned_data["uid"], fields=form.card_fields(), owners=_owners(form)
    )
    return _saved(request, sheet, token, kind, card, _("Added."))


@require_POST
@with_sheet
def change_card(request: HttpRequest, sheet: CaptureSheet, token: str, slug: str, uid: UUID) -> HttpResponse:
    """Change a card, if nobody changed it in between."""
    kind, choices = _kind(slug), sheet_choices(sheet)
    form = kind.form(request.POST, choices=choices, auto_id=f"id_{uid}_%s")
    based_on = VersionForm(request.POST)
    if not form.is_valid() or not based_on.is_valid():
        return _invalid(request, sheet, token, {str(uid): form}, based_on)
    card = cards.update_card(
        sheet,
        kind.model,
        uid,
        version=based_on.cleaned_data["version"],
        fields=form.card_fields(),
        owners=_owners(form),
    )
    return _saved(request, sheet, token, kind, card, _("Saved."))


@require_POST
@with_sheet
def remove_card(request: HttpRequest, sheet: CaptureSheet, token: str, slug: str, uid: UUID) -> HttpResponse:
    """Delete a card, if nobody changed it in between."""
    kind, based_on = _kind(slug), VersionForm(request.POST)
    if not based_on.is_valid():
        return _invalid(request, sheet, token, {}, based_on)
    cards.delete_card(sheet, kind.model, uid, version=based_on.cleaned_data["version"])
    if wants_json(request):
        return JsonResponse({"uid": str(uid), "deleted": True})
    return _back(request, token, _("Deleted."), "kaarten")


@require_POST
@with_sheet
def move_card(request: HttpRequest, sheet: CaptureSheet, token: str, slug: str, uid: UUID) -> HttpResponse:
    """Move a card one place."""
    kind, form = _kind(slug), MoveForm(request.POST)
    if not form.is_valid():
        return _invalid(request, sheet, token, {}, form)
    card = cards.move_card(sheet, kind.model, uid, steps=form.cleaned_data["steps"])
    return _saved(request, sheet, token, kind, card, _("Moved."))


@require_POST
@with_sheet
def star_card(request: HttpRequest, sheet: CaptureSheet, token: str, uid: UUID) -> HttpResponse:
    """Choose an outcome for the report-back, or not."""
    form = StarForm(request.POST)
    form.full_clean()
    card = cards.star_outcome(sheet, uid, is_starred=form.cleaned_data["is_starred"])
    return _saved(request, sheet, token, OUTCOME, card, _("Saved."))


@require_POST
@with_sheet
def hand_in_sheet(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Say that the sheet is complete."""
    hand_in(sheet)
    return _back(request, token, _("Handed in. Thank you!"), "")


@require_POST
@with_sheet
def reopen_sheet(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Write on after handing in, as long as the link works."""
    reopen(sheet)
    return _back(request, token, _("The sheet is open again."), "")


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 19 else None


def _owners(form: Form) -> list[cards.Owner] | None:
    return owners_from_names(form.cleaned_data["owners"]) if isinstance(form, ActionForm) else None


def _page(
    request: HttpRequest, sheet: CaptureSheet, token: str, bound: dict[str, Form], status: int = 200
) -> HttpResponse:
    choices = sheet_choices(sheet)
    context = {
        "sheet": sheet,
        "token": token,
        "lists": card_lists(sheet, choices, bound),
        "note_form": bound.get("note") or note_form(sheet),
        "organisations": organisation_names(),
        "words": page_words(),
        "has_errors": bool(bound),
        "action_slug": ACTION.slug,
    }
    return render(request, "workshops/scribe/page.html", context, status=status)


def _saved(
    request: HttpRequest, sheet: CaptureSheet, token: str, kind: Kind, card: AnyCard, message: str
) -> HttpResponse:
    if not wants_json(request):
        return _back(request, token, message, f"kaart-{card.uid}")
    fresh = kind.model._default_manager.get(pk=card.pk)
    row = card_row(fresh, kind, sheet_choices(sheet))
    html = render_to_string("workshops/scribe/card.html", {"row": row, "sheet": sheet, "token": token}, request)
    return JsonResponse({"uid": str(card.uid), "version": fresh.version, "list": row.list_key, "html": html})


def _back(request: HttpRequest, token: str, message: str, anchor: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"message": message})
    messages.success(request, message)
    return HttpResponseRedirect(reverse("workshops:scribe", args=(token,)) + (f"#{anchor}" if anchor else ""))


def _invalid(
    request: HttpRequest, sheet: CaptureSheet, token: str, bound: dict[str, Form], *others: Form
) -> HttpResponse:
    """Show what is not right, with everything as it was typed."""
    if wants_json(request):
        errors: dict[str, Any] = {}
        for form in (*bound.values(), *others):
            errors |= {name: [str(error) for error in found] for name, found in form.errors.items()}
        return JsonResponse({"code": "invalid", "errors": errors}, status=422)
    known = {card_list.key for card_list in card_lists(sheet, sheet_choices(sheet), {})}
    strangers = [key for key in bound if key.startswith(f"{OUTCOME.slug}-") and key not in known]
    for key in strangers:
        bound.pop(key)
    if strangers or any(form.errors for form in others):
        messages.error(request, _("That did not arrive as it should. Please try again."))
    return _page(request, sheet, token, bound, status=422)
