"""Own words for letters, per organisation (a site) or per event, and who changed what when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mailing.enums import WordingAction


class LetterWording(models.Model):
    """What one letter says at one event, or at all events of a site. An empty text: as it is one level up."""

    letter = models.CharField(_("letter"), max_length=60)
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="letter_wordings",
    )
    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("site"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    is_on = models.BooleanField(_("send this letter"), default=True)
    subject_nl = models.CharField(_("subject in Dutch"), max_length=200, blank=True)
    body_nl = models.TextField(_("text in Dutch"), blank=True)
    subject_en = models.CharField(_("subject in English"), max_length=200, blank=True)
    body_en = models.TextField(_("text in English"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("own words for a letter")
        verbose_name_plural = _("own words for letters")
        constraints = [
            models.UniqueConstraint(fields=["event", "letter"], name="mailing_wording_per_event"),
            models.UniqueConstraint(fields=["site", "letter"], name="mailing_wording_per_site"),
            models.CheckConstraint(
                condition=Q(event=None, site__isnull=False) | Q(event__isnull=False, site=None),
                name="mailing_wording_of_event_or_site",
            ),
        ]

    def __str__(self) -> str:
        return self.letter

    def subject(self, language: str) -> str:
        """The own subject in a language; empty: none."""
        return self.subject_nl if language == "nl" else self.subject_en

    def body(self, language: str) -> str:
        """The own text in a language; empty: none."""
        return self.body_nl if language == "nl" else self.body_en


class WordingChange(models.Model):
    """One change of a letter: who, when, and what it said afterwards."""

    letter = models.CharField(_("letter"), max_length=60)
    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    action = models.CharField(_("what"), max_length=12, choices=WordingAction.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    texts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("change of a letter")
        verbose_name_plural = _("changes of letters")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["event", "letter"], name="mailing_change_event")]

    def __str__(self) -> str:
        return f"{self.letter} {self.get_action_display()}"


class EventSender(models.Model):
    """From whom the mails of one event come, when that is not the organisation's own sender."""

    event = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="mail_sender")
    sender_name = models.CharField(
        _("sender's name"),
        max_length=120,
        blank=True,
        help_text=_("Empty: the name of the organisation; at a sensitive subject a neutral name."),
    )
    reply_to = models.EmailField(
        _("reply address"), blank=True, help_text=_("Where answers go. Empty: that of the organisation.")
    )

    class Meta:
        verbose_name = _("sender of an event's mails")
        verbose_name_plural = _("senders of events' mails")

    def __str__(self) -> str:
        return self.sender_name or str(self.event_id)
