"""The gateway with one more route: the same parsing and the same token check, and nothing stored."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
django.setup()

from live.gateway import http  # noqa: E402


class MeasuredGateway(http.Gateway):
    """``/live/verify`` answers as soon as the vote is parsed and its token verified."""

    def __init__(self, queue_limit=None):
        super().__init__(queue_limit=queue_limit)
        self.short_ways[b"/live/verify"] = self.verify

    def verify(self, headers, body, reply):
        """As ``take``, without the queue and the writer."""
        self.source.read(http.read_fields(body, headers.get(b"content-type", b"")))
        reply(200, http.RECEIVED_HEADERS, http.RECEIVED)


_limit = os.environ.get("BENCH_QUEUE_LIMIT")
application = MeasuredGateway(queue_limit=int(_limit) if _limit else None)
