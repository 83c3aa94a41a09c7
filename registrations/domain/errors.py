"""Why something cannot be done, in words for the person who asked."""

from collections.abc import Mapping


class RegistrationError(Exception):
    """The wish cannot be met; ``str(error)`` says why."""


class RegistrationClosed(RegistrationError):
    """Registration is not open (any more)."""


class PlacesTaken(RegistrationError):
    """A chosen workshop cannot be given: what to say, by id of the round."""

    def __init__(self, by_round: Mapping[int, str]) -> None:
        super().__init__(" ".join(by_round.values()))
        self.by_round = dict(by_round)
