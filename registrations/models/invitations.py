"""Who is invited, by a personal link or by a shared code, and when they are reminded."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.enums import ACTIVE_STATES, InvitationState
from registrations.models.registrations import Registration, new_reference

State = InvitationState


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Queries over invitations. Where one stands is never stored: it follows from what happened."""

    def with_state(self) -> "InvitationQuerySet":
        """Annotates ``state``. Who registered with the same address, without the link, counts as registered."""
        same_link = Registration.objects.filter(pk=OuterRef("registration"))
        same_address = Registration.objects.filter(event=OuterRef("event"), email_key=OuterRef("email_key"))
        comes = Exists(same_link.filter(state__in=ACTIVE_STATES)) | Exists(same_address.filter(state__in=ACTIVE_STATES))
        came_once = Q(declined_at__isnull=False) | Exists(same_link) | Exists(same_address)
        cases = [
            When(comes, then=Value(State.REGISTERED)),
            When(came_once, then=Value(State.DECLINED)),
            When(revoked_at__isnull=False, then=Value(State.REVOKED)),
            When(bounced_at__isnull=False, then=Value(State.BOUNCED)),
            When(opened_at__isnull=False, then=Value(State.OPENED)),
            When(sent_at__isnull=False, then=Value(State.SENT)),
        ]
        return self.annotate(
            state=Case(*cases, default=Value(State.NOT_SENT), output_field=models.CharField(max_length=12))
        )

    def in_state(self, *states: InvitationState) -> "InvitationQuerySet":
        """Invitations that stand in one of the states."""
        return self.with_state().filter(Q(("state__in", states)))

    def without_answer(self) -> "InvitationQuerySet":
        """Invited, and neither registered nor declined; withdrawn and bounced ones do not count."""
        return self.in_state(State.SENT, State.OPENED)


class Invitation(models.Model):
    """The invitation of one person to one event, with the personal link that it carries."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="invitations"
    )
    reference = models.CharField(max_length=24, unique=True, default=new_reference, editable=False)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    email_key = models.CharField(max_length=254, editable=False)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    sector = models.ForeignKey(
        "core.Sector", verbose_name=_("sector"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    municipality = models.ForeignKey(
        "core.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    programme_region = models.ForeignKey(
        "core.Region",
        verbose_name=_("programme region"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    safety_region = models.ForeignKey(
        "core.Region",
        verbose_name=_("safety region"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    language = models.CharField(_("language"), max_length=5, default="nl")
    colleague_of = models.ForeignKey(
        "self", verbose_name=_("named by"), on_delete=models.SET_NULL, null=True, blank=True, related_name="colleagues"
    )
    registration = models.OneToOneField(
        Registration,
        verbose_name=_("registration"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitation",
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_mailed_at = models.DateTimeField(_("last mailed at"), null=True, blank=True)
    opened_at = models.DateTimeField(_("form opened at"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)
    decline_reason = models.CharField(_("reason"), max_length=300, blank=True)
    bounced_at = models.DateTimeField(_("bounced at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "email_key"], name="registrations_invitation_once"),
            models.CheckConstraint(
                condition=Q(decline_reason="") | Q(declined_at__isnull=False), name="registrations_reason_if_declined"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class InvitationCodeQuerySet(models.QuerySet["InvitationCode"]):
    """Queries over codes."""

    def usable(self) -> "InvitationCodeQuerySet":
        """Codes that are neither withdrawn nor past their end; whether one is used up shows under the lock."""
        return self.filter(revoked_at=None).filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))

    def with_uses(self) -> "InvitationCodeQuerySet":
        """Annotates how many running registrations came in with it."""
        running = Q(uses__registration__state__in=ACTIVE_STATES)
        return self.annotate(used=models.Count("uses", filter=running))


class InvitationCode(models.Model):
    """A code that several people share: it lets in so many, until a moment."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="invitation_codes"
    )
    code = models.CharField(_("code"), max_length=20, unique=True)
    label = models.CharField(_("label"), max_length=120, help_text=_("For yourself: for whom this code is."))
    sector = models.ForeignKey(
        "core.Sector",
        verbose_name=_("only for"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    quota = models.PositiveIntegerField(
        _("for how many people"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    ends_at = models.DateTimeField(_("works until"), null=True, blank=True)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quota=None) | Q(quota__gt=0), name="registrations_code_lets_somebody_in")
        ]

    def __str__(self) -> str:
        return self.label


class CodeUse(models.Model):
    """That a registration came in with a code."""

    code = models.ForeignKey(InvitationCode, on_delete=models.CASCADE, related_name="uses")
    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="code_use")

    class Meta:
        verbose_name = _("use of a code")
        verbose_name_plural = _("uses of codes")

    def __str__(self) -> str:
        return f"{self.code_id} {self.registration_id}"


class InvitationReminder(models.Model):
    """A moment at which who has not answered yet is reminded."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="invitation_reminders"
    )
    due_at = models.DateTimeField(_("remind on"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("reminder of the invitation")
        verbose_name_plural = _("reminders of the invitation")
        ordering = ["due_at"]
        constraints = [models.UniqueConstraint(fields=["event", "due_at"], name="registrations_reminder_once")]

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d %H:%M}"
