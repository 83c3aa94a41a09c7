"""The retention registry in plain words, for the page that tells people what we keep of them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declarations

# What goes first comes first. Staff accounts are no part of what we tell visitors about themselves.
KEPT_UNTIL: dict[Expiry, str | Promise] = {
    Expiry.CLOSE: _("Until the vote closes"),
    Expiry.NEEDS: _("Until a few days after the meeting"),
    Expiry.DELIVERY: _("Until a few days after the mail arrived"),
    Expiry.EVENT: _("Until the retention period of the meeting ends"),
    Expiry.PUBLISHED: _("As long as the announcement is online"),
    Expiry.REPORT: _("As long as the report is online; we take it out when you ask"),
}


@dataclass(frozen=True)
class Kept:
    """What is kept until the same moment."""

    until: str | Promise
    fields: list[PersonalField]


def kept_data() -> list[Kept]:
    """All declared personal fields by the moment they go; the same purpose and readers stand there once."""
    found = [field for declaration in declarations().values() for field in declaration.personal.values()]
    groups = []
    for expiry, until in KEPT_UNTIL.items():
        fields = sorted(
            {(str(field.purpose), str(field.readers)): field for field in found if field.expiry is expiry}.items()
        )
        if fields:
            groups.append(Kept(until, [field for _key, field in fields]))
    return groups
