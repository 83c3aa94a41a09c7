"""What dividing workshop places keeps of people."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare


def declare_fields() -> None:
    """Declare runs, their lines, fixed places and changes on the day."""
    organisers = _("the organisers of the meeting")
    room = PersonalField(_("to divide the places in workshops"), organisers, Expiry.EVENT)
    maker = PersonalField(_("to see who divided the places"), organisers, Expiry.ACCOUNT)
    declare(
        "registrations.AllocationRun",
        personal={"made_by": maker, "published_by": maker},
        impersonal=[
            *("event", "number", "request_key", "seed", "parameters", "figures", "seconds"),
            *("made_at", "published_at", "people_told"),
        ],
    )
    line = ("registration", "round", "workshop", "held_workshop", "choice", "has_ranked", "is_fixed", "missed")
    declare(
        "registrations.AllocatedPlace",
        personal=dict.fromkeys((*line, "had_workshop"), room),
        impersonal=["run"],
    )
    declare(
        "registrations.FixedPlace", personal=dict.fromkeys(("registration", "round", "workshop"), room), impersonal=[]
    )
    declare(
        "registrations.DayChange",
        personal={"made_by": maker},
        impersonal=[
            *("event", "workshop", "request_key", "kind", "target", "room", "before", "people_told"),
            *("made_at", "undone_at"),
        ],
    )
    moved = PersonalField(_("to bring people back when a change is undone"), organisers, Expiry.EVENT)
    declare(
        "registrations.MovedPlace",
        personal=dict.fromkeys(("registration", "source", "target", "was_fixed"), moved),
        impersonal=["change"],
    )
