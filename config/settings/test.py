"""Tests: the same code on SQLite without Redis, or on PostgreSQL and Redis when the environment names them."""

import atexit
import os
import shutil
import tempfile

if "PLENAIR_VAR_DIR" not in os.environ:
    os.environ["PLENAIR_VAR_DIR"] = tempfile.mkdtemp(prefix="plenair-test-")
    atexit.register(shutil.rmtree, os.environ["PLENAIR_VAR_DIR"], ignore_errors=True)

from .base import *  # noqa: F403
from .base import CACHES, DATABASES, REDIS_URL, VAR_DIR

(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns at every request without it

SECRET_KEY = "test-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = True
CELERY_TASK_ALWAYS_EAGER = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
if REDIS_URL:
    CACHES["default"]["BACKEND"] = "tests.caches.OwnKeysRedisCache"
    CACHES["default"]["KEY_PREFIX"] = f"{VAR_DIR.name}-{_worker}"
for _alias, _database in DATABASES.items():
    if _database["ENGINE"].endswith("sqlite3"):
        # Files, not :memory:, because the race tests open them from several processes.
        _database["TEST"] = {"NAME": str(VAR_DIR / f"test-{_alias}-{_worker}.sqlite3")}
        _database["OPTIONS"] = {
            **_database["OPTIONS"],
            "init_command": _database["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF"),
        }
