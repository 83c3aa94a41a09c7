"""How many voters support each question of an open session."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections

from polls.models import HallQuestion

_COUNT = """
SELECT COALESCE(question.merged_into, question.uid), COUNT(DISTINCT support.voter_key)
FROM polls_hallquestion question JOIN polls_upvote support ON support.question_id = question.uid
WHERE question.session_id = %s GROUP BY 1
"""


def count_support(session_id: int) -> dict[UUID, int]:
    """Voters per question; who supported two questions that were merged counts once. Questions without are absent."""
    with connections[settings.LIVE_DATABASE].cursor() as cursor:
        cursor.execute(_COUNT, [session_id])
        return {_uuid(uid): count for uid, count in cursor.fetchall()}


def _uuid(value: Any) -> UUID:
    """SQLite gives text."""
    return value if isinstance(value, UUID) else UUID(value)


def family(uids: set[UUID]) -> dict[UUID, UUID]:
    """Each question that was merged into one of these, and to which."""
    rows = HallQuestion.objects.filter(merged_into__in=uids).values_list("uid", "merged_into")
    return {uid: root for uid, root in rows if root is not None}
