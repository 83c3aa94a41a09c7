"""The embedded set-up: one machine, SQLite, no Redis; a secret key of its own in ``var/``."""

import contextlib
import secrets

from .base import *  # noqa: F403
from .base import SECRET_KEY, VAR_DIR, env

VAR_DIR.mkdir(parents=True, exist_ok=True)
DEBUG = env.bool("DEBUG", default=False)
SERVE_MEDIA = True

if not SECRET_KEY:
    _key_file = VAR_DIR / "secret-key"
    if not _key_file.exists():
        _fresh = VAR_DIR / f"secret-key.{secrets.token_hex(4)}"
        _fresh.touch(mode=0o600)
        _fresh.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            _key_file.hardlink_to(_fresh)  # the first process to get here wins
        _fresh.unlink()
    SECRET_KEY = _key_file.read_text()

# The demo has a known password; production never loads it.
DEMO_ALLOWED = env.bool("DEMO_ALLOWED", default=True)
