"""The service worker of the scribe's and the leader's page: it lets a page open again without a network.

It is served beside those pages, so that it reaches them and nothing else. Its text holds a
fingerprint of the addresses of all scripts and styles, so a new release is a new worker.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

FOLDER = Path(__file__).resolve().parents[1] / "static"


@lru_cache(maxsize=1)
def parts() -> tuple[str, ...]:
    """The addresses of our scripts and styles; with the hash of their content where files are collected."""
    found = sorted([*FOLDER.glob("workshops/js/*.js"), *FOLDER.glob("workshops/css/*.css")])
    return tuple(static(str(file.relative_to(FOLDER))) for file in found)


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The worker's script."""
    version = hashlib.sha256(" ".join(parts()).encode()).hexdigest()[:16]
    context = {"version": version, "static_url": settings.STATIC_URL}
    return render(request, "workshops/scribe/worker.js", context, content_type="text/javascript")
