"""What is kept of a closed round: totals and the breakdown that may be shown, with a fingerprint (D4, D5).

The payload is the contract with screens, the verslag and the data package; see ``result_payload``.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Count

from polls.disclosure import Band, Breakdown, CountTable, Group, Release, Rung, release
from polls.domain.policies import policy_groups
from polls.models import Ballot, DisclosurePolicy, FrozenResult, Option, Round

VERSION = 1
RUNG_NAMES = {Rung.FIVES: "rounded5", Rung.TENS: "rounded10", Rung.BANDS: "words"}


def canonical_json(payload: dict[str, Any]) -> str:
    """One spelling for one content: sorted keys, no spaces, as UTF-8."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(payload: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON."""
    return hashlib.sha256(canonical_json(payload).encode()).hexdigest()


def is_genuine(result: FrozenResult) -> bool:
    """Whether a kept result still is what was frozen."""
    return fingerprint(result.payload) == result.sha256


def count_ballots(round_: Round, policy: DisclosurePolicy, options: Sequence[Option]) -> CountTable:
    """The exact counts per group and option. They leave this process only through ``release``."""
    rows = Ballot.objects.filter(round_id=round_.pk).values("group", "choice").annotate(n=Count("voter_key")).order_by()
    return CountTable.from_ballots(
        [group.id for group in policy_groups(policy)],
        [option.pk for option in options],
        [(row["group"], row["choice"], row["n"]) for row in rows],
    )


def result_payload(round_: Round, policy: DisclosurePolicy) -> dict[str, Any]:
    """Count the ballots of a round that takes no more votes, and say what of it may be shown, for ever.

    An icebreaker showed its bars while it was open, so its total is kept as it is, without a breakdown.
    """
    question = round_.question
    options = list(question.options.all())
    table = count_ballots(round_, policy, options)
    minimum = 0 if question.is_icebreaker else policy.minimum
    outcome = release(table, minimum=minimum, with_breakdown=not question.is_icebreaker)
    return {
        "version": VERSION,
        "question": {
            "id": question.pk,
            "text": question.text,
            "kind": question.kind,
            "icebreaker": question.is_icebreaker,
        },
        "round": {
            "number": round_.number,
            "label": round_.label,
            "opened_at": round_.opened_at.isoformat() if round_.opened_at else None,
            "closed_at": round_.closed_at.isoformat() if round_.closed_at else None,
            "rehearsal": round_.is_rehearsal,
        },
        "options": [
            {
                "id": option.pk,
                "text": option.text,
                "clause": option.reporting_clause,
                "count": outcome.totals[column] if outcome.totals is not None else None,
            }
            for column, option in enumerate(options)
        ],
        "n": outcome.n if outcome.totals is not None else None,
        "minimum": policy.minimum,
        "suppressed": outcome.totals is None,
        "breakdown": _breakdown(outcome.breakdown, policy_groups(policy)),
        "breakdown_reason": _reason(outcome),
    }


def freeze(round_: Round, policy: DisclosurePolicy) -> FrozenResult:
    """Keep the result of a round; called once, in the closing transaction."""
    payload = result_payload(round_, policy)
    return FrozenResult.objects.create(round=round_, payload=payload, sha256=fingerprint(payload))


def _reason(outcome: Release) -> str:
    return outcome.reason.value if outcome.reason else ""


def _breakdown(shown: Breakdown | None, groups: Sequence[Group]) -> dict[str, Any] | None:
    if shown is None:
        return None
    by_id = {group.id: group for group in groups}
    return {
        "rung": RUNG_NAMES[shown.rung],
        "groups": [
            {
                "label": by_id[group_id].label,
                "people": by_id[group_id].people,
                "n": size,
                "cells": [
                    {"option_id": option_id, "word" if isinstance(cell, Band) else "value": cell}
                    for option_id, cell in zip(shown.option_ids, cells, strict=True)
                ],
            }
            for group_id, size, cells in zip(shown.group_ids, shown.group_sizes, shown.cells, strict=True)
        ],
    }
