"""Who may do what at an event: predicates used by views, templates and hooks alike (D12).

Who may edit the event's page may run the event. Roles per event add to that; the organiser's role
holds every other role.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.permissions import page_permission_policy

from core.enums import Role
from core.models import EventRole, User

Visitor = User | AnonymousUser


def events_for(user: Visitor, *roles: Role) -> QuerySet[Any]:
    """The events whose page the user may edit, and those where the user has one of the roles."""
    events: QuerySet[Any] = apps.get_model("events", "EventPage")._default_manager.all()
    if not user.is_authenticated or not user.is_active:
        return events.none()
    if user.is_superuser:
        return events
    editable = page_permission_policy.instances_user_has_permission_for(user, "change").values("pk")
    with_role = EventRole.objects.filter(user=user, role__in={Role.ORGANISER, *roles}).values("event_id")
    return events.filter(Q(pk__in=editable) | Q(pk__in=with_role))


def can_run_event(user: Visitor, event: Any, *roles: Role) -> bool:
    """Whether the user may edit the event's page or has one of the roles there."""
    return events_for(user, *roles).filter(pk=event.pk).exists()


def holds_role(user: Visitor, event: Any, role: Role) -> bool:
    """Whether the user was given exactly this role there; editing the page or organising is not enough."""
    if not user.is_authenticated or not user.is_active:
        return False
    return EventRole.objects.filter(user=user, event_id=event.pk, role=role).exists()


def signed_in(request: HttpRequest) -> User:
    """The person who is signed in; for views that nobody else reaches."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
