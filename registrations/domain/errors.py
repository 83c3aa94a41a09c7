"""Why something cannot be done, in words for the person who asked."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from registrations.domain.quotas import SeatProblem


class RegistrationError(Exception):
    """The wish cannot be met; ``str(error)`` says why."""


class RegistrationClosed(RegistrationError):
    """Registration is not open (any more)."""


class PlacesTaken(RegistrationError):
    """A chosen workshop cannot be given: what to say, by id of the round."""

    def __init__(self, by_round: Mapping[int, str]) -> None:
        super().__init__(" ".join(by_round.values()))
        self.by_round = dict(by_round)


class NotAdmitted(RegistrationError):
    """This event is by invitation, and there is no valid invitation or code."""


class NoSeat(RegistrationError):
    """There is no seat that this person may have now; ``problem`` says why."""

    def __init__(self, problem: SeatProblem, message: str = "") -> None:
        super().__init__(message or words_of(problem))
        self.problem = problem


class SeatsTaken(NoSeat):
    """The form promised a place, and the last one went to somebody else meanwhile. The waiting list is open."""


class OfferLapsed(RegistrationError):
    """The offered place was not accepted in time."""


def words_of(problem: SeatProblem) -> str:
    """A problem in a sentence, for organisers and the desk."""
    words = {
        SeatProblem.FULL: _("Every place is given."),
        SeatProblem.SECTOR_FULL: _("All places for this background are given."),
        SeatProblem.GROUP_FULL: _("All places in this group are given."),
        SeatProblem.HELD: _("The places that are left are held for other backgrounds."),
        SeatProblem.OTHERS_FIRST: _("Others on the waiting list come first."),
    }
    return words[problem]
