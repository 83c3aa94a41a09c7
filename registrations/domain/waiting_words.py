"""How the waiting list of an event works, in words: the same on the form, the personal page and in the mail."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrations.enums import WaitingOrder
from registrations.models import RegistrationRules


def order_words(rules: RegistrationRules) -> str:
    """Who is first."""
    if rules.waiting_order == WaitingOrder.LOT:
        return _(
            "Places that come free go by lot: everybody on the waiting list has the same chance, whenever they "
            "registered. Your number may change when others join the list."
        )
    return _("Places that come free go in order of registering.")


def turn_words(rules: RegistrationRules) -> str:
    """What happens when it is your turn, and until when."""
    if rules.offer_hours:
        turn = ngettext(
            "When it is your turn, we offer you the place by mail. You then have %(hours)s hour to accept it; "
            "otherwise it goes to the next.",
            "When it is your turn, we offer you the place by mail. You then have %(hours)s hours to accept it; "
            "otherwise it goes to the next.",
            rules.offer_hours,
        ) % {"hours": rules.offer_hours}
    else:
        turn = _(
            "As soon as a place comes free and it is your turn, the place is yours and we mail you at once. "
            "You need not do anything."
        )
    if not rules.offers_stop_hours:
        return turn
    stops = ngettext(
        "From %(hours)s hour before the start no more places are given this way; the desk then decides.",
        "From %(hours)s hours before the start no more places are given this way; the desk then decides.",
        rules.offers_stop_hours,
    ) % {"hours": rules.offers_stop_hours}
    return f"{turn} {stops}"


def quota_words(*, has_quotas: bool) -> str:
    """That backgrounds have places of their own; empty when they have not."""
    if not has_quotas:
        return ""
    return _("Some places are for certain backgrounds, so somebody after you may have a turn before you.")


def waiting_words(rules: RegistrationRules, *, has_quotas: bool) -> str:
    """All of it, in one paragraph."""
    return " ".join(filter(None, (order_words(rules), turn_words(rules), quota_words(has_quotas=has_quotas))))
