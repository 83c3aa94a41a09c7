"""Reading cards that came from the room: let one stand, or throw it away. For scribes and for leaders."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workshops.domain.identifying import find_identifying
from workshops.domain.room_cards import approve_card, reject_card, waiting_cards
from workshops.enums import FindingKind
from workshops.models import CaptureSheet
from workshops.views.access import with_led_sheet, with_sheet

Views = tuple[Callable[..., HttpResponse], Callable[..., HttpResponse]]


def _views(access: Callable[..., Callable[..., HttpResponse]], role: str) -> Views:
    """The page and its one action, for who holds a link of this kind."""

    @require_safe
    @access
    def page(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
        cards = [
            (card, [f"{FindingKind(one.kind).label}: {one.excerpt}" for one in find_identifying(card.text)])
            for card in waiting_cards(sheet)
        ]
        context = {
            "sheet": sheet,
            "event": sheet.event,
            "token": token,
            "cards": cards,
            "back": reverse(f"workshops:{role}", args=(token,)),
            "action_name": f"workshops:{role}_room_card",
        }
        return render(request, "workshops/scribe/room_cards.html", context)

    @require_POST
    @access
    def act(request: HttpRequest, sheet: CaptureSheet, token: str, uid: UUID) -> HttpResponse:
        if "approve" in request.POST:
            found = approve_card(sheet, uid)
            messages.success(
                request, _("It stands among the cards now.") if found else _("This was dealt with already.")
            )
        else:
            reject_card(sheet, uid)
            messages.success(request, _("The card was thrown away."))
        return HttpResponseRedirect(reverse(f"workshops:{role}_room", args=(token,)))

    return page, act


scribe_room, scribe_room_card = _views(with_sheet, "scribe")
leader_room, leader_room_card = _views(with_led_sheet, "leader")
