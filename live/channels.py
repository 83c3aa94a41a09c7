"""Channels and their versions: all that travels between processes is "channel N has version V" (D3)."""

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F

from live import bus
from live.models import ChannelVersion


class Version(NamedTuple):
    """What a gateway needs to know of a channel."""

    version: int
    revocations: int


def bump(channel: str) -> None:
    """Tell every gateway, after this transaction commits, that the channel has something new."""
    transaction.on_commit(lambda: _raise(channel, version=1))


def revoke_tokens(channel: str) -> None:
    """Make every token that was made for this channel so far worthless."""
    _raise(channel, version=1, revocations=1)


def read_version(channel: str) -> Version:
    """The present version of a channel; zero for one that never had anything."""
    return read_versions([channel]).get(channel, Version(0, 0))


def read_versions(channels: Iterable[str]) -> dict[str, Version]:
    """The present versions of some channels in one query; channels that never had anything are absent."""
    rows = ChannelVersion.objects.filter(channel__in=list(channels)).values_list("channel", "version", "revocations")
    return {channel: Version(version, revocations) for channel, version, revocations in rows}


def _raise(channel: str, *, version: int, revocations: int = 0) -> None:
    with transaction.atomic(using=settings.LIVE_DATABASE):
        ChannelVersion.objects.bulk_create([ChannelVersion(channel=channel, version=0)], ignore_conflicts=True)
        ChannelVersion.objects.filter(channel=channel).update(
            version=F("version") + version, revocations=F("revocations") + revocations
        )
    bus.publish(channel)
