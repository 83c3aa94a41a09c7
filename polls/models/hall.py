"""Questions from the hall, and the report-back on stage.

While a session is open its questions and the support for them stand in LIVE_DATABASE, like open ballots: they
carry a voter's HMAC under a key of the session (to correct a tap, to hold limits), no time and no sequence. When
it closes, what was approved is copied to ``KeptHallQuestion`` with its number of supporters, and the rest is erased.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from polls.enums import BoxState, HallModeration, HallQuestionState, HallState

LONGEST_QUESTION = 280


class HallSession(models.Model):
    """One time that the hall may put questions, at a programme item or just in the room."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="hall_sessions"
    )
    programme_item = models.ForeignKey(
        "events.ProgrammeItem",
        verbose_name=_("programme item"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="hall_sessions",
    )
    moderation = models.CharField(
        _("moderation"), max_length=8, choices=HallModeration.choices, default=HallModeration.FIRST
    )
    state = models.CharField(_("state"), max_length=8, choices=HallState.choices, default=HallState.OPEN)
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("questions from the hall")
        verbose_name_plural = _("questions from the hall")
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(state="open"), name="polls_one_open_hall_session_per_event"
            )
        ]

    def __str__(self) -> str:
        return str(self.programme_item or self.event)


class KeptHallQuestion(models.Model):
    """A question that was approved, as it is kept: its words and how many supported it, nobody's name or key."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(HallSession, on_delete=models.CASCADE, related_name="kept_questions")
    text = models.CharField(_("question"), max_length=LONGEST_QUESTION)
    votes = models.PositiveIntegerField(_("supporters"), default=0)
    is_answered = models.BooleanField(_("answered"), default=False)
    is_edited = models.BooleanField(_("edited"), default=False)

    class Meta:
        verbose_name = _("kept question from the hall")
        verbose_name_plural = _("kept questions from the hall")
        ordering = ["-votes", "uid"]

    def __str__(self) -> str:
        return self.text[:60]


class HallBox(models.Model):
    """The open session as every message sees it, with its secret key and the question that is being answered."""

    live_database = True

    session_id = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField()
    channel = models.CharField(max_length=80)
    state = models.PositiveSmallIntegerField(choices=BoxState.choices, default=BoxState.OPEN)
    key = models.BinaryField(max_length=32)  # empty once the box is emptied
    moderates_first = models.BooleanField(default=True)
    pinned = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"hall {self.session_id}"


class HallQuestion(models.Model):
    """A question in an open session. ``author_key`` holds limits; it is another HMAC than that of a supporter."""

    live_database = True

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4)
    session_id = models.BigIntegerField(db_index=True)
    text = models.CharField(max_length=LONGEST_QUESTION)
    state = models.CharField(max_length=8, choices=HallQuestionState.choices, default=HallQuestionState.PENDING)
    merged_into = models.UUIDField(null=True)
    is_edited = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    author_key = models.BinaryField(max_length=16)

    def __str__(self) -> str:
        return self.text[:60]


class Upvote(models.Model):
    """One voter's support for one question; (question, voter_key) is the identity."""

    live_database = True

    pk = models.CompositePrimaryKey("question_id", "voter_key")
    question_id = models.UUIDField()
    voter_key = models.BinaryField(max_length=16)

    def __str__(self) -> str:
        return f"support for {self.question_id}"


class ReportBack(models.Model):
    """Which room's points the stage shows. ``shown`` holds the workshops that were shown, in that order."""

    event = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="report_back")
    round = models.ForeignKey("workshops.WorkshopRound", on_delete=models.SET_NULL, null=True, related_name="+")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.SET_NULL, null=True, related_name="+")
    shown = models.JSONField(default=list)

    is_derived = True  # it is pointed at another room in a moment

    class Meta:
        verbose_name = _("report-back")
        verbose_name_plural = _("report-backs")

    def __str__(self) -> str:
        return str(self.workshop_id)
