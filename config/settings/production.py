"""Production: everything from the environment, nothing guessed; https behind a named proxy."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import SECRET_KEY, env


def _required(name: str, why: str) -> str:
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} must be set in production: {why}")
    return value


_required("DATABASE_URL", "PostgreSQL, as postgres://user:password@host/name.")
_required("SECRET_KEY", "a random text of at least 50 characters that signs sessions and personal links.")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is too short for production: use at least 50 random characters.")
_required("ALLOWED_HOSTS", "the host names by which visitors reach this installation, separated by commas.")
_required("PUBLIC_ORIGIN", "the origin that stands in mails and calendars, for example https://bijeenkomst.example.")
_required("EMAIL_URL", "the mail server, for example smtp+tls://user:password@mail.example:587.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = env.bool("HTTPS", default=True)
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if SECURE_SSL_REDIRECT else 0)
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
