"""What everyone, or somebody with a place, may have."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from handouts.domain.showing import file_for_everyone, file_for_registrant
from handouts.views.files import download
from registrations.models import Registration
from registrations.views.personal import personal


@require_safe
def public_file(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A file that everyone may have now; anything else is a 404."""
    file = file_for_everyone(uid)
    if file is None:
        raise Http404
    return download(file)


@require_safe
@personal
def my_file(request: HttpRequest, registration: Registration, uid: UUID) -> HttpResponse:
    """A file for people with a place, behind the personal link; anything else is a 404."""
    file = file_for_registrant(registration, uid)
    if file is None:
        raise Http404
    return download(file)
