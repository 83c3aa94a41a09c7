"""Where everything of the demo is, for people and for scripts."""

from django.conf import settings
from django.urls import reverse

from core.enums import LinkPurpose
from core.models import AccessLink
from core.tokens import link_token, make_token
from events.models import EventIndexPage, EventPage
from registrations.models import Invitation, Registration
from reports.models import QuoteConsent, ReportPage, SignOffReader
from workshops.models import CaptureSheet, Passage
from workspace.demo import capture, inviting, masterclass, meeting_2015, ranking, today, working_session
from workspace.domain.demo.selfservice import selfservice_paths
from workspace.domain.demo.site import LOGIN, PASSWORD

DOOR = LinkPurpose.CHECK_IN_WORKSHOP


def demo_addresses() -> dict[str, str]:
    """Address by name; ``admin_user`` and ``admin_password`` are the demo's login."""
    home = EventIndexPage.objects.get(slug="bijeenkomsten")
    event = EventPage.objects.get(slug=today.SLUG)
    finished = EventPage.objects.get(slug=meeting_2015.SLUG)
    announced = EventPage.objects.get(slug=inviting.ANNOUNCED_SLUG)
    invited = EventPage.objects.get(slug=inviting.INVITED_SLUG)
    invitee = Invitation.objects.without_answer().filter(event=invited).order_by("pk")[0]
    ranked = EventPage.objects.get(slug=ranking.SLUG)
    ranker = Registration.objects.filter(event=ranked).order_by("pk")[0]
    report = ReportPage.objects.child_of(finished).live().get()
    registrant = Registration.objects.filter(event=event, attendances__isnull=False).order_by("-pk")[0]
    personal = make_token("registration", registrant.reference)
    links = {
        purpose: AccessLink.objects.usable().filter(event=event, purpose=purpose).order_by("pk")[0]
        for purpose in (
            LinkPurpose.CHAIR,
            LinkPurpose.SCREEN,
            LinkPurpose.FRAME,
            LinkPurpose.MODERATOR,
            LinkPurpose.CHECK_IN,
            DOOR,
        )
    }

    def tool(name: str, purpose: LinkPurpose) -> str:
        return reverse(name, args=[link_token(links[purpose])])

    paths = {
        "home": home.get_url() or "/",
        "event": event.get_url() or "/",
        "finished_event": finished.get_url() or "/",
        "masterclass": EventPage.objects.get(slug=masterclass.SLUG).get_url() or "/",
        "register": reverse("registrations:register", args=[event.pk]),
        "save_the_date": reverse("registrations:register", args=[announced.pk]),
        "by_invitation": invited.get_url() or "/",
        "invitation": reverse("registrations:invitation", args=[make_token("invitation", invitee.reference)]),
        "my_place": reverse("registrations:my_place", args=[personal]),
        "join": reverse("polls:room", args=[event.room.join_code]),
        "vote": reverse("polls:room_personal", args=[personal]),
        "screen": tool("polls:screen", LinkPurpose.SCREEN),
        "chair": tool("polls:remote", LinkPurpose.CHAIR),
        "frame": tool("polls:frame", LinkPurpose.FRAME),
        "polls": reverse("polls_prepare:index", args=[event.pk]),
        "moderator": tool("polls:moderator", LinkPurpose.MODERATOR),
        **capture_paths(event),
        "wall": wall_path(finished),
        "add_card": reverse("polls:card", args=[event.room.join_code]),
        "check_in": tool("registrations:desk", LinkPurpose.CHECK_IN),
        "workshop_door": tool("registrations:desk", DOOR),
        "printing": reverse("registrations_admin:printing", args=[event.pk]),
        "report": report.get_url() or "/",
        "admin": reverse("wagtailadmin_home"),
        "workspace": reverse("workspace:event", args=[event.pk]),
        "divide_places": reverse("registrations_admin:allocation", args=[ranked.pk]),
        "rank_workshops": reverse("registrations:register", args=[ranked.pk]),
        "my_order": reverse("registrations:my_place", args=[make_token("registration", ranker.reference)]),
        "on_the_day": reverse("registrations_admin:on_the_day", args=[event.pk]),
        "workspace_finished": reverse("workspace:event", args=[finished.pk]),
        "response": reverse("registrations_admin:invitations_response", args=[invited.pk]),
        **report_paths(),
        **session_paths(),
        **speaker_paths(finished),
        "publish_report": reverse("reports_admin:publishing", args=[finished.pk]),
        "inbox": "/beheer/inbox/",
        **selfservice_paths(EventPage.objects.get(slug=masterclass.SLUG)),
    }
    addresses = {name: settings.PUBLIC_ORIGIN + path for name, path in paths.items()}
    return {**addresses, "admin_user": LOGIN, "admin_password": PASSWORD}


def capture_paths(event: EventPage) -> dict[str, str]:
    """The pages of a scribe and a leader of the workshop under way, and of the speaker who reads her passage."""
    sheet = CaptureSheet.objects.get(event=event, workshop__title=capture.TODAY_WORKSHOP)
    passage = Passage.objects.filter(sheet__event=event).order_by("pk")[0]
    targets = {
        "scribe": ("workshops:scribe", LinkPurpose.SCRIBE, sheet.pk),
        "leader": ("workshops:leader", LinkPurpose.LEADER, sheet.pk),
        "passage": ("workshops:passage", LinkPurpose.PASSAGE, passage.pk),
        "wall_of_a_room": ("workshops:wall", LinkPurpose.WALL, sheet.pk),
        "arrange": ("workshops:arrange", LinkPurpose.ARRANGE, None),
    }
    links = AccessLink.objects.usable().filter(event=event)
    return {
        name: reverse(page, args=[link_token(links.filter(purpose=purpose, target=target)[0])])
        for name, (page, purpose, target) in targets.items()
    }


def report_paths() -> dict[str, str]:
    """Where a reader of a draft and a person quoted answer."""
    reader = SignOffReader.objects.filter(round__ended_at=None).order_by("pk").last()
    consent = QuoteConsent.objects.order_by("pk").first()
    wanted = {
        "sign_off": ("reports:reader", LinkPurpose.READER, reader),
        "quoted": ("reports:quoted", LinkPurpose.QUOTED, consent),
    }
    links = AccessLink.objects.usable()
    return {
        name: reverse(page, args=[link_token(links.filter(purpose=purpose, target=row.pk)[0])])
        for name, (page, purpose, row) in wanted.items()
        if row is not None
    }


def session_paths() -> dict[str, str]:
    """The working sessions: what came of the last one, and who writes at the next."""
    held, coming = (EventPage.objects.get(slug=slug) for slug in (working_session.SLUG, working_session.NEXT_SLUG))
    paths = {
        "working_session": held.get_url() or "/",
        "next_session": coming.get_url() or "/",
        "session_actions": reverse("actions:index", args=[held.pk]),
    }
    wanted = {
        "action": ("workshops:action", LinkPurpose.ACTION, held),
        "session_scribe": ("workshops:scribe", LinkPurpose.SCRIBE, coming),
    }
    return {**paths, **{name: _first(*found) for name, found in wanted.items()}}


def speaker_paths(event: EventPage) -> dict[str, str]:
    """Where a speaker hands in her presentation."""
    return {"speaker_files": _first("handouts:speaker", LinkPurpose.HAND_OUTS, event)}


def _first(page: str, purpose: LinkPurpose, event: EventPage) -> str:
    link = AccessLink.objects.usable().filter(event=event, purpose=purpose).order_by("pk")[0]
    return reverse(page, args=[link_token(link)])


def wall_path(event: EventPage) -> str:
    """The wall of all rooms of a meeting."""
    link = AccessLink.objects.usable().filter(event=event, purpose=LinkPurpose.WALL, target=None).order_by("pk")[0]
    return reverse("workshops:wall", args=[link_token(link)])
