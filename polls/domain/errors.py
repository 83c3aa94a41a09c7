"""What cannot be done now. The message says why, in the user's language, and may be shown as it is."""


class PollError(Exception):
    """Something asked of the live room that cannot be done now."""


class RoomError(PollError):
    """The room cannot do this now."""


class RoundError(PollError):
    """The round cannot do this now."""


class HallError(PollError):
    """The questions from the hall, or the report-back, cannot do this now."""
