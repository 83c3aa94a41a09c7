"""What the organiser's list of sheets shows of each, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from core.enums import LinkPurpose
from core.models import AccessLink
from core.origin import absolute
from core.tokens import link_token
from events.models import EventPage
from workshops.domain.passages import fingerprints_of
from workshops.domain.wall_links import WALL_PURPOSES, usable_wall_links
from workshops.enums import PassageState, SheetKind
from workshops.models import Passage, Photo
from workshops.sections import sheets_with_counts

PAGES = {
    LinkPurpose.SCRIBE: "workshops:scribe",
    LinkPurpose.LEADER: "workshops:leader",
    LinkPurpose.PASSAGE: "workshops:passage",
    LinkPurpose.WALL: "workshops:wall",
    LinkPurpose.ARRANGE: "workshops:arrange",
}


@dataclass(frozen=True)
class LinkRow:
    """A link of one kind to a sheet, with its address; none when there is none that works."""

    purpose: str
    link: AccessLink | None

    @property
    def address(self) -> str:
        """Where the link leads; empty without a link."""
        return _address(self.link)

    @property
    def kind(self) -> str:
        """Who or what it is for, in words."""
        return str(LinkPurpose(self.purpose).label)

    @property
    def is_for_scribe(self) -> bool:
        """Whether a scribe gets it (else the leader)."""
        return self.purpose == LinkPurpose.SCRIBE


@dataclass(frozen=True)
class PassageRow:
    """What a speaker answered, the address of her link, and whether the text changed since."""

    passage: Passage
    address: str
    is_changed: bool


@dataclass(frozen=True)
class SheetRow:
    """A sheet with its links, photos, and what speakers said."""

    sheet: Any
    links: list[LinkRow]
    photos: list[Any] = field(default_factory=list)
    passages: list[PassageRow] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)


def sheet_rows(event: EventPage) -> list[SheetRow]:
    """The sheets of an event in order of time."""
    links = AccessLink.objects.usable().filter(event=event, purpose__in=PAGES).order_by("-pk")
    by_target = {(link.purpose, link.target): link for link in links}
    photos, passages = defaultdict(list), defaultdict(list)
    for photo in Photo.objects.filter(sheet__event=event).defer("content"):
        photos[photo.sheet_id].append(photo)
    asked = list(Passage.objects.filter(sheet__event=event))
    present = fingerprints_of({passage.sheet_id for passage in asked})
    for passage in asked:
        link = by_target.get((LinkPurpose.PASSAGE, passage.pk))
        is_changed = passage.state != PassageState.ASKED and passage.fingerprint != present[passage.sheet_id]
        passages[passage.sheet_id].append(PassageRow(passage, _address(link), is_changed))
    found = sheets_with_counts(event).prefetch_related("programme_item__speakers")
    return [
        SheetRow(
            sheet,
            [LinkRow(purpose, by_target.get((purpose, sheet.pk))) for purpose in _purposes(sheet)],
            photos[sheet.pk],
            passages[sheet.pk],
            [speaker.name for speaker in sheet.programme_item.speakers.all()] if sheet.programme_item else [],
        )
        for sheet in sorted(found, key=lambda sheet: (sheet.starts_at, sheet.number or 0))
    ]


def _purposes(sheet: Any) -> list[LinkPurpose]:
    leaders = [LinkPurpose.LEADER] if sheet.kind == SheetKind.WORKSHOP else []
    return [LinkPurpose.SCRIBE, *leaders, LinkPurpose.WALL]


def wall_rows(event: EventPage) -> list[LinkRow]:
    """The links that concern all rooms: the wall, and arranging its cards."""
    links = usable_wall_links(event)
    return [LinkRow(purpose, links.get((purpose, None))) for purpose in WALL_PURPOSES]


def _address(link: AccessLink | None) -> str:
    if link is None:
        return ""
    return absolute(reverse(PAGES[LinkPurpose(link.purpose)], args=(link_token(link),)))
