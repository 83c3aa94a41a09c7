"""Facts that only some layouts tell: the programme, the dates of a series, the meetings of a comparison."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.domain.result_facts import ResultFacts


@dataclass(frozen=True)
class AgendaFacts:
    """A plenary item or talk for which nobody was asked to take notes."""

    id: int
    title: str


@dataclass(frozen=True)
class DateFacts:
    """One date of a series; times are local. ``attended`` is what may be told: None where a number is held back."""

    id: int
    label: str
    starts_at: datetime
    ends_at: datetime
    group: str
    venue: str
    attended: int | None
    is_to_come: bool = False


@dataclass(frozen=True)
class MeetingFacts:
    """One meeting of a comparison. Of another event only what its published report tells.

    ``outcomes`` has (key, heading, text) per prompt. ``is_told`` is False when that event has no public report.
    """

    event_id: int
    title: str
    when: str
    is_told: bool
    attended: int | None = None
    results: "tuple[ResultFacts, ...]" = ()
    outcomes: tuple[tuple[str, str, str], ...] = ()
