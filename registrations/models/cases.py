"""A case that a registrant brings in from the own practice, without anything that tells who it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.enums import CaseState
from registrations.models.registrations import Registration


class OwnCase(models.Model):
    """The case of one registrant, under fixed prompts."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="own_case")
    situation = models.TextField(_("What is going on?"), max_length=4000)
    question = models.TextField(_("What do you want to know from the group?"), max_length=2000)
    tried = models.TextField(_("What have you tried, and how did that go?"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=CaseState.choices, default=CaseState.SENT)
    feedback = models.TextField(_("answer of the organiser"), max_length=2000, blank=True)
    sent_at = models.DateTimeField(_("sent in at"))
    decided_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    decided_by = models.CharField(_("answered by"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("own case")
        verbose_name_plural = _("own cases")
        ordering = ["-sent_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
