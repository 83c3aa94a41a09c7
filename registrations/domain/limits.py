"""Modest limits on public forms, against bots and mail bombs. Counted in the cache, without plain addresses."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache

WINDOW_SECONDS = 600


def _key(form: str, who: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{form}:{who}".encode(), hashlib.sha256).hexdigest()
    return f"limit:{digest[:32]}"


def may_submit(form: str, who: str, *, at_most: int, seconds: int = WINDOW_SECONDS) -> bool:
    """Whether ``who`` may send ``form`` once more: at most so often in ``seconds``. Counts this time."""
    key = _key(form, who)
    if cache.add(key, 1, seconds):
        return at_most >= 1
    try:
        return cache.incr(key) <= at_most
    except ValueError:  # it ended between the two calls
        cache.add(key, 1, seconds)
        return True


def is_exhausted(form: str, who: str, *, at_most: int) -> bool:
    """Whether ``who`` has used up ``form`` for now; asking does not count."""
    return int(cache.get(_key(form, who), 0)) >= at_most
