"""Where everything of the demo is, for people and for scripts."""

from django.conf import settings
from django.urls import reverse

from core.enums import LinkPurpose
from core.models import AccessLink
from core.tokens import link_token, make_token
from events.models import EventIndexPage, EventPage
from registrations.models import Registration
from reports.models import ReportPage
from workspace.demo import masterclass, meeting_2015, today
from workspace.domain.demo.site import LOGIN, PASSWORD


def demo_addresses() -> dict[str, str]:
    """Address by name; ``admin_user`` and ``admin_password`` are the demo's login."""
    home = EventIndexPage.objects.get(slug="bijeenkomsten")
    event = EventPage.objects.get(slug=today.SLUG)
    finished = EventPage.objects.get(slug=meeting_2015.SLUG)
    report = ReportPage.objects.child_of(finished).live().get()
    registrant = Registration.objects.filter(event=event, attendances__isnull=False).order_by("-pk")[0]
    personal = make_token("registration", registrant.reference)
    links = {
        purpose: AccessLink.objects.usable().filter(event=event, purpose=purpose).order_by("pk")[0]
        for purpose in (LinkPurpose.CHAIR, LinkPurpose.SCREEN, LinkPurpose.SCRIBE, LinkPurpose.CHECK_IN)
    }

    def tool(name: str, purpose: LinkPurpose) -> str:
        return reverse(name, args=[link_token(links[purpose])])

    paths = {
        "home": home.get_url() or "/",
        "event": event.get_url() or "/",
        "finished_event": finished.get_url() or "/",
        "masterclass": EventPage.objects.get(slug=masterclass.SLUG).get_url() or "/",
        "register": reverse("registrations:register", args=[event.pk]),
        "my_place": reverse("registrations:my_place", args=[personal]),
        "join": reverse("polls:room", args=[event.room.join_code]),
        "vote": reverse("polls:room_personal", args=[personal]),
        "screen": tool("polls:screen", LinkPurpose.SCREEN),
        "chair": tool("polls:remote", LinkPurpose.CHAIR),
        "scribe": tool("workshops:scribe", LinkPurpose.SCRIBE),
        "check_in": tool("registrations:desk", LinkPurpose.CHECK_IN),
        "report": report.get_url() or "/",
        "admin": reverse("wagtailadmin_home"),
        "workspace": reverse("workspace:event", args=[event.pk]),
        "workspace_finished": reverse("workspace:event", args=[finished.pk]),
        "inbox": "/beheer/inbox/",
    }
    addresses = {name: settings.PUBLIC_ORIGIN + path for name, path in paths.items()}
    return {**addresses, "admin_user": LOGIN, "admin_password": PASSWORD}
