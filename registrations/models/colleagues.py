"""Several colleagues registered by one contact: what the contact typed, apart from the registrations themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import Registration, new_reference


class ColleagueGroup(models.Model):
    """One form that a contact sent. The contact may but need not come along."""

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="colleague_groups")
    reference = models.CharField(max_length=24, unique=True, default=new_reference, editable=False)
    submission_key = models.UUIDField(_("key of the submitted form"), unique=True, editable=False)
    contact_name = models.CharField(_("who registered colleagues"), max_length=200)
    contact_email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=5, default="nl")
    created_at = models.DateTimeField(_("registered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("colleagues registered together")
        verbose_name_plural = _("colleagues registered together")

    def __str__(self) -> str:
        return self.contact_name


class Colleague(models.Model):
    """One colleague as the contact typed it. ``is_new``: the registration was made by this form.

    The contact is never told which it is (decision 0122).
    """

    group = models.ForeignKey(ColleagueGroup, on_delete=models.CASCADE, related_name="colleagues")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="brought_by")
    name = models.CharField(_("name"), max_length=200)
    is_new = models.BooleanField(default=True)
    is_contact = models.BooleanField(default=False)
    taken_over_at = models.DateTimeField(_("taken over at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("colleague")
        verbose_name_plural = _("colleagues")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group", "registration"], name="registrations_colleague_once")]

    def __str__(self) -> str:
        return self.name
