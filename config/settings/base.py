"""Settings that every set-up shares; everything that differs comes from the environment.

Embedded (no variables set): SQLite in ``var/``, no Redis, mail in files.
Production layout: ``DATABASE_URL`` (PostgreSQL), ``REDIS_URL``, ``EMAIL_URL``; see ``deploy/``.
"""

from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

VAR_DIR = Path(env.str("PLENAIR_VAR_DIR", default=str(BASE_DIR / "var")))
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PUBLIC_ORIGIN = env.str("PUBLIC_ORIGIN", default="http://127.0.0.1:8000")
WAGTAILADMIN_BASE_URL = PUBLIC_ORIGIN

# Where browsers reach the live gateway. Empty: the proxy serves /live/ on our own origin.
LIVE_ORIGIN = env.str("LIVE_ORIGIN", default="")

INSTALLED_APPS = [
    "workspace",
    "reports",
    "polls",
    "handouts",
    "registrations",
    "workshops",
    "events",
    "live",
    "mailing",
    "core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.search_promotions",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "core.middleware.ProbeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "core.form_rendering.LeanRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "core.context_processors.site_look",
            ],
        },
    },
]

# --- Databases -------------------------------------------------------------------------------
# On SQLite the live tables (ballots, open rounds, channel versions) have a file of their own,
# so that a slow page transaction never makes a vote wait (DESIGN D2). On PostgreSQL they stand
# in the one database. LIVE_DATABASE names the alias; core.routers sends the models there.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
}
# An empty name counts as none, as container files write it.
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url_config(
        env.str("DATABASE_URL", default="").strip() or f"sqlite:///{VAR_DIR / 'plenair.sqlite3'}"
    ),
}
if not DATABASES["default"].get("ENGINE", "").endswith(("sqlite3", "postgresql")):
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = dict(SQLITE_OPTIONS)
    DATABASES["live"] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": env.str("LIVE_DATABASE_FILE", default=str(VAR_DIR / "live.sqlite3")),
        "OPTIONS": dict(SQLITE_OPTIONS),
    }
    LIVE_DATABASE = "live"
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    LIVE_DATABASE = "default"
DATABASE_ROUTERS = ["core.routers.LiveRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Redis, cache, Celery --------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CELERY_BROKER_URL = REDIS_URL
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CELERY_BROKER_URL = "folder://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "broker" / "queue"),
        "data_folder_out": str(VAR_DIR / "broker" / "queue"),
        "control_folder": str(VAR_DIR / "broker" / "control"),
        "polling_interval": 0.2,
    }
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # its replies would pile up in the folder
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "broker" / "beat-schedule")
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    # What a lost wake-up or a dead worker left behind goes out within two minutes.
    "mailing-sweep": {"task": "mailing.tasks.deliver_outbox", "schedule": 90.0},
    # Offers that lapse move on, a raised capacity is given out: within a minute, with nobody's help.
    "registrations-places": {"task": "registrations.tasks.sweep_places", "schedule": 60.0},
    "registrations-opened": {"task": "registrations.tasks.tell_that_registration_opened", "schedule": 120.0},
    "registrations-invitations": {"task": "registrations.tasks.follow_invitations", "schedule": 300.0},
    # Planned mailings start, and those under way keep their pace.
    "mailing-campaigns": {"task": "mailing.tasks.tend_campaigns", "schedule": 10.0},
    "registrations-moments": {"task": "registrations.tasks.send_due_moments", "schedule": 120.0},
    "registrations-selfservice": {"task": "registrations.tasks.sweep_selfservice", "schedule": 120.0},
    "registrations-people-jobs": {"task": "registrations.tasks.go_on_with_people_jobs", "schedule": 90.0},
    "registrations-forget": {"task": "registrations.tasks.forget_expired", "schedule": crontab(hour=3, minute=20)},
    "mailing-forget": {"task": "mailing.tasks.forget_delivered", "schedule": crontab(hour=3, minute=40)},
    "polls-forget": {"task": "polls.tasks.forget_texts", "schedule": crontab(hour=3, minute=30)},
    "handouts-forget": {"task": "handouts.tasks.forget_hand_outs", "schedule": crontab(hour=3, minute=55)},
    "workshops-actions": {"task": "workshops.tasks.remind_of_actions", "schedule": crontab(hour="8-18", minute=10)},
    "reports-sweep": {"task": "reports.tasks.sweep_reports", "schedule": 300.0},
    "reports-drafts": {"task": "reports.tasks.draft_reports", "schedule": 60.0},
    "reports-forget": {"task": "reports.tasks.forget_readers", "schedule": crontab(hour=3, minute=50)},
    # Rounds that nobody closed, results 30 seconds after closing, and what a crash left half done.
    "polls-sweep": {"task": "polls.tasks.sweep_rounds", "schedule": 10.0},
}

TASKS = {"default": {"BACKEND": "core.task_backend.CeleryBackend"}}  # Wagtail's own background tasks

# --- Language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "core" / "wagtail_words"]  # our words where Wagtail's Dutch is not good enough
TIME_ZONE = "Europe/Amsterdam"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # meetings are here; the choice among 600 goes from the account page
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]

# --- Files -----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
SERVE_MEDIA = False  # the proxy or the object store does; see core.views.media
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long StreamField makes many
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- People ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "core.accounts.ClosedSignupAdapter"
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

# --- Mail ------------------------------------------------------------------------------------
_mail = env.email_url("EMAIL_URL") if env.str("EMAIL_URL", default="") else {}
EMAIL_BACKEND = _mail.get("EMAIL_BACKEND", "mailing.backends.MailFolderBackend")
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
# How long a worker has the mails that it claimed to itself; what a dead worker held is free again after it.
MAIL_LEASE_SECONDS = env.int("MAIL_LEASE_SECONDS", default=90)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Plenair <noreply@plenair.example>")
# A mailbox for refusals; each mail gets a return address of its own (VERP: bounces+<id>@host). Empty: not used.
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", default="")
# What a mail provider must send along to report refusals at /post/terug/. Empty: that address does not exist.
BOUNCE_SECRET = env.str("BOUNCE_SECRET", default="")

# --- Security --------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    # Wagtail's admin runs its own inline bootstrap; public and participant pages get the strict policy.
    "EXCLUDE_URL_PREFIXES": ("/beheer/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF, *([LIVE_ORIGIN] if LIVE_ORIGIN else [])],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# How many proxies of our own add to X-Forwarded-For. Without them the header is not believed (core.client_address).
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=int(env.bool("BEHIND_PROXY", default=False)))
# How often one address may send a public form in ten minutes; an office shares one address.
FORM_LIMIT = env.int("FORM_LIMIT", default=60)
# Where "leave this site quickly" leads on pages of events marked sensitive: a page that says nothing about the visitor.
QUICK_EXIT_URL = env.str("QUICK_EXIT_URL", default="https://www.knmi.nl/")
# How long after the last date of an event the people who registered are known.
RETENTION_DAYS = env.int("RETENTION_DAYS", default=90)

# --- Wagtail ---------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Plenair"
# A verslag has stages and a sign-off round of its own (0376).
WAGTAIL_WORKFLOW_ENABLED = False
# Looking at a page never changes it, and a version that was approved stays what it was (0377).
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_EXTENSIONS = ["docx", "odt", "pdf", "pptx", "odp", "xlsx", "ods", "csv", "txt"]
WAGTAIL_DISABLE_WHATS_NEW_BANNER = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "core.logs.TokenFreeFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
