"""Mailings to many: from draft to done. Every step is one conditional update, so pressing twice does it once."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from mailing.domain.audiences import audience_named
from mailing.domain.composing import ComposedMail
from mailing.domain.markup import Values
from mailing.domain.outbox import queue_message
from mailing.domain.previewing import preview_words
from mailing.domain.senders import sender_of
from mailing.domain.waking import send_task
from mailing.domain.writing import write_words
from mailing.enums import CampaignState, MessageState
from mailing.models import Campaign, OutboxMessage

State = CampaignState
COMPOSER = "mailing.campaign"
CHUNK = 200
OPEN_STATES = (MessageState.QUEUED, MessageState.HELD)


class CampaignChanged(Exception):
    """Somebody else changed or sent the mailing since it was opened; the message is for the editor."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this mailing in the meantime. Compare and save again."))


def save_campaign(campaign: Campaign, *, version: int) -> None:
    """Save a draft that nobody changed since; raises CampaignChanged."""
    with transaction.atomic():
        rows = Campaign.objects.filter(pk=campaign.pk, version=version, state=State.DRAFT)
        if not rows.update(version=version + 1):
            raise CampaignChanged
        campaign.version = version + 1
        campaign.save(
            update_fields=["selection", "subject_nl", "body_nl", "subject_en", "body_en", "send_at", "rate_per_minute"]
        )


def start_campaign(campaign: Campaign, *, version: int, actor: User) -> None:
    """Send a draft, now or at its time. Pressed twice it starts once; raises CampaignChanged for another text."""
    now = timezone.now()
    is_later = campaign.send_at is not None and campaign.send_at > now
    started = Campaign.objects.filter(pk=campaign.pk, version=version, state=State.DRAFT).update(
        state=State.SCHEDULED if is_later else State.WRITING,
        started_by=actor,
        started_at=campaign.send_at if is_later else now,
    )
    if not started:
        if Campaign.objects.filter(pk=campaign.pk, version=version).exclude(state=State.DRAFT).exists():
            return
        raise CampaignChanged
    if not is_later:
        transaction.on_commit(lambda: send_task("mailing.tasks.write_campaign", campaign.pk), robust=True)


def pause_campaign(campaign: Campaign) -> bool:
    """Hold what has not left yet; what is on its way this second still goes. Whether there was anything to pause."""
    rows = Campaign.objects.filter(pk=campaign.pk, state__in=[State.SCHEDULED, State.WRITING, State.SENDING])
    if not rows.update(state=State.PAUSED, paused_at=timezone.now()):
        return False
    _in_chunks(campaign, MessageState.QUEUED, state=MessageState.HELD)
    return True


def resume_campaign(campaign: Campaign) -> bool:
    """Go on where it stopped, at the same pace."""
    current = Campaign.objects.get(pk=campaign.pk)
    now = timezone.now()
    is_later = current.started_at is not None and current.started_at > now
    state = State.SCHEDULED if is_later else State.SENDING if current.written_at else State.WRITING
    if not Campaign.objects.filter(pk=campaign.pk, state=State.PAUSED).update(state=state, paused_at=None):
        return False
    waited = now - (current.paused_at or now)
    _in_chunks(campaign, MessageState.HELD, state=MessageState.QUEUED, due_at=F("due_at") + waited)
    send_task("mailing.tasks.write_campaign", campaign.pk)
    return True


def stop_campaign(campaign: Campaign) -> bool:
    """End it: what has not left stays unsent, for good."""
    running = [State.SCHEDULED, State.WRITING, State.SENDING, State.PAUSED]
    rows = Campaign.objects.filter(pk=campaign.pk, state__in=running)
    if not rows.update(state=State.STOPPED, ended_at=timezone.now()):
        return False
    for state in OPEN_STATES:
        _in_chunks(campaign, state, state=MessageState.SKIPPED, last_error=_("The mailing was stopped."))
    return True


def _in_chunks(campaign: Campaign, present: MessageState, **changes: Any) -> None:
    """Change the campaign's messages of one state that nobody has in hand, a few hundred at a time."""
    last = 0
    while True:
        now = timezone.now()
        idle = OutboxMessage.objects.filter(campaign=campaign, state=present, pk__gt=last)
        idle = idle.exclude(leased_until__gt=now)
        keys = list(idle.order_by("pk").values_list("pk", flat=True)[:CHUNK])
        if not keys:
            return
        OutboxMessage.objects.filter(pk__in=keys, state=present).exclude(leased_until__gt=now).update(**changes)
        last = keys[-1]


def numbers_of(campaign: Campaign) -> dict[str, int]:
    """How many recipients there are, and how many in each state. One query; none when the rows are gone."""
    if campaign.totals:
        return dict(campaign.totals)
    counted = (
        OutboxMessage.objects.filter(campaign=campaign).order_by().values_list("state").annotate(number=Count("pk"))
    )
    numbers = {state.value: 0 for state in MessageState} | dict(counted)
    numbers["total"] = sum(numbers.values())
    return numbers


def send_test(campaign: Campaign, *, to: User, texts: Mapping[str, str]) -> int:
    """Mail the texts, with an invented person filled in, to who asks. Returns how many mails."""
    audience = audience_named(campaign.audience)
    if audience is None or not to.email:
        return 0

    def values(language: str) -> Values:
        return with_dutch_names(audience.placeholders, audience.example(campaign.event, language))

    previews = preview_words(campaign.event, texts, values)
    moment = timezone.now().strftime("%Y%m%d%H%M%S")
    for preview in previews:
        queue_message(
            f"campaign-test:{campaign.pk}:{to.pk}:{preview.language}:{moment}",
            event=campaign.event,
            purpose="campaign.test",
            to_name=to.get_full_name(),
            to_address=to.email,
            subject=_("[Test] %(subject)s") % {"subject": preview.mail.subject},
            text=preview.mail.text,
            html=preview.mail.html,
            language=preview.language,
        )
    return len(previews)


def compose_campaign_mail(message: OutboxMessage) -> ComposedMail | None:
    """The mail of a campaign to one recipient, as things stand when it leaves; None: the person is gone."""
    campaign = message.campaign
    audience = audience_named(campaign.audience) if campaign else None
    if campaign is None or audience is None:
        return None
    event = message.event
    language = "en" if message.language == "en" and campaign.body_en else "nl"
    values = audience.values(event, message.argument, language)
    if values is None:
        return None
    sender = sender_of(event)
    return write_words(
        (campaign.subject_en if language == "en" else "") or campaign.subject_nl,
        campaign.body_en if language == "en" else campaign.body_nl,
        event=event,
        language=language,
        values=with_dutch_names(audience.placeholders, {"organisation": sender.name, **values}),
        sender=sender,
        unsubscribe_url=audience.unsubscribe_url(message.argument),
    )


def with_dutch_names(placeholders: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values under their English and their Dutch names."""
    dutch = {one.name: one.dutch for one in placeholders}
    return {**{dutch.get(name, name): value for name, value in values.items()}, **values}
