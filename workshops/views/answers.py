"""What a scribe gets back: the page, the saved card, or what is not right. JSON for the page's own script."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.domain import cards
from workshops.domain.actions import open_actions_for
from workshops.domain.cards import AnyCard, owners_from_names
from workshops.domain.starring import points_of
from workshops.forms import ActionForm, PhotoUploadForm
from workshops.models import CaptureSheet
from workshops.views.access import wants_json
from workshops.views.sheet import (
    ACTION,
    KINDS,
    OUTCOME,
    Kind,
    card_lists,
    card_row,
    chosen_case,
    merging_parts,
    note_form,
    organisation_names,
    present_card,
    sheet_choices,
)
from workshops.views.state import revision_of, state_of
from workshops.views.words import page_words


def kind_of(slug: str) -> Kind:
    """The kind of card in an address; unknown ones are a 404."""
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def number_of(value: str | None) -> int | None:
    """The key of a row as it was sent, if it can be one."""
    return int(value) if value and value.isdecimal() and len(value) < 19 else None


def owners_of(form: Form) -> list[cards.Owner] | None:
    """Who does an action, as typed; None for cards without owners."""
    return owners_from_names(form.cleaned_data["owners"]) if isinstance(form, ActionForm) else None


def show_page(
    request: HttpRequest, sheet: CaptureSheet, token: str, bound: dict[str, Form], status: int = 200
) -> HttpResponse:
    """Everything of one sheet on one page."""
    choices = sheet_choices(sheet)
    state = state_of(sheet)  # before the cards: what comes in between is fetched once too often, never too seldom
    lists = card_lists(sheet, choices, bound)
    context = {
        "sheet": sheet,
        "token": token,
        "state": state,
        "lists": lists,
        "earlier": open_actions_for(sheet),
        "case": chosen_case(request.GET.get("casus"), choices),
        "points": points_of(sheet),
        **merging_parts(lists, bound),
        "photo_form": bound.get("photo") or PhotoUploadForm(auto_id="id_photo_%s", initial={"uid": uuid4()}),
        "note_form": bound.get("note") or note_form(sheet),
        "organisations": organisation_names(),
        "words": page_words(),
        "has_errors": bool(bound),
        "action_slug": ACTION.slug,
    }
    return render(request, "workshops/scribe/page.html", context, status=status)


def saved(
    request: HttpRequest, sheet: CaptureSheet, token: str, kind: Kind, card: AnyCard, message: str
) -> HttpResponse:
    """The card as it stands now."""
    if not wants_json(request):
        return back(request, token, message, f"kaart-{card.uid}")
    row = card_row(present_card(kind, card.pk), kind, sheet_choices(sheet))
    html = render_to_string("workshops/scribe/card.html", {"row": row, "sheet": sheet, "token": token}, request)
    return JsonResponse(
        {
            "uid": str(card.uid),
            "version": row.card.version,
            "revision": revision_of(sheet),
            "list": row.list_key,
            "html": html,
        }
    )


def back(request: HttpRequest, token: str, message: str, anchor: str, **facts: Any) -> HttpResponse:
    """Say to the script what was done, with some facts; lead a person back to where she was."""
    if wants_json(request):
        return JsonResponse({"message": message, **facts})
    messages.success(request, message)
    case = number_of(request.POST.get("shown_case"))
    query = f"?casus={case}" if case else ""
    return HttpResponseRedirect(reverse("workshops:scribe", args=(token,)) + query + (f"#{anchor}" if anchor else ""))


def invalid(
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
    return show_page(request, sheet, token, bound, status=422)
