"""What an organiser can do with registrations: one by one, and with many at once. One list for both.

Every action calls a domain function that takes a registration and an actor and raises RegistrationError.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registrations.domain.bulk import preparer, put_in_workshop, set_sector
from registrations.domain.cancelling import cancel_registration
from registrations.domain.deciding import (
    approve,
    confirm_place,
    decline,
    move_to_waiting_list,
    offer_place,
    reinstate,
)
from registrations.domain.jobs import register_job
from registrations.domain.resending import resend_letter, resend_link
from registrations.enums import JobKind
from registrations.enums import RegistrationState as State


@dataclass(frozen=True)
class Action:
    """One thing to do: for which states, what is asked before, and whether it may go over the number of places."""

    name: str
    label: str | Promise
    states: tuple[State, ...]
    do: Callable[..., object]
    question: str | Promise
    icon: str = ""
    is_serious: bool = False
    can_exceed: bool = False
    needs: str = ""

    def fits(self, state: str) -> bool:
        """Whether it can be done from a state."""
        return state in self.states


ACTIONS = (
    Action(
        "approve",
        _("Approve"),
        (State.PENDING, State.DECLINED),
        approve,
        _("They get a place, or when there is none the waiting list, and a mail that says so."),
        "tick",
    ),
    Action(
        "confirm",
        _("Give a place"),
        (State.WAITLISTED, State.OFFERED),
        confirm_place,
        _("They get a place out of turn and the confirmation by mail."),
        "check",
        can_exceed=True,
    ),
    Action(
        "offer",
        _("Offer a place"),
        (State.WAITLISTED,),
        offer_place,
        _("A place is held for them, and a mail asks whether they want it."),
        "mail",
        can_exceed=True,
    ),
    Action(
        "wait",
        _("Put on the waiting list"),
        (State.CONFIRMED, State.OFFERED, State.PENDING, State.DECLINED),
        move_to_waiting_list,
        _("They lose their place and workshops, which go to who is first, and get a mail that says so."),
        "time",
        is_serious=True,
    ),
    Action(
        "decline",
        _("Decline"),
        (State.PENDING, State.WAITLISTED),
        decline,
        _("They get a mail that they cannot come. Their wishes for workshops are removed."),
        "cross",
        is_serious=True,
    ),
    Action(
        "cancel",
        _("Cancel the registration"),
        (State.PENDING, State.CONFIRMED, State.WAITLISTED, State.OFFERED),
        cancel_registration,
        _("They lose their place and workshops, which go to who waits, and get a mail that says so."),
        "bin",
        is_serious=True,
    ),
    Action(
        "reinstate",
        _("Register again"),
        (State.CANCELLED, State.DECLINED),
        reinstate,
        _("They get a place, or when there is none the waiting list, and a mail that says so."),
        "undo",
    ),
    Action(
        "link",
        _("Mail the personal link"),
        (State.PENDING, State.CONFIRMED, State.WAITLISTED, State.OFFERED),
        resend_link,
        _("They get a mail with their personal link."),
        "link",
    ),
    Action(
        "letter",
        _("Send the confirmation again"),
        (State.PENDING, State.CONFIRMED, State.WAITLISTED),
        resend_letter,
        _("They get the mail about how things stand once more."),
        "mail",
    ),
)


EVERY_STATE = tuple(State)
# Only for several at once: one person has pages of their own for these.
BULK_ACTIONS = (
    *ACTIONS,
    Action(
        "sector",
        _("Put in a sector"),
        EVERY_STATE,
        set_sector,
        _("They get the sector that you choose here. Nothing is mailed."),
        "group",
        needs="sector",
    ),
    Action(
        "workshop",
        _("Put in a workshop"),
        (State.PENDING, State.CONFIRMED, State.WAITLISTED, State.OFFERED),
        put_in_workshop,
        _("They get a place in the workshop, or a wish for it as long as they have no place, and a mail that says so."),
        "form",
        can_exceed=True,
        needs="workshop",
    ),
)
EXPORT = "export"


def action_named(name: str) -> Action | None:
    """The action of a name; None when there is no such."""
    return next((action for action in ACTIONS if action.name == name), None)


def bulk_action_named(name: str) -> Action | None:
    """The same, with those for several at once."""
    return next((action for action in BULK_ACTIONS if action.name == name), None)


def register_bulk_actions() -> None:
    """Tell how work on many is done."""
    acts = {action.name: (action.do, [state.value for state in action.states]) for action in BULK_ACTIONS}
    register_job(JobKind.ACTION, preparer(acts))


def actions_for(states: Iterable[str]) -> list[Action]:
    """The actions that can be done from at least one of the states."""
    found = set(states)
    return [action for action in ACTIONS if any(action.fits(state) for state in found)]
