"""What holds for everything that the chair brings on screen."""

from django.utils.translation import gettext as _

from polls.domain.errors import HallError
from polls.enums import RoundState
from polls.models import Room


def check_nothing_is_open(room: Room) -> None:
    """A question that is open stays on screen. Raises HallError."""
    if room.current_round and room.current_round.state == RoundState.OPEN:
        raise HallError(_("Close the question that is open first."))
