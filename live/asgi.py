"""The gateway as an ASGI application.

``uvicorn live.asgi:application --loop uvloop --http live.gateway.protocol:LiveProtocol``
It serves only ``/live/…``; pages are served by ``config.wsgi``.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
django.setup()

from live.gateway.http import Gateway  # noqa: E402 (models need django.setup first)

application = Gateway()
