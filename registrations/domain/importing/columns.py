"""Which column of a list holds what, guessed from Dutch and English headings."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registrations.domain.reading_tables import columns_of

FIELDS: dict[str, str | Promise] = {
    "name": _("Name"),
    "first_name": _("First name"),
    "infix": _("Infix"),
    "last_name": _("Last name"),
    "email": _("E-mail address"),
    "organisation_name": _("Organisation"),
    "function": _("Function"),
    "sector": _("Sector"),
    "badge_name": _("Name on the badge"),
    "companion_name": _("Companion"),
    "language": _("Language"),
}
_HEADINGS = {
    "name": ("naam", "name", "volledige naam", "full name", "naam deelnemer", "deelnemer", "aangemelde", "participant"),
    "first_name": ("voornaam", "first name", "given name", "roepnaam", "voornamen", "initials", "voorletters"),
    "infix": ("tussenvoegsel", "tussenvoegsels", "infix", "tussenv", "prefix", "voorvoegsel"),
    "last_name": ("achternaam", "last name", "surname", "family name", "familienaam"),
    "email": (
        "e-mail", "email", "e-mailadres", "emailadres", "mail", "mailadres", "e-mail address", "email address",
        "e-mail adres", "adres",
    ),
    "organisation_name": (
        "organisatie", "organisation", "organization", "gemeente", "werkgever", "bedrijf", "instelling", "company",
        "employer", "naam organisatie", "organisatienaam", "municipality",
    ),
    "function": ("functie", "function", "rol", "beroep", "job title", "title", "role", "position", "functietitel"),
    "sector": ("sector", "achtergrond", "ik kom vanuit", "doelgroep", "background", "vakgebied", "werkveld"),
    "badge_name": ("naam op de badge", "badge", "badgenaam", "name on the badge", "alias", "badge name"),
    "companion_name": ("begeleider", "companion", "naam begeleider", "introducé"),
    "language": ("taal", "language", "taal van de mails"),
}  # fmt: skip


def guess_columns(headings: Sequence[str], rounds: Mapping[int, str]) -> dict[str, int]:
    """The column of each field that a heading names; a workshop round is named by its title."""
    names = {**_HEADINGS, **{round_field(pk): (title,) for pk, title in rounds.items()}}
    return columns_of(headings, names)


def round_field(round_id: int) -> str:
    """The name of the field that holds the workshop of a round."""
    return f"round_{round_id}"
