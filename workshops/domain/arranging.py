"""What the page shows where cards are put in groups: one prompt at a time, over all rooms, in few queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from events.models import EventPage
from workshops.domain.grouping import suggest_groups
from workshops.domain.identifying import Finding, find_identifying
from workshops.enums import FindingKind
from workshops.models import CapturePrompt, Cluster, Outcome


@dataclass(frozen=True)
class LooseCard:
    """A card, where it was said, and what in it could tell who somebody is."""

    uid: str
    text: str
    room: str
    is_from_room: bool
    dots: int | None
    findings: tuple[Finding, ...]

    @property
    def warnings(self) -> list[str]:
        """What was found, in words: "Name: Samira"."""
        return [f"{FindingKind(finding.kind).label}: {finding.excerpt}" for finding in self.findings]


@dataclass(frozen=True)
class Suggestion:
    """Cards that may belong together, because of these words."""

    cards: tuple[LooseCard, ...]
    because: tuple[str, ...]
    uid: UUID = field(default_factory=uuid4)

    @property
    def title(self) -> str:
        """A first title: the words, with a capital."""
        return ", ".join(self.because).capitalize()


@dataclass(frozen=True)
class ClusterCards:
    """A group with its cards."""

    cluster: Cluster
    cards: tuple[LooseCard, ...]


@dataclass(frozen=True)
class PromptCount:
    """A prompt of the event and how many cards stand under it."""

    key: str
    title: str
    count: int


@dataclass(frozen=True)
class Arrangement:
    """All that the page shows; ``prompt`` is None when nothing was noted yet."""

    prompts: tuple[PromptCount, ...]
    prompt: PromptCount | None
    clusters: tuple[ClusterCards, ...]
    loose: tuple[LooseCard, ...]
    suggestions: tuple[Suggestion, ...]


def arrangement_of(event: EventPage, prompt_key: str = "") -> Arrangement:
    """The cards under a prompt; without a key that has cards, the first prompt that has some."""
    outcomes = list(
        Outcome.objects.filter(sheet__event=event).select_related(
            "prompt", "sheet__workshop", "sheet__programme_item", "cluster"
        )
    )
    prompts = _prompts(outcomes)
    prompt = next((one for one in prompts if one.key == prompt_key), prompts[0] if prompts else None)
    mine = [card for card in outcomes if prompt and card.prompt.key == prompt.key]
    found: dict[int | None, list[LooseCard]] = defaultdict(list)
    for card in mine:
        in_group = card.cluster is not None and card.cluster.prompt_key == card.prompt.key
        found[card.cluster_id if in_group else None].append(_card(card))
    made = Cluster.objects.filter(event=event, prompt_key=prompt.key) if prompt else []
    loose = {card.uid: card for card in found[None]}
    groups = suggest_groups({uid: card.text for uid, card in loose.items()})
    return Arrangement(
        prompts=prompts,
        prompt=prompt,
        clusters=tuple(ClusterCards(cluster, tuple(found[cluster.pk])) for cluster in made),
        loose=tuple(loose.values()),
        suggestions=tuple(Suggestion(tuple(loose[key] for key in group.keys), group.because) for group in groups),
    )


def _prompts(outcomes: list[Outcome]) -> tuple[PromptCount, ...]:
    counts: dict[str, int] = defaultdict(int)
    first: dict[str, CapturePrompt] = {}
    for card in outcomes:
        counts[card.prompt.key] += 1
        first.setdefault(card.prompt.key, card.prompt)
    ordered = sorted(first.values(), key=lambda prompt: (prompt.position, prompt.key))
    return tuple(PromptCount(prompt.key, prompt.title, counts[prompt.key]) for prompt in ordered)


def _card(card: Outcome) -> LooseCard:
    room = f"{card.sheet.number}. {card.sheet.title}" if card.sheet.number else card.sheet.title
    return LooseCard(str(card.uid), card.text, room, card.is_from_room, card.dots, tuple(find_identifying(card.text)))
