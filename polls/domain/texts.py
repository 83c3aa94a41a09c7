"""Open answers: kept at closing so that nothing says who wrote them or when they came in."""

import random
import uuid
from collections.abc import Sequence

from polls.models import Round, TextAnswer


def keep_texts(round_: Round, texts: Sequence[str]) -> list[TextAnswer]:
    """Keep the texts of a round under random keys, shuffled, and inserted in the order of their keys.

    So neither the key nor the place of a row in the database's file follows the order in which they came in.
    """
    shuffled = list(texts)
    random.SystemRandom().shuffle(shuffled)
    rows = [TextAnswer(uid=uuid.uuid4(), round=round_, text=text) for text in shuffled]
    return TextAnswer.objects.bulk_create(sorted(rows, key=lambda row: row.uid))
