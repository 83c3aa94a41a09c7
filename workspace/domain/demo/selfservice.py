"""Shows self-service in the demo: who still comes, and a place that is offered to a substitute."""

from django.urls import reverse
from django.utils import timezone

from core.tokens import make_token
from events.models import EventPage
from registrations.domain.reconfirming import ask, say_coming, schedule_of
from registrations.domain.substitutes import PURPOSE, hand_over
from registrations.models import Handover, Reconfirmation, Registration, RegistrationRules


def show_selfservice(event: EventPage, registered: list[Registration]) -> None:
    """Everybody was just asked whether they still come; half said yes, one offered the place to a colleague."""
    starts_at, _ends_at = event.period()
    if starts_at is None:
        return
    now = timezone.now()
    RegistrationRules.objects.update_or_create(
        event=event, defaults={"reconfirmation_days": (starts_at - now).days + 1, "changes_stop_hours": 24}
    )
    event = EventPage.objects.get(pk=event.pk)
    schedule = schedule_of(event)
    if schedule is None:
        return
    ask(event, schedule, now=now)
    for registration in registered[: len(registered) // 2]:
        say_coming(registration)
    hand_over(registered[-1], name="Wil Vervanger (verzonnen)", email="wil.vervanger@voorbeeld.example")


def selfservice_paths(event: EventPage) -> dict[str, str]:
    """The page with the three buttons of somebody who did not answer, and the substitute's page."""
    asked = Reconfirmation.objects.filter(registration__event=event, answer="").order_by("pk").first()
    offered = Handover.objects.filter(registration__event=event, state="offered").first()
    paths = {"feeds": reverse("events:subscriptions")}
    if asked:
        token = make_token("registration", asked.registration.reference)
        paths["reconfirm"] = reverse("registrations:reconfirm", args=[token])
    if offered:
        paths["substitute"] = reverse("registrations:handover", args=[make_token(PURPOSE, offered.reference)])
    return paths
