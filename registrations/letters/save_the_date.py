"""The letters to who left an address before registration opened."""

from django.utils.translation import gettext_lazy as _

from mailing.domain.letters import Placeholder
from mailing.domain.markup import Value
from registrations.domain.save_the_date import link_of
from registrations.domain.window import window_of
from registrations.letters.personal import PersonalLetter, example_link
from registrations.models import Interest

LIST = Placeholder("list_link", "lijstlink", _("the address of the page to confirm or to leave the list"))
FORM = Placeholder("link", "link", _("the address of the form, with the address filled in"))


def _unconfirmed(reference: str) -> Interest | None:
    return _found(reference, confirmed_at=None)


def _confirmed(reference: str) -> Interest | None:
    return _found(reference, confirmed_at__isnull=False)


def _can_register(reference: str) -> Interest | None:
    interest = _confirmed(reference)
    return interest if interest and window_of(interest.event).is_open else None


def _found(reference: str, **wanted: object) -> Interest | None:
    return Interest.objects.select_related("event__venue").filter(reference=reference, **wanted).first()


def _values(interest: Interest) -> dict[str, Value]:
    return {"list_link": link_of(interest), "link": link_of(interest, "interest_register")}


def _example() -> dict[str, Value]:
    page = example_link("/vooraankondiging/voorbeeld/")
    return {"list_link": page, "link": f"{page}aanmelden/"}


LEAVE = _("Do you no longer want to hear of it? [Take my address off the list]({list_link})")
ASKED = _("Who leaves an address has to confirm it; without this mail nobody comes on the list.")

LETTERS = [
    PersonalLetter(
        name="interest_confirm",
        title=_("Save-the-date: confirm the address"),
        when=_("At once, when somebody leaves an address before registration opens."),
        subject=_("Confirm your address: {event}"),
        body=(
            _("# Keep you informed?"),
            _("Hello,"),
            _(
                "Somebody, probably you, left this address to hear when registration for **{event}** opens. Is that "
                "right? Then press the button on this page."
            ),
            _("[Yes, keep me informed]({list_link})"),
            "{facts}",
            _("Was it not you? Do nothing; we delete your address after a week."),
        ),
        placeholders=(LIST,),
        find=_unconfirmed,
        values=_values,
        example=_example,
        stays_on_because=ASKED,
        order=1,
    ),
    PersonalLetter(
        name="interest_known",
        title=_("Save-the-date: the address is on the list already"),
        when=_("At once, when somebody leaves an address that is on the list already."),
        subject=_("You are on the list: {event}"),
        body=(
            _("# You are on the list"),
            _("Hello,"),
            _(
                "Somebody, probably you, left this address to hear when registration for **{event}** opens. It was "
                "on the list already; nothing has changed. We mail you as soon as you can register."
            ),
            "{facts}",
            LEAVE,
        ),
        placeholders=(LIST,),
        find=_confirmed,
        values=_values,
        example=_example,
        order=2,
    ),
    PersonalLetter(
        name="interest_opened",
        title=_("Save-the-date: registration is open"),
        when=_("Once, when registration opens, to everybody on the list of the save-the-date."),
        subject=_("Registration is open: {event}"),
        body=(
            _("# You can register"),
            _("Hello,"),
            _("Registration for **{event}** is open. You asked us to tell you."),
            "{facts}",
            _("[To the form]({link})"),
            _("This is the only mail about it. In two weeks we delete your address from the list."),
            LEAVE,
        ),
        placeholders=(FORM, LIST),
        find=_can_register,
        values=_values,
        example=_example,
        caution=_("Without it nobody on the list hears that registration is open."),
        order=3,
    ),
]
