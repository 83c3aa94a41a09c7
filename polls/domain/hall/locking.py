"""The box of an open session, locked, so that nothing is written once it is being closed."""

from polls.enums import BoxState
from polls.models import HallBox


def lock_open_box(session_id: int) -> HallBox | None:
    """The box when it takes questions; must run inside a transaction on LIVE_DATABASE."""
    return HallBox.objects.select_for_update().filter(session_id=session_id, state=BoxState.OPEN).first()


def open_box(event_id: int) -> HallBox | None:
    """The box of the event's open session, not locked."""
    return HallBox.objects.filter(event_id=event_id, state=BoxState.OPEN).order_by("-session_id").first()
