"""A frozen result as facts: what its sentences and figures need, whatever the shape of its payload."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.models import Sector
from polls.domain.hall.texts import released_payload
from polls.enums import TextState
from polls.models import FrozenResult
from reports.domain.attendance_facts import MINIMUM
from reports.phrases.kinds import bar_names
from reports.phrases.language import Language, pick
from reports.phrases.results import GroupResult, OptionResult, PollResult


@dataclass(frozen=True)
class ResultFacts:
    """A frozen result as sentences need it, with its row, its question's row and when it was closed."""

    id: int
    question_id: int
    poll_title: str
    round_label: str
    sha256: str
    result: PollResult
    is_icebreaker: bool
    option_order: tuple[int, ...]
    breakdown_reason: str = ""


def people_names(language: Language) -> dict[str, str]:
    """What groups of a result may be called in sentences: a sector's people, and the others of a sector with parts.

    Results keep the names that groups had in the language of the house; the values are in that of the report.
    """
    with translation.override(settings.LANGUAGE_CODE):
        other = _("other %(people)s")
    found: dict[str, str] = {}
    for sector in Sector.objects.exclude(people=""):
        here = sector.people_in(language)
        found[sector.people] = here
        found[other % {"people": sector.people}] = pick(language, f"overige {here}", f"other {here}")
    return found


def group_names(language: str) -> dict[str, str]:
    """What groups are called in figures and tables in another language than that of the house; nothing in its own.

    Results keep the names that groups had when they were frozen. A sector without a name in the language keeps its own.
    """
    house = settings.LANGUAGE_CODE[:2]
    if language[:2] == house:
        return {}
    found: dict[str, str] = {}
    sectors = list(Sector.objects.all())
    with translation.override(house):
        kept = [(one.name, _("%(sector)s, other") % {"sector": one.name}) for one in sectors]
        rest = _("Others"), _("Everybody")
    with translation.override(language):
        for sector, (whole, part) in zip(sectors, kept, strict=True):
            here = sector.name_in(language[:2])
            found |= {whole: here, part: _("%(sector)s, other") % {"sector": here}}
        found |= dict(zip(rest, (_("Others"), _("Everybody")), strict=True))
    return found


def result_facts(
    frozen: FrozenResult, people: Mapping[str, str] | None = None, groups: Mapping[str, str] | None = None
) -> ResultFacts:
    """The payload of a frozen result as facts; a payload of an unknown shape gives a result without numbers.

    With ``people`` given, groups are named as it says in sentences; others (the rest group) keep their cells and lose
    their name. ``groups`` says how they are called in figures and tables, where that is not as it was frozen.
    """
    payload = released_payload(frozen)
    breakdown = payload.get("breakdown") or {}
    options = _options(payload)
    question = frozen.round.question
    return ResultFacts(
        id=frozen.pk,
        question_id=question.pk,
        poll_title=question.poll.title,
        round_label=str((payload.get("round") or {}).get("label") or ""),
        sha256=frozen.sha256,
        result=PollResult(
            question=str((payload.get("question") or {}).get("text") or question.text),
            n=payload.get("n"),
            minimum=int(payload.get("minimum") or MINIMUM),
            options=options,
            suppressed=bool(payload.get("suppressed")),
            rung=str(breakdown.get("rung") or ""),
            groups=tuple(_group(group, people, groups or {}) for group in breakdown.get("groups") or []),
            kind=str(payload["question"]["kind"]),
            mean=payload["mean"],
            agree=payload["agree"],
            neutral=payload["neutral"],
            disagree=payload["disagree"],
            order=tuple(payload["order"] or ()),
            ranks=int(payload["rules"].get("maximum") or 0),
            words=tuple((str(row["word"]), int(row["count"])) for row in payload["words"] or ()),
            answers=payload["answers"],
            texts=_approved(frozen),
        ),
        is_icebreaker=question.is_icebreaker,
        option_order=tuple(option.id for option in options),
        breakdown_reason=str(payload.get("breakdown_reason") or ""),
    )


def _options(payload: dict[str, Any]) -> tuple[OptionResult, ...]:
    """The answers; of a number question its bars, under their places."""
    bins = payload["bins"] or []
    if bins:
        names = bar_names(bins, "en" if (translation.get_language() or "").startswith("en") else "nl")
        return tuple(OptionResult(place, names[place], "", bar["count"]) for place, bar in enumerate(bins))
    return tuple(
        OptionResult(
            id=int(option["id"]),
            text=str(option.get("text") or ""),
            clause=str(option.get("clause") or ""),
            count=option.get("count"),
            points=option.get("points"),
        )
        for option in payload.get("options") or []
    )


def _approved(frozen: FrozenResult) -> tuple[str, ...]:
    """Open answers that a moderator approved, those of the spotlight first. Read with the results, in one query."""
    approved = [one for one in frozen.round.texts.all() if one.state == TextState.APPROVED]
    return tuple(one.text for one in sorted(approved, key=lambda one: not one.is_spotlit))


def _group(group: dict[str, Any], people: Mapping[str, str] | None, names: Mapping[str, str]) -> GroupResult:
    cells = group.get("cells") or []
    named = str(group.get("people") or "")
    return GroupResult(
        label=names.get(kept := str(group.get("label") or ""), kept),
        people=named if people is None else people.get(named, ""),
        n=group.get("n"),
        values={_column(cell): cell["value"] for cell in cells if cell.get("value") is not None},
        words={_column(cell): str(cell["word"]) for cell in cells if cell.get("word")},
    )


def _column(cell: dict[str, Any]) -> int:
    """The id of the answer, or the place of the bar."""
    return int(cell["bin"] if "bin" in cell else cell["option_id"])
