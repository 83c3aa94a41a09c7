"""How often one reader may send a file in or have one made, and what is said beyond that.

Counted is the link, not the network: a whole ministry may read along behind one address.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.brakes import Brake

UPLOADS = Brake("reports.redline_uploads", most=10, seconds=600)
SENT_IN = Brake("reports.redline_sent_in", most=60, seconds=600)  # by a reporter, for all her readers
DOWNLOADS = Brake("reports.redline_downloads", most=20, seconds=600)


def too_many(request: HttpRequest, back_url: str, seconds: int) -> HttpResponse:
    """A page that says so, when it can be done again, and the way back."""
    again_at = timezone.now() + timedelta(seconds=seconds + 59)  # told by the minute
    context = {"back_url": back_url, "again_at": again_at}
    response = render(request, "reports/signoff/too_many.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
