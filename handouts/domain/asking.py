"""Speakers are asked for their presentation and get a link of their own; whoever holds it may hand in and replace."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.http import Http404

from core.enums import LinkPurpose
from core.models import AccessLink
from core.tokens import get_link_or_404
from handouts.domain.folders import folder_of
from handouts.models import Folder, SpeakerAsk
from mailing.domain.outbox import queue_message
from workshops.models import Passage

LETTER = "handouts.ask"


def ask_speaker(folder: Folder, *, name: str, deliver_by: datetime | None) -> SpeakerAsk:
    """Ask a speaker for files. Asked again, the moment moves and files stay; the link is made when there is none."""
    with transaction.atomic():
        Folder.objects.select_for_update(of=("self",)).get(pk=folder.pk)
        ask, _made = SpeakerAsk.objects.update_or_create(folder=folder, name=name, defaults={"deliver_by": deliver_by})
        if link_of(ask) is None:
            AccessLink.objects.create(
                event_id=folder.event_id, purpose=LinkPurpose.HAND_OUTS, target=ask.pk, label=name[:120]
            )
        return ask


def link_of(ask: SpeakerAsk) -> AccessLink | None:
    """The link that opens the speaker's page."""
    links = AccessLink.objects.usable().filter(event=ask.folder.event_id, purpose=LinkPurpose.HAND_OUTS)
    return links.filter(target=ask.pk).first()


def links_of(event_id: int) -> dict[int, AccessLink]:
    """The links of an event that work, by the key of the speaker who was asked. One query."""
    links = AccessLink.objects.usable().filter(event=event_id, purpose=LinkPurpose.HAND_OUTS)
    return {link.target or 0: link for link in links}


def take_back(ask: SpeakerAsk) -> None:
    """The link stops working; what was handed in stays, and nobody is asked any more."""
    with transaction.atomic():
        AccessLink.objects.filter(event=ask.folder.event_id, purpose=LinkPurpose.HAND_OUTS, target=ask.pk).delete()
        ask.delete()


def mail_ask(ask: SpeakerAsk, address: str) -> None:
    """Mail a speaker her link. The address is kept with the mail only, and goes with it; twice the same is one mail."""
    event = ask.folder.event
    occasion = hashlib.sha256(f"{address.lower()}{ask.deliver_by}".encode()).hexdigest()[:12]
    queue_message(
        f"{LETTER}:{ask.pk}:{occasion}",
        event=event,
        purpose=LETTER,
        to_name=ask.name,
        to_address=address,
        composer=LETTER,
        argument=str(ask.pk),
        language="en" if event.locale.language_code.startswith("en") else "nl",
    )


def open_ask(token: str) -> SpeakerAsk:
    """Whose link this is: one for presentations, or the one with which a speaker agrees with her passage.

    For the latter the row may not be saved yet: ``kept`` saves it when something is handed in. Raises Http404.
    """
    try:
        link = get_link_or_404(LinkPurpose.HAND_OUTS, token)
    except Http404:
        return _by_passage(token)
    asks = SpeakerAsk.objects.select_related("folder__event", "folder__item", "folder__workshop__round")
    ask = asks.filter(pk=link.target or 0, folder__event=link.event_id).first()
    if ask is None:
        raise Http404
    return ask


def _by_passage(token: str) -> SpeakerAsk:
    link = get_link_or_404(LinkPurpose.PASSAGE, token)
    passages = Passage.objects.select_related("sheet__event", "sheet__workshop__round", "sheet__programme_item")
    passage = passages.filter(pk=link.target or 0, sheet__event=link.event_id).first()
    if passage is None:
        raise Http404
    sheet = passage.sheet
    of_subject = {"workshop": sheet.workshop} if sheet.workshop else {"item": sheet.programme_item}
    asks = SpeakerAsk.objects.select_related("folder__event", "folder__item", "folder__workshop__round")
    found = asks.filter(name=passage.name, **{f"folder__{key}": value for key, value in of_subject.items()}).first()
    if found is not None:
        return found
    folders = Folder.objects.select_related("event", "item", "workshop__round")
    folder = folders.filter(**of_subject).first() or Folder(event=sheet.event, **of_subject)
    return SpeakerAsk(folder=folder, name=passage.name)


def kept(ask: SpeakerAsk) -> SpeakerAsk:
    """The same, saved."""
    if ask.pk is not None:
        return ask
    folder = ask.folder if ask.folder.pk else folder_of(ask.folder.subject)
    return SpeakerAsk.objects.get_or_create(folder=folder, name=ask.name)[0]
