"""What is kept of a closed round: totals and the breakdown that may be shown, with a fingerprint (D4, D5).

The payload is the contract with screens, the verslag and the data package; see ``result_payload``. Readers go
through ``payloads.read_payload``, which also knows what was frozen before.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from polls.disclosure import Band, Breakdown, Group, Reason, Release, Rung, release
from polls.domain.counting import Tally, tally_round
from polls.domain.payloads import VERSION
from polls.domain.policies import policy_groups
from polls.domain.result_parts import kind_parts, ranking_points
from polls.domain.texts import keep_texts
from polls.enums import QuestionKind
from polls.models import DisclosurePolicy, FrozenResult, Option, Round

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


def result_payload(round_: Round, policy: DisclosurePolicy, tally: Tally) -> dict[str, Any]:
    """Say what of the counts of a round that takes no more votes may be shown, for ever.

    An icebreaker showed its bars while it was open, so its total is kept as it is, without a breakdown.
    """
    question = round_.question
    outcome = _release(tally, policy, is_icebreaker=question.is_icebreaker)
    is_shown = outcome.reason is not Reason.TOO_FEW_VOTES
    options = _options(round_, tally, is_shown=is_shown)
    return {
        "version": VERSION,
        "question": {
            "id": question.pk,
            "text": question.text,
            "kind": str(tally.kind),
            "icebreaker": question.is_icebreaker,
        },
        "round": {
            "number": round_.number,
            "label": round_.label,
            "opened_at": round_.opened_at.isoformat() if round_.opened_at else None,
            "closed_at": round_.closed_at.isoformat() if round_.closed_at else None,
            "rehearsal": round_.is_rehearsal,
        },
        "rules": dict(tally.rules),
        "options": options,
        **kind_parts(tally, options, hidden_words=round_.hidden_words, is_shown=is_shown),
        "n": tally.n if is_shown else None,
        "minimum": policy.minimum,
        "suppressed": not is_shown,
        "breakdown": _breakdown(outcome.breakdown, policy_groups(policy), tally),
        "breakdown_reason": _reason(outcome),
    }


def freeze(round_: Round, policy: DisclosurePolicy) -> FrozenResult:
    """Keep the result of a round, and its open answers without their voters; once, in the closing transaction."""
    tally = tally_round(round_)
    payload = result_payload(round_, policy, tally)
    if tally.kind is QuestionKind.TEXT and not payload["suppressed"]:
        keep_texts(round_, tally.texts)
    return FrozenResult.objects.create(round=round_, payload=payload, sha256=fingerprint(payload))


def _release(tally: Tally, policy: DisclosurePolicy, *, is_icebreaker: bool) -> Release:
    """Written answers have no table: there are enough of them or not."""
    minimum = 0 if is_icebreaker else policy.minimum
    if tally.kind.is_written:
        return Release(tally.n, (), None, None, Reason.TOO_FEW_VOTES if tally.n < minimum else Reason.NOT_ASKED)
    table = tally.table([group.id for group in policy_groups(policy)])
    return release(table, minimum=minimum, with_breakdown=not is_icebreaker)


def _options(round_: Round, tally: Tally, *, is_shown: bool) -> list[dict[str, Any]]:
    asked = Option.objects.in_bulk(tally.option_ids)
    totals = tally.totals
    shown = []
    for option in (asked[pk] for pk in tally.option_ids):
        row = {"id": option.pk, "text": option.text, "clause": option.reporting_clause}
        row["count"] = totals.get(option.pk, 0) if is_shown else None
        if tally.kind is QuestionKind.RANKING:
            ranks = [tally.ranks.get((option.pk, rank), 0) for rank in range(1, tally.rules["maximum"] + 1)]
            row["ranks"], row["points"] = (ranks, ranking_points(ranks)) if is_shown else ([], None)
        shown.append(row)
    return shown


def _reason(outcome: Release) -> str:
    return outcome.reason.value if outcome.reason else ""


def _breakdown(shown: Breakdown | None, groups: Sequence[Group], tally: Tally) -> dict[str, Any] | None:
    if shown is None:
        return None
    column_name = "bin" if tally.kind is QuestionKind.NUMBER else "option_id"
    by_id = {group.id: group for group in groups}
    return {
        "rung": RUNG_NAMES[shown.rung],
        "groups": [
            {
                "label": by_id[group_id].label,
                "people": by_id[group_id].people,
                "n": size,
                "cells": [
                    {column_name: column, "word" if isinstance(cell, Band) else "value": cell}
                    for column, cell in zip(shown.option_ids, cells, strict=True)
                ],
            }
            for group_id, size, cells in zip(shown.group_ids, shown.group_sizes, shown.cells, strict=True)
        ],
    }
