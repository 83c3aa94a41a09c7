"""Dots: the room says which outcomes matter most. A question with several answers carries them, so all of D4 holds.

Everybody spends at most so many dots, one on a card. Ballots go at closing; what is kept on the cards is
the total of a frozen result, and nothing when there were too few voters. A later round replaces it.
"""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import EventPage
from polls.domain.drafts import Answer, Draft
from polls.domain.errors import PollError
from polls.domain.question_editing import add_questions
from polls.enums import QuestionKind
from polls.models import DotTarget, FrozenResult, Poll, Question
from polls.models.questions import MOST_TICKED
from workshops.domain.sheets import announce_event
from workshops.models import Cluster, Outcome

LONGEST_ANSWER = 200
Target = TypeVar("Target", Outcome, Cluster)


class DotsError(PollError):
    """No question can be made of these cards."""


def prepare_dots(event: EventPage, prompt_key: str, *, dots: int, text: str, by_group: bool) -> Question:
    """A question that asks which cards, or groups of cards, under a prompt matter most. Raises DotsError.

    Cards of the report-back stand first, then those that were said most often. Equal cards are one answer. More than
    a ballot can hold are refused: nobody would know which were left out.
    """
    with transaction.atomic():
        event = EventPage.objects.select_for_update(of=("self",)).get(pk=event.pk)
        targets: dict[str, Any] = _groups(event, prompt_key) if by_group else _cards(event, prompt_key)
        if len(targets) < 2:
            raise DotsError(_("There are fewer than two to choose from. Make groups first, or choose another prompt."))
        if len(targets) > MOST_TICKED:
            raise DotsError(_too_many(len(targets), by_group=by_group))
        fields = {"text": text, "minimum_choices": 1, "maximum_choices": min(dots, len(targets))}
        draft = Draft(QuestionKind.MULTIPLE, fields, [Answer(label, _clause(label)) for label in targets])
        (question,) = add_questions(_poll(event), [draft])
        options = question.options.order_by("sort_order")
        DotTarget.objects.bulk_create(
            DotTarget(option=option, **{"cluster" if by_group else "outcome": target})
            for option, target in zip(options, targets.values(), strict=True)
        )
    return question


def keep_dots(result: FrozenResult) -> None:
    """Give cards and groups the totals of a result that was just frozen; nothing when it may not be shown."""
    round_, payload = result.round, result.payload
    targets = DotTarget.objects.filter(option__question=round_.question_id)
    if round_.is_rehearsal or not targets:
        return
    counts = {row["id"]: row["count"] for row in payload["options"]}
    for target in targets:
        dots = counts.get(target.option_id)
        if target.outcome_id is not None:
            Outcome.with_merged.filter(pk=target.outcome_id).update(dots=dots)
        if target.cluster_id is not None:
            Cluster.objects.filter(pk=target.cluster_id).update(dots=dots)
    announce_event(round_.question.poll.event_id)


def _clause(label: str) -> str:
    """Completes a sentence of the report, so it stands in the site's language."""
    with override(settings.LANGUAGE_CODE):
        return _("gives a dot to “%(card)s”") % {"card": label}


def _poll(event: EventPage) -> Poll:
    """The poll of the event that holds its dots; made the first time."""
    found = Poll.objects.filter(event=event, questions__options__dot_target__isnull=False).first()
    return found or Poll.objects.create(event=event, title=_("Dots on outcomes"), position=90)


def _groups(event: EventPage, prompt_key: str) -> dict[str, Cluster]:
    groups = Cluster.objects.filter(event=event, prompt_key=prompt_key, cards__prompt__key=prompt_key)
    return _labelled(((group.title, group) for group in groups.distinct()), is_one_when_equal=False)


def _cards(event: EventPage, prompt_key: str) -> dict[str, Outcome]:
    cards = Outcome.objects.filter(sheet__event=event, prompt__key=prompt_key).annotate(times=Count("merged"))
    return _labelled((card.text, card) for card in cards.order_by("-is_starred", "-times", "sheet", "position", "pk"))


def _labelled(found: Iterable[tuple[str, Target]], *, is_one_when_equal: bool = True) -> dict[str, Target]:
    """Each with words of its own that fit an answer; what is the same only when it is cut, or by chance is numbered."""
    labelled: dict[str, Target] = {}
    lines, labels = set(), set()
    for text, target in found:
        line = " ".join(text.split())
        if is_one_when_equal and line.casefold() in lines:
            continue
        lines.add(line.casefold())
        label = next(one for one in _spellings(line) if one.casefold() not in labels)
        labels.add(label.casefold())
        labelled[label] = target
    return labelled


def _spellings(line: str) -> Iterator[str]:
    """The line as it fits an answer, then with a number behind it."""
    for number in count(1):
        tail = f" ({number})" if number > 1 else ""
        room = LONGEST_ANSWER - len(tail)
        yield (line if len(line) <= room else f"{line[: room - 1]}…") + tail


def _too_many(number: int, *, by_group: bool) -> str:
    """How many there are, and what to do about it."""
    if by_group:
        text = _("There are %(count)d groups; people can choose among at most %(most)d. Merge some of them first.")
    else:
        text = _(
            "There are %(count)d cards; people can choose among at most %(most)d. "
            "Put them in groups first, or merge what is said twice, and let people choose among the groups."
        )
    return text % {"count": number, "most": MOST_TICKED}
