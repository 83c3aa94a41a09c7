"""What registrants set in motion themselves: another address, a substitute, the answer whether they still come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registrations.enums import HandoverState, ReconfirmationAnswer
from registrations.models.registrations import Registration, new_reference


class AddressChange(models.Model):
    """Another e-mail address that somebody asked for and has not confirmed yet. A new request replaces the old."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="address_change")
    reference = models.CharField(max_length=24, unique=True, default=new_reference, editable=False)
    email = models.EmailField(_("new e-mail address"))
    expires_at = models.DateTimeField(_("can be confirmed until"))

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of address")

    def __str__(self) -> str:
        return str(self.registration_id)


class Handover(models.Model):
    """A place that is offered to a substitute. It stays with the registrant until the substitute accepts.

    The name and address are kept only as long as the question is open.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="handovers")
    reference = models.CharField(max_length=24, unique=True, default=new_reference, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=HandoverState.choices, default=HandoverState.OFFERED)
    name = models.CharField(_("name of the substitute"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address of the substitute"), blank=True)
    substitute = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="taken_over_from"
    )
    offered_at = models.DateTimeField(_("offered at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("can be accepted until"))
    ended_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("handover of a place")
        verbose_name_plural = _("handovers of places")
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state=HandoverState.OFFERED),
                name="registrations_one_open_handover",
            ),
            models.CheckConstraint(
                condition=Q(state=HandoverState.OFFERED) | Q(name="", email=""),
                name="registrations_handover_forgets",
            ),
        ]

    def __str__(self) -> str:
        return str(self.registration_id)


class Reconfirmation(models.Model):
    """That somebody was asked whether they still come, and what they said."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="reconfirmation")
    asked_at = models.DateTimeField(_("asked at"))
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=ReconfirmationAnswer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reconfirmation")
        verbose_name_plural = _("reconfirmations")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="registrations_answer_has_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.registration_id)
