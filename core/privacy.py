"""The retention registry in plain words, for the page that tells people what we keep of them."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field, Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, declarations

# What goes first comes first. Staff accounts are no part of what we tell visitors about themselves.
KEPT_UNTIL: dict[Expiry, str | Promise] = {
    Expiry.CLOSE: _("Until the vote closes"),
    Expiry.OPENING: _("Until some days after registration opened"),
    Expiry.NEEDS: _("Until a few days after the meeting"),
    Expiry.DELIVERY: _("Until a few days after the mail arrived"),
    Expiry.EVENT: _("Until the retention period of the meeting ends"),
    Expiry.CERTIFICATE: _("As long as your certificate can be checked; we delete it when you ask"),
    Expiry.PUBLISHED: _("As long as the announcement is online"),
    Expiry.REPORT: _("As long as the report is online; we take it out when you ask"),
}


@dataclass(frozen=True)
class KeptFields:
    """Fields that are kept for one purpose; those without a name for people are left out of ``names``."""

    names: list[str]
    purpose: str


@dataclass(frozen=True)
class Readers:
    """What the same people see."""

    readers: str
    fields: list[KeptFields]


@dataclass(frozen=True)
class Kept:
    """What is kept until the same moment."""

    until: str | Promise
    groups: list[Readers]


def kept_data() -> list[Kept]:
    """All declared personal fields by the moment they go, by who sees them and by purpose."""
    found: dict[tuple[Expiry, str, str], list[str]] = {}
    for label, declaration in declarations().items():
        model = apps.get_model(label)
        for name, personal in declaration.personal.items():
            names = found.setdefault((personal.expiry, str(personal.readers), str(personal.purpose)), [])
            names += [verbose for verbose in _name_for_people(model, name) if verbose not in names]
    return [Kept(until, groups) for expiry, until in KEPT_UNTIL.items() if (groups := _by_readers(expiry, found))]


def _by_readers(expiry: Expiry, found: dict[tuple[Expiry, str, str], list[str]]) -> list[Readers]:
    groups: dict[str, list[KeptFields]] = {}
    for (at, readers, purpose), names in found.items():
        if at is expiry:
            groups.setdefault(readers, []).append(KeptFields(names, purpose))
    return [Readers(readers, fields) for readers, fields in groups.items()]


def _name_for_people(model: type[Model], name: str) -> list[str]:
    """The field's name, if somebody gave it one; Django's own guess is no Dutch."""
    field = model._meta.get_field(name)
    if isinstance(field, Field) and "verbose_name" in field.deconstruct()[3]:
        return [str(field.verbose_name)]
    return []
