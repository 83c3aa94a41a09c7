"""Whom one can mail: higher apps register audiences and the dimensions by which they are narrowed (segments).

``mailing`` knows nothing of registrations: an audience gives a queryset of people of an event, how one
row becomes a recipient, and what placeholders it fills. Any app may add a dimension to an audience.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mailing.domain.bouncing import held_among
from mailing.domain.letters import Placeholder, Text
from mailing.domain.markup import Values

Selection = Mapping[str, list[str]]
NO_ADDRESS, BOUNCES, SAME_ADDRESS = "no_address", "bounces", "same_address"
REASONS: dict[str, Text] = {
    NO_ADDRESS: _("no e-mail address"),
    BOUNCES: _("mail to this address comes back"),
    SAME_ADDRESS: _("the same address as somebody else in this list"),
}


@dataclass(frozen=True)
class Recipient:
    """One addressee; ``key`` names the row that it comes from."""

    key: str
    name: str
    address: str
    language: str = "nl"


@dataclass(frozen=True)
class Dimension:
    """One way to narrow an audience: ``choices(event)`` to tick, ``narrow(people, ticked)`` keeps who fits."""

    name: str
    label: Text
    choices: Callable[[Any], Iterable[tuple[str, Text]]]
    narrow: Callable[[QuerySet[Any], list[str]], QuerySet[Any]]
    order: int = 100


@dataclass(frozen=True)
class Audience:
    """People of an event that can be mailed. ``values(event, key, language)``: None when the person is gone."""

    name: str
    title: Text
    people: Callable[[Any], QuerySet[Any]]
    recipient: Callable[[Any], Recipient]
    placeholders: tuple[Placeholder, ...]
    values: Callable[[Any, str, str], Values | None]
    example: Callable[[Any, str], Values]
    unsubscribe_url: Callable[[str], str] = field(default=lambda key: "")
    default: Selection = field(default_factory=dict)
    order: int = 100


@dataclass(frozen=True)
class Reached:
    """Whom a selection reaches, and who is left out, with the reason."""

    recipients: list[Recipient]
    excluded: list[tuple[Recipient, str]]

    @property
    def excluded_by_reason(self) -> list[tuple[Text, list[Recipient]]]:
        """The exclusions, named."""
        return [
            (REASONS[reason], found)
            for reason in REASONS
            if (found := [recipient for recipient, why in self.excluded if why == reason])
        ]


_audiences: dict[str, Audience] = {}
_dimensions: dict[str, dict[str, Dimension]] = defaultdict(dict)


def register_audience(audience: Audience) -> None:
    """Add an audience."""
    _audiences[audience.name] = audience


def register_dimension(audience: str, dimension: Dimension) -> None:
    """Add a way to narrow an audience."""
    _dimensions[audience][dimension.name] = dimension


def audiences() -> list[Audience]:
    """All audiences, in order."""
    return sorted(_audiences.values(), key=lambda audience: audience.order)


def audience_named(name: str) -> Audience | None:
    """The audience of this name."""
    return _audiences.get(name)


def dimensions_of(audience: Audience) -> list[Dimension]:
    """The dimensions of an audience, in order."""
    return sorted(_dimensions[audience.name].values(), key=lambda dimension: (dimension.order, dimension.name))


def chosen_people(audience: Audience, event: Any, selection: Selection) -> QuerySet[Any]:
    """Who fits every dimension in which something is ticked, newest first."""
    people = audience.people(event)
    for dimension in dimensions_of(audience):
        ticked = selection.get(dimension.name) or []
        if ticked:
            people = dimension.narrow(people, list(ticked))
    return people.order_by("-pk")


def reach(audience: Audience, event: Any, selection: Selection) -> Reached:
    """Whom a selection reaches. The newest row of an address counts. Two queries and those of the dimensions."""
    everybody = [audience.recipient(row) for row in chosen_people(audience, event, selection)]
    held = held_among({recipient.address for recipient in everybody})
    seen: set[str] = set()
    recipients, excluded = [], []
    for recipient in everybody:
        address = recipient.address.lower()
        if not address:
            excluded.append((recipient, NO_ADDRESS))
        elif address in seen:
            excluded.append((recipient, SAME_ADDRESS))
        elif address in held:
            excluded.append((recipient, BOUNCES))
        else:
            recipients.append(recipient)
        seen.add(address)
    return Reached(recipients, excluded)
