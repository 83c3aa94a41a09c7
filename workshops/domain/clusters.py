"""Groups of outcomes, made by hand: every step is named by what it leads to, so a double click changes nothing.

All steps take the row of the event first, so that they happen one after another. A card can only be
in a group of its own prompt; a card that moves to another prompt falls out of its group.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import EventPage
from workshops.domain.sheets import announce_event
from workshops.models import Cluster, Outcome


class ClusterError(Exception):
    """A step that cannot be done; the message says why, for people."""


def make_cluster(event: EventPage, prompt_key: str, uids: Collection[UUID], title: str, *, uid: UUID) -> Cluster:
    """Put cards together under a title, taking them out of the groups where they were. The same ``uid`` twice is once.

    Raises ClusterError when none of the cards stands under this prompt.
    """
    with _changing(event):
        existing = Cluster.objects.filter(event=event, uid=uid).first()
        if existing:
            return existing
        if Cluster.objects.filter(uid=uid).exists():
            raise ClusterError(_("This group is not there any more."))
        cards = _cards(event, prompt_key, uids)
        if not cards:
            raise ClusterError(_("Choose at least one card."))
        cluster = Cluster.objects.create(event=event, prompt_key=prompt_key, title=title, uid=uid)
        Outcome.objects.filter(pk__in=cards).update(cluster=cluster)
        _drop_empty(event)
        return cluster


def rename_cluster(event: EventPage, uid: UUID, title: str) -> None:
    """Give a group another title. Raises ClusterError."""
    with _changing(event):
        _get(event, uid)
        Cluster.objects.filter(event=event, uid=uid).update(title=title)


def dissolve_cluster(event: EventPage, uid: UUID) -> None:
    """Take a group apart; its cards stand loose. A group that is gone already is fine."""
    with _changing(event):
        Cluster.objects.filter(event=event, uid=uid).delete()


def merge_clusters(event: EventPage, uid: UUID, into: UUID) -> None:
    """Put all cards of a group into another of the same prompt. Raises ClusterError."""
    with _changing(event):
        target = _get(event, into)
        if uid != into:
            Outcome.objects.filter(cluster__event=event, cluster__uid=uid, prompt__key=target.prompt_key).update(
                cluster=target
            )
            _drop_empty(event)


def move_cards(event: EventPage, prompt_key: str, uids: Collection[UUID], into: UUID | None) -> int:
    """Put cards into a group of their prompt, or (None) let them stand loose; returns how many. Raises ClusterError."""
    with _changing(event):
        target = _get(event, into) if into else None
        if target and target.prompt_key != prompt_key:
            raise ClusterError(_("This group is of another prompt."))
        cards = _cards(event, prompt_key, uids)
        if not cards:
            raise ClusterError(_("Choose at least one card."))
        moved = Outcome.objects.filter(pk__in=cards).update(cluster=target)
        _drop_empty(event)
        return moved


@contextmanager
def _changing(event: EventPage) -> Iterator[None]:
    with transaction.atomic():
        EventPage.objects.select_for_update(of=("self",)).get(pk=event.pk)
        yield
        announce_event(event.pk)


def _get(event: EventPage, uid: UUID) -> Cluster:
    cluster = Cluster.objects.filter(event=event, uid=uid).first()
    if cluster is None:
        raise ClusterError(_("This group is not there any more."))
    return cluster


def _cards(event: EventPage, prompt_key: str, uids: Collection[UUID]) -> list[int]:
    cards = Outcome.objects.filter(sheet__event=event, prompt__key=prompt_key, uid__in=list(uids))
    return list(cards.values_list("pk", flat=True))


def _drop_empty(event: EventPage) -> None:
    """A group without cards says nothing; where cards were merged into others, those keep it."""
    Cluster.objects.filter(event=event).exclude(
        pk__in=Outcome.with_merged.filter(cluster__event=event).values("cluster")
    ).delete()
