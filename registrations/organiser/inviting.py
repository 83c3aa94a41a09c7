"""What inviting shows on other pages: links above the list of registrations, a summary in the workspace."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.sections import WORKSPACE, Section, register
from events.models import EventPage
from registrations.domain.response import Division, by_region, headline, missing_sentence, total_of
from registrations.domain.response_data import answers_of, regions_of
from registrations.models import Interest, Invitation
from registrations.organiser.parts import ListLink, register_list_links


def register_inviting() -> None:
    """Tell the places what this part has to show."""
    register_list_links(list_links)
    register(WORKSPACE, workspace_section)


def list_links(request: HttpRequest, event: EventPage) -> Iterable[ListLink]:
    """The invitation list, and the addresses left at the save-the-date."""
    return [
        ListLink(_("Invitations"), reverse("invitations:index", args=[event.pk]), icon="mail", order=20, in_menu=True),
        ListLink(
            _("Save-the-date"),
            reverse("registrations_admin:interests", args=[event.pk]),
            icon="date",
            order=60,
            in_menu=True,
        ),
    ]


def workspace_section(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """Who was invited and answered, and who wants to hear of the opening; nothing for who does neither."""
    interests = Interest.objects.filter(event=event).aggregate(
        confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)), told=Count("pk", filter=Q(told_at__isnull=False))
    )
    answers = answers_of(event) if Invitation.objects.filter(event=event).exists() else []
    if not answers and not interests["confirmed"] and not event.is_save_the_date:
        return []
    context = {"event": event, "interests": interests, "total": total_of(answers) if answers else None}
    if answers:
        response = by_region(answers, Division.PROGRAMME_REGION, regions_of(Division.PROGRAMME_REGION))
        context |= {
            "headline": headline(response) if response.represented else "",
            "missing": missing_sentence(response),
        }
    return [Section("registrations/sections/inviting.html", context, order=25)]
