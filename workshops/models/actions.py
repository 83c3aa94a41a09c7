"""Following up what was agreed: who is asked how far it is, and what they said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.enums import ActionState
from workshops.models.cards import ActionItem


class ActionContact(models.Model):
    """Who is reminded of an action item and may say how far it is, by a link of her own."""

    action = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail address"))

    class Meta:
        verbose_name = _("contact of an action item")
        verbose_name_plural = _("contacts of action items")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "email"],
                name="workshops_action_contact_once",
                violation_error_message=_("This address stands with this action item already."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email


class ActionEntry(models.Model):
    """A line of the log of an action item: who said what of it, and when."""

    action = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.CharField(_("by"), max_length=160, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ActionState.choices)
    note = models.TextField(_("note"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("step of an action item")
        verbose_name_plural = _("steps of action items")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_state_display()
