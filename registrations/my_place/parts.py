"""The parts of "my place": each subject of this app adds one, in its own module and template.

A provider gets the registration (with its event, whose period is known already) and gives one
Section or None; it makes at most one query. Apps above this one add theirs to ``core.sections.MY_PLACE``;
the page shows both in the order of their ``order``:

| order | what |
|---|---|
| 0 | status: have I a place? |
| 1–9 | what I must do now (answer an offer, reconfirm, go to the room) |
| 10–29 | code for the desk, verslag, certificate |
| 30–59 | my programme and what belongs to it |
| 60–89 | what I can change |
| 90 | cancelling, and who sees this page |
"""

from collections.abc import Callable

from django.http import HttpRequest

from core.sections import MY_PLACE, Section, sections_for
from registrations.models import Registration

PartProvider = Callable[[Registration], Section | None]
_providers: list[PartProvider] = []


def register_part(provider: PartProvider) -> None:
    """Add a part to the page. Registering the same provider twice changes nothing."""
    if provider not in _providers:
        _providers.append(provider)


def parts_of(request: HttpRequest, registration: Registration) -> list[Section]:
    """All parts of the page of one registration, in order, those of higher apps included."""
    event = registration.event
    event.known_period = event.period()
    own = [section for provider in _providers if (section := provider(registration)) is not None]
    return sorted([*own, *sections_for(MY_PLACE, request, registration)], key=lambda section: section.order)
