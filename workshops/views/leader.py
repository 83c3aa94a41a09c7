"""The page of a workshop leader: briefing, cases, who comes in numbers, the clock, the three points."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.sections import WORKSHOP_PEOPLE, sections_for
from workshops.domain import cards, starring
from workshops.domain.mix import safe_mix
from workshops.domain.starring import MOST_POINTS, points_of
from workshops.enums import PromptKind
from workshops.forms import MoveForm, NewCardForm, OutcomeForm, SheetChoices, StarForm
from workshops.models import CaptureSheet, Outcome
from workshops.views.access import wants_json, with_led_sheet
from workshops.views.sheet import sheet_choices
from workshops.views.state import state_of
from workshops.views.words import page_words


@require_safe
@with_led_sheet
def leader_page(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Everything that a leader needs in the room, on one page."""
    return _page(request, sheet, token)


@require_safe
@with_led_sheet
def leader_state(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """How far the sheet is, and where to follow it."""
    return JsonResponse(state_of(sheet))


@require_POST
@with_led_sheet
def add_point(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Add an outcome that nobody noted yet."""
    form, identity = _form(sheet, request.POST), NewCardForm(request.POST)
    if not form.is_valid() or not identity.is_valid():
        if wants_json(request):
            errors = {name: [str(error) for error in found] for name, found in form.errors.items()}
            return JsonResponse({"code": "invalid", "errors": errors}, status=422)
        return _page(request, sheet, token, form, status=422)
    fields = form.card_fields()
    cards.create_card(sheet, Outcome, uid=identity.cleaned_data["uid"], fields=fields)
    return _done(request, token, _("Added."), "opbrengsten")


@require_POST
@with_led_sheet
def star_point(request: HttpRequest, sheet: CaptureSheet, token: str, uid: UUID) -> HttpResponse:
    """Choose a point for the report-back, or not."""
    form = StarForm(request.POST)
    form.full_clean()
    starring.star_outcome(sheet, uid, is_starred=form.cleaned_data["is_starred"])
    return _done(request, token, _("Saved."), "terugkoppeling")


@require_POST
@with_led_sheet
def move_point(request: HttpRequest, sheet: CaptureSheet, token: str, uid: UUID) -> HttpResponse:
    """Change the order of the points."""
    form = MoveForm(request.POST)
    if form.is_valid() and not form.is_dragged:
        starring.move_point(sheet, uid, steps=form.cleaned_data["steps"])
    return _done(request, token, _("Moved."), "terugkoppeling")


def _done(request: HttpRequest, token: str, message: str, anchor: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"message": message})
    messages.success(request, message)
    return HttpResponseRedirect(reverse("workshops:leader", args=(token,)) + f"#{anchor}")


def _form(sheet: CaptureSheet, data: Any = None) -> OutcomeForm:
    """The form of an outcome under a prompt that asks for words."""
    choices = sheet_choices(sheet)
    prompts = [row for row in choices.prompts if row[0] not in choices.number_prompts]
    return OutcomeForm(data, choices=SheetChoices(prompts=prompts, cases=choices.cases), auto_id="id_point_%s")


def _page(
    request: HttpRequest, sheet: CaptureSheet, token: str, form: Form | None = None, status: int = 200
) -> HttpResponse:
    state = state_of(sheet)
    outcomes = list(Outcome.objects.filter(sheet=sheet).select_related("prompt", "case"))
    prompts = [
        (prompt, [card for card in outcomes if card.prompt_id == prompt.pk])
        for prompt in sheet.template.prompts.all()
        if prompt.kind in (PromptKind.OUTCOME, PromptKind.NUMBER)
    ]
    points = points_of(sheet)
    context = {
        "sheet": sheet,
        "token": token,
        "state": state,
        "mix": _mix(request, sheet),
        "prompts": prompts,
        "points": points,
        "points_left": MOST_POINTS - len(points),
        "form": form or _form(sheet),
        "uid": uuid4(),
        "now": timezone.now(),
        "words": page_words(),
    }
    return render(request, "workshops/leader/page.html", context, status=status)


def _mix(request: HttpRequest, sheet: CaptureSheet) -> Any:
    """Who comes, in numbers that show nobody; None when nothing is known of places."""
    counts: dict[str, int] = {}
    for section in sections_for(WORKSHOP_PEOPLE, request, sheet.workshop) if sheet.workshop else []:
        counts |= section.data
    return safe_mix(counts) if counts else None
