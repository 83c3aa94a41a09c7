"""The embedded set-up: one machine, SQLite, no Redis; a secret key of its own in ``var/``."""

import secrets

from .base import *  # noqa: F403
from .base import LIVE_ORIGIN, PUBLIC_ORIGIN, SECRET_KEY, VAR_DIR, env

VAR_DIR.mkdir(parents=True, exist_ok=True)
DEBUG = env.bool("DEBUG", default=False)

if not SECRET_KEY:
    _key_file = VAR_DIR / "secret-key"
    if not _key_file.exists():
        _fresh = VAR_DIR / f"secret-key.{secrets.token_hex(4)}"
        _fresh.touch(mode=0o600)
        _fresh.write_text(secrets.token_urlsafe(50))
        try:
            _key_file.hardlink_to(_fresh)  # the first process to get here wins
        except FileExistsError:
            pass
        _fresh.unlink()
    SECRET_KEY = _key_file.read_text()

# The manage.py commands print addresses; the running server tells where it really listens.
assert PUBLIC_ORIGIN and LIVE_ORIGIN is not None
