"""Who is at this phone: a browser that came in by code, or somebody with a personal link."""

import hashlib
import secrets
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from core.models import Sector
from core.tokens import BadToken, read_token
from polls.domain.rooms import browser_token, get_or_create_room, registrant_token
from polls.domain.voters import Voter, read_voter_token
from polls.forms import sectors_of
from polls.models import Room
from registrations.models import Registration

COOKIE_SECONDS = 3 * 24 * 3600
SKIPPED = 0


@dataclass(frozen=True)
class Participant:
    """One phone in one room: its voter token and the addresses that it uses."""

    room: Room
    token: str
    room_url: str
    vote_url: str
    state_url: str
    ask_url: str = ""
    support_url: str = ""
    background_url: str = ""
    card_url: str = ""
    sector: Sector | None = None
    asks_background: bool = False
    is_personal: bool = False

    @property
    def voter(self) -> Voter:
        """The voter behind the token."""
        return read_voter_token(self.token)

    @property
    def voter_tag(self) -> str:
        """Tells two voters on one phone apart, so that neither sends what the other left behind."""
        return hashlib.sha256(self.voter.voter_id).hexdigest()[:12]


@dataclass(frozen=True)
class Browser:
    """What the signed cookie says: a random secret, and the sector that was tapped (None: not asked yet)."""

    secret: str
    sector: int | None
    is_known: bool = False


def read_browser(request: HttpRequest, room: Room) -> Browser:
    """The browser's cookie for this room; a fresh random one when there is none or it was tampered with."""
    value = request.get_signed_cookie(_cookie(room), default="", salt=_cookie(room)) or ""
    secret, _, sector = value.partition(".")
    if not secret:
        return Browser(secrets.token_urlsafe(16), None)
    return Browser(secret, int(sector) if sector.isascii() and sector.isdigit() else None, is_known=True)


def keep_browser(response: HttpResponse, request: HttpRequest, room: Room, browser: Browser) -> None:
    """Give the browser its cookie. It holds nothing about the person but the sector they tapped."""
    response.set_signed_cookie(
        _cookie(room),
        f"{browser.secret}.{'' if browser.sector is None else browser.sector}",
        salt=_cookie(room),
        max_age=COOKIE_SECONDS,
        path=reverse("polls:join"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def participant_by_code(room: Room, browser: Browser) -> Participant:
    """Somebody in the room: one vote per browser."""
    sectors = {sector.pk: sector for sector in sectors_of(room.event)}
    sector = sectors.get(browser.sector or SKIPPED)
    code = room.join_code
    return Participant(
        room=room,
        token=browser_token(room, browser.secret, sector=sector),
        room_url=reverse("polls:room", args=(code,)),
        vote_url=reverse("polls:vote", args=(code,)),
        state_url=reverse("polls:room_state", args=(code,)),
        ask_url=reverse("polls:ask", args=(code,)),
        support_url=reverse("polls:support", args=(code,)),
        background_url=reverse("polls:background", args=(code,)),
        card_url=reverse("polls:card", args=(code,)),
        sector=sector,
        asks_background=browser.sector is None and bool(sectors),
    )


def participant_by_link(token: str) -> Participant:
    """Somebody with a place and a personal link: one vote per registration, on any device. Else a 404."""
    try:
        reference = read_token("registration", token)
    except BadToken as error:
        raise Http404 from error
    registration = (
        Registration.objects.confirmed().select_related("event", "sector").filter(reference=reference).first()
    )
    if registration is None:
        raise Http404
    return Participant(
        room=get_or_create_room(registration.event),
        token=registrant_token(registration),
        room_url=reverse("polls:room_personal", args=(token,)),
        vote_url=reverse("polls:vote_personal", args=(token,)),
        state_url=reverse("polls:state_personal", args=(token,)),
        ask_url=reverse("polls:ask_personal", args=(token,)),
        support_url=reverse("polls:support_personal", args=(token,)),
        card_url=reverse("polls:card_personal", args=(token,)),
        sector=registration.sector,
        is_personal=True,
    )


def _cookie(room: Room) -> str:
    return f"plenair_room_{room.event_id}"
