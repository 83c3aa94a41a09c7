"""What organisers see of badge, companion, contact person, photographs and exchange of a registration."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from registrations.domain.apart import meet_now, pairs_of
from registrations.models import Registration
from registrations.organiser.parts import DetailPanel, register_panels


def register_safety() -> None:
    """Tell the organiser's pages."""
    register_panels(panels)


def panels(request: HttpRequest, registration: Registration) -> Iterable[DetailPanel]:
    """One panel, and the further roles of the person."""
    context = {
        "sectors": list(registration.sectors.all()),
        "partners": pairs_of(registration),
        "meetings": meet_now(registration),
    }
    template = "registrations/admin/panels/safety.html"
    return [DetailPanel("safety", _("Badge, companion and photographs"), template, context, icon="lock", order=20)]
