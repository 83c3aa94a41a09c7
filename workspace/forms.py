"""Forms of the organisers' side."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.models import EventRole, User


class EventRoleForm(WagtailAdminModelForm):
    """Gives a colleague a role at one event, by e-mail address: accounts of others are not listed."""

    email = forms.EmailField(
        label=_("E-mail address of a colleague"),
        help_text=_("Your colleague needs an account on this site."),
        max_length=254,
    )

    class Meta:
        model = EventRole
        fields = ["role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.user_id:
            self.fields["email"].initial = self.instance.user.email

    def clean_email(self) -> str:
        """The address is that of somebody with an account."""
        email = self.cleaned_data["email"]
        user = User.objects.filter(email__iexact=email, is_active=True).order_by("pk").first()
        if user is None:
            raise forms.ValidationError(_("There is no account with this address."))
        self.instance.user = user
        return email

    def clean(self) -> dict[str, Any]:
        """Nobody has the same role twice at one event."""
        cleaned = super().clean()
        role = self.instance
        if role.user_id and cleaned.get("role"):
            same = EventRole.objects.filter(event_id=role.event_id, user_id=role.user_id, role=cleaned["role"])
            if same.exclude(pk=role.pk).exists():
                self.add_error("role", _("This colleague has this role already."))
        return cleaned
