"""A press is done at most once, however often the phone sends it.

A remote on a bad line sends the same press again until it hears something. Every press has a key of its own; the
first time the key is kept, the second time nothing is done and the chair gets the same answer. When the work
breaks off with an error of ours the key is given back, so that the next try does it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.domain.errors import PollError, RoomError
from polls.models import Press, Room

KEEP = timedelta(days=1)


def press_once(room: Room, key: str, work: Callable[[], None]) -> bool:
    """Do the work unless this press was done before; says whether it was done now. Raises PollError as the work did."""
    if not key:
        work()
        return True
    press = _claim(room, key)
    if press is None:
        before = Press.objects.filter(room=room, key=key).first()
        if before and before.refusal:
            raise PollError(before.refusal)
        return False
    try:
        work()
    except PollError as error:
        press.refusal = str(error)[:300]
        press.save(update_fields=["refusal"])
        raise
    except BaseException:
        press.delete()
        raise
    return True


def forget_presses() -> int:
    """Drop the keys of presses that nobody sends again."""
    deleted, _by_model = Press.objects.filter(made_at__lt=timezone.now() - KEEP).delete()
    return deleted


@contextmanager
def still_at(room: Room, seen_round: int | None) -> Iterator[Room]:
    """The room, locked, if it is still at the round that the chair saw; chairs who press at once go one by one.

    Raises RoomError when another chair moved on.
    """
    with transaction.atomic():
        locked = Room.objects.select_for_update().get(pk=room.pk)
        if locked.current_round_id != seen_round:
            raise RoomError(_("Somebody else has moved on meanwhile. This is how things stand now."))
        yield locked


def _claim(room: Room, key: str) -> Press | None:
    try:
        with transaction.atomic():
            return Press.objects.create(room=room, key=key)
    except IntegrityError:
        return None
