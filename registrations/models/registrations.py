"""A registration: one person at one event, without an account."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registrations.enums import ACTIVE_STATES, SEATED_STATES, EntryMode, HistoryKind, PhotoConsent, RegistrationState


def new_reference() -> str:
    """A random reference of 96 bits; names a registration in addresses without saying who it is."""
    return secrets.token_hex(12)


def _exactly_when(state: RegistrationState, field: str, name: str) -> models.CheckConstraint:
    """That a field is filled in that state, and only then."""
    empty, filled = {f"{field}__isnull": True}, {f"{field}__isnull": False}
    condition = Q(Q(state=state), **filled) | Q(~Q(state=state), **empty)
    return models.CheckConstraint(condition=condition, name=name)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Queries over registrations."""

    def active(self) -> "RegistrationQuerySet":
        """Registrations that are neither cancelled nor declined."""
        return self.filter(state__in=ACTIVE_STATES)

    def confirmed(self) -> "RegistrationQuerySet":
        """Registrations with a certain place."""
        return self.filter(state=RegistrationState.CONFIRMED)

    def in_queue_order(self) -> "RegistrationQuerySet":
        """First who is first on the waiting list."""
        return self.order_by("queue_number", "pk")

    def seated(self) -> "RegistrationQuerySet":
        """Registrations that take up a seat, offers included."""
        return self.filter(state__in=SEATED_STATES)


class Registration(models.Model):
    """One person's registration for one event."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="registrations"
    )
    reference = models.CharField(max_length=24, unique=True, default=new_reference, editable=False)
    submission_key = models.UUIDField(
        _("key of the submitted form"),
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text=_("Made with the form; a double click finds the same registration."),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=RegistrationState.choices, default=RegistrationState.CONFIRMED
    )
    entry = models.CharField(_("came in by"), max_length=12, choices=EntryMode.choices, default=EntryMode.FORM)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)  # who came without registering may have given none
    email_key = models.CharField(max_length=254, editable=False)
    organisation = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
    )
    municipality = models.ForeignKey(
        "core.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
    )
    organisation_name = models.CharField(_("organisation as typed"), max_length=200, blank=True)
    sector = models.ForeignKey(
        "core.Sector", verbose_name=_("sector"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    function = models.CharField(_("function"), max_length=160, blank=True)
    sectors = models.ManyToManyField(
        "core.Sector",
        verbose_name=_("other sectors"),
        blank=True,
        related_name="+",
        help_text=_("Who has more than one role. Counts and quotas look at the first sector only."),
    )
    badge_name = models.CharField(
        _("name on the badge"), max_length=120, blank=True, help_text=_("Empty: the own name.")
    )
    companion_name = models.CharField(
        _("companion"), max_length=200, blank=True, help_text=_("Who comes along with this person.")
    )
    asks_contact_person = models.BooleanField(_("would like a contact person"), default=False)
    contact_person = models.CharField(
        _("contact person"),
        max_length=200,
        blank=True,
        help_text=_("Who in the organisation is there for this person, and how to reach them."),
    )
    photo_consent = models.CharField(
        _("may be in photographs"), max_length=3, choices=PhotoConsent.choices, default=PhotoConsent.UNKNOWN, blank=True
    )
    shares_contact = models.BooleanField(_("takes part in the exchange of contact details"), default=False)
    language = models.CharField(_("language"), max_length=5, default="nl")
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("registered at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)
    offer_expires_at = models.DateTimeField(_("offer holds until"), null=True, blank=True)
    queue_number = models.BigIntegerField(_("number on the waiting list"), null=True, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["event", "email_key"], name="registrations_event_person"),
            models.Index(fields=["event", "state"], name="registrations_event_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email_key"],
                condition=Q(state__in=[state.value for state in ACTIVE_STATES]),
                name="registrations_one_active_per_person",
            ),
            models.CheckConstraint(condition=Q(state__in=RegistrationState.values), name="registrations_known_state"),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="registrations_confirmed_has_time",
            ),
            _exactly_when(RegistrationState.OFFERED, "offer_expires_at", "registrations_offer_has_deadline"),
            _exactly_when(RegistrationState.WAITLISTED, "queue_number", "registrations_waiting_has_number"),
            _exactly_when(RegistrationState.CANCELLED, "cancelled_at", "registrations_cancelled_has_time"),
            _exactly_when(RegistrationState.DECLINED, "declined_at", "registrations_declined_has_time"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether it is neither cancelled nor declined."""
        return self.state in ACTIVE_STATES

    @property
    def name_on_badge(self) -> str:
        """The name that others in the room may see."""
        return self.badge_name or self.name


class Needs(models.Model):
    """What somebody needs to take part. Own consent, own readers, gone within days after the event."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="needs")
    access = models.TextField(_("what you need to take part"), blank=True)
    diet = models.CharField(_("diet"), max_length=200, blank=True)
    consented_at = models.DateTimeField(_("consent given at"))

    class Meta:
        verbose_name = _("needs")
        verbose_name_plural = _("needs")

    def __str__(self) -> str:
        return str(self.pk)


class HistoryEntry(models.Model):
    """What happened to a registration, by whom, when. Organisers see it."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="history")
    kind = models.CharField(_("what"), max_length=12, choices=HistoryKind.choices)
    actor = models.CharField(_("by"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    # The id that a desk gave to a scan: sent again after a failure, it is found here and not counted twice.
    scan = models.UUIDField(unique=True, null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("history")
        verbose_name_plural = _("history")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Attendance(models.Model):
    """That somebody was checked in on a date of the event."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendances")
    event_date = models.ForeignKey("events.EventDate", on_delete=models.CASCADE, related_name="attendances")
    checked_in_at = models.DateTimeField(_("checked in at"))

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["registration", "event_date"], name="registrations_attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.event_date_id}"
