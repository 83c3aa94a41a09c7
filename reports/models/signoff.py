"""The sign-off round: who reads the draft, until when, and what they say of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.enums import ReaderAnswer, ReaderRole


class SignOffRound(models.Model):
    """Readers look at one revision of a report until a deadline. A report has one open round at a time."""

    page = models.ForeignKey("reports.ReportPage", on_delete=models.CASCADE, related_name="sign_off_rounds")
    # RESTRICT, so that tidying old revisions never takes away the text that people agreed to.
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.RESTRICT, related_name="+")
    answer_by = models.DateTimeField(_("answer before"))
    message = models.TextField(_("message to the readers"), blank=True)
    remind_days = models.PositiveSmallIntegerField(_("remind this many days before"), default=2)
    offers_files = models.BooleanField(
        _("the draft can be downloaded, and a changed Word file sent back"), default=True
    )
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-off round")
        verbose_name_plural = _("sign-off rounds")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(ended_at=None), name="reports_one_open_sign_off_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.started_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether the reporter has not ended it yet; an open round takes late answers."""
        return self.ended_at is None

    @property
    def is_late(self) -> bool:
        """Whether the deadline has passed."""
        return self.answer_by <= timezone.now()


class SignOffReader(models.Model):
    """One person who reads through a link of her own, and her answer."""

    round = models.ForeignKey(SignOffRound, on_delete=models.CASCADE, related_name="readers")
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("reads as"), max_length=12, choices=ReaderRole.choices, default=ReaderRole.MINISTRY)
    answer = models.CharField(_("answer"), max_length=9, choices=ReaderAnswer.choices, default=ReaderAnswer.ASKED)
    condition = models.TextField(_("what should change"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    was_late = models.BooleanField(_("answered after the deadline"), default=False)
    is_handled = models.BooleanField(_("condition handled"), default=False)

    class Meta:
        verbose_name = _("reader of a draft")
        verbose_name_plural = _("readers of drafts")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "email"], name="reports_reader_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def may_answer(self) -> bool:
        """Until the deadline, changing included; after it only who did not answer yet, while the round is open."""
        return self.round.is_open and (not self.round.is_late or self.answer == ReaderAnswer.ASKED)


class SignOffComment(models.Model):
    """What a reader says of one paragraph of the text. ``place`` counts from 0 within the block of the page."""

    reader = models.ForeignKey(SignOffReader, on_delete=models.CASCADE, related_name="comments")
    block_id = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    text = models.TextField(_("comment"))
    written_at = models.DateTimeField(_("written at"), auto_now=True)
    is_handled = models.BooleanField(_("handled"), default=False)

    class Meta:
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "block_id", "place"], name="reports_one_comment_a_paragraph")
        ]

    def __str__(self) -> str:
        return f"{self.reader} {self.block_id}"

    @property
    def key(self) -> str:
        """The paragraph it is about."""
        return f"{self.block_id}-{self.place}"
