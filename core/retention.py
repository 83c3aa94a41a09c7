"""The retention registry: which fields hold personal data, why, who sees them, and when they go (D14).

Every model of the project is either declared impersonal (with a reason) or has every one of its
fields declared. A test walks all models and fails for what is missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise


class Expiry(Enum):
    """When a personal field goes."""

    NEEDS = "needs"  # within days after the last date of the event
    EVENT = "event"  # after the event's retention period
    OPENING = "opening"  # some days after registration opened; an address nobody confirmed goes earlier
    CLOSE = "close"  # when the round closes
    DELIVERY = "delivery"  # some days after the message was delivered
    CERTIFICATE = "certificate"  # a fingerprint, as long as a certificate can be checked
    ACCOUNT = "account"  # with the account of the person
    REPORT = "report"  # stays with the published report; withdrawn on request
    PUBLISHED = "published"  # published by the person's own role (speaker); stays with the event


@dataclass(frozen=True)
class PersonalField:
    """One personal field: what it is for, who sees it, when it goes."""

    purpose: str | Promise
    readers: str | Promise
    expiry: Expiry


@dataclass(frozen=True)
class Declaration:
    """What the registry knows of one model ("app.Model")."""

    personal: Mapping[str, PersonalField]
    impersonal: frozenset[str]
    reason: str = ""
    whole_model_impersonal: bool = False


_declarations: dict[str, Declaration] = {}


def declare(label: str, *, personal: Mapping[str, PersonalField], impersonal: Iterable[str]) -> None:
    """Declare every field of a model that holds personal data."""
    _declarations[label.lower()] = Declaration(dict(personal), frozenset(impersonal))


def declare_impersonal(label: str, reason: str) -> None:
    """Declare that no field of a model says anything about a person."""
    _declarations[label.lower()] = Declaration({}, frozenset(), reason, whole_model_impersonal=True)


def declarations() -> Mapping[str, Declaration]:
    """All declarations by lower-case model label."""
    return dict(_declarations)
