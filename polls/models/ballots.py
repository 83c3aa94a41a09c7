"""Open ballots (D2, D4). No user, no time, no sequence; gone when the round closes.

These rows live in LIVE_DATABASE, which on SQLite is another file: no foreign keys leave it.
"""

from django.db import models

from polls.enums import BoxState, QuestionKind


class BallotBox(models.Model):
    """The open round as every vote sees it: whether it takes votes, until when, and its secret key.

    ``scope`` is the rank of the VoterScope that the poll demands; ``groups`` says per sector id (as
    text) which disclosure group a ballot falls in; all others fall in the rest. ``kind``, ``rules`` and
    ``option_ids`` say which answers fit and how they are written (polls/domain/answers.py).
    """

    live_database = True

    round_id = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField()
    channel = models.CharField(max_length=80)
    scope = models.PositiveSmallIntegerField()
    groups = models.JSONField(default=dict)
    state = models.PositiveSmallIntegerField(choices=BoxState.choices, default=BoxState.OPEN)
    key = models.BinaryField(max_length=32)  # empty once the box is emptied
    kind = models.CharField(max_length=20, choices=QuestionKind.choices, default=QuestionKind.SINGLE)
    rules = models.JSONField(default=dict)
    option_ids = models.JSONField()
    closes_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"box {self.round_id}"


class Ballot(models.Model):
    """One voter's present answer in an open round; (round, voter_key) is the identity.

    How an answer stands in ``choice`` depends on the kind (polls/domain/answers.py). ``text`` is for
    open answers and words only; the database fills it in for all others.
    """

    live_database = True

    pk = models.CompositePrimaryKey("round_id", "voter_key")
    round_id = models.BigIntegerField()
    voter_key = models.BinaryField(max_length=16)
    group = models.SmallIntegerField()
    choice = models.BigIntegerField()
    text = models.TextField(default="", db_default="")

    def __str__(self) -> str:
        return f"ballot in {self.round_id}"
