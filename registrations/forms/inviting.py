"""Forms of the organisers' side of inviting: one invitee, a table of them, a code, a moment to remind."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from core.enums import RegionKind
from core.models import Region, Sector
from registrations.domain.codes import LONGEST, SHORTEST, new_code, plain_code
from registrations.domain.reading_tables import MOST_BYTES, Row, UnreadableTable, read_lines, read_table
from registrations.domain.registering import normalise_email
from registrations.models import Invitation, InvitationCode


def sectors_for(event_id: int) -> Any:
    """The sectors of an event; all of them while it has none."""
    chosen = Sector.objects.filter(event_sectors__page_id=event_id).distinct()
    return chosen if chosen.exists() else Sector.objects.all()


class _RevocableForm(WagtailAdminModelForm):
    """A row that can be withdrawn and restored by a tick."""

    is_revoked = forms.BooleanField(label=_("Withdrawn"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_revoked"].initial = self.instance.revoked_at is not None

    def clean(self) -> dict[str, Any]:
        """The moment of withdrawal is that of the tick."""
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("is_revoked"):
            self.instance.revoked_at = None
        elif self.instance.revoked_at is None:
            self.instance.revoked_at = timezone.now()
        return cleaned


class InvitationForm(_RevocableForm):
    """One person to invite."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Invitation
        fields = [
            "name",
            "email",
            "organisation_name",
            "sector",
            "municipality",
            "programme_region",
            "safety_region",
            "language",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_revoked"].help_text = _("The personal link then opens nothing any more.")
        self.fields["sector"].queryset = sectors_for(self.instance.event_id)
        for name, kind in (
            ("programme_region", RegionKind.PROGRAMME_REGION),
            ("safety_region", RegionKind.SAFETY_REGION),
        ):
            self.fields[name].queryset = Region.objects.filter(kind=kind)
            self.fields[name].help_text = _("Empty: that of the municipality, if we know it.")

    def clean_name(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_email(self) -> str:
        """One invitation per address."""
        email: str = self.cleaned_data["email"].strip()
        key = normalise_email(email)
        same = Invitation.objects.filter(event_id=self.instance.event_id, email_key=key)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This address is on the list already."))
        self.instance.email_key = key
        return email


class InvitationCodeForm(_RevocableForm):
    """A code that several people share."""

    class Meta:
        model = InvitationCode
        fields = ["label", "code", "sector", "quota", "ends_at"]
        widgets = {"ends_at": AdminDateTimeInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_revoked"].help_text = _("The code then lets nobody in any more.")
        self.fields["sector"].queryset = sectors_for(self.instance.event_id)
        self.fields["sector"].empty_label = _("Everybody")
        self.fields["quota"].min_value = 1
        self.fields["code"].help_text = _("Letters and digits, at least six. Short is easy to type and to guess.")
        if not self.instance.pk:
            self.fields["code"].initial = new_code()

    def clean_code(self) -> str:
        """Capitals and digits, not used by another meeting."""
        code = plain_code(self.cleaned_data["code"])
        if not SHORTEST <= len(code) <= LONGEST:
            raise forms.ValidationError(_("Give 6 to 20 letters and digits."))
        if InvitationCode.objects.filter(code=code).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This code is in use already. Choose another one."))
        return code

    def clean_quota(self) -> int | None:
        """At least one person, or no limit."""
        quota: int | None = self.cleaned_data["quota"]
        if quota == 0:
            raise forms.ValidationError(_("A code for nobody lets nobody in. Give a number, or leave it empty."))
        return quota


class AddInviteesForm(forms.Form):
    """Pasted lines or a file with people to invite."""

    rows = forms.CharField(
        label=_("Paste lines"),
        required=False,
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "One person per line, copied from a spreadsheet or typed: name; e-mail address; organisation; sector; "
            "municipality. With headings the columns may stand in any order, also with region and language."
        ),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        help_text=_("A spreadsheet (.xlsx) or CSV, at most 5 MB and 5000 rows."),
    )

    def clean(self) -> dict[str, Any]:
        """The rows of the one or the other."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        name = "file" if file else "rows"
        try:
            if file:
                self.read: list[Row] = read_table(file.read(MOST_BYTES + 1))
            else:
                self.read = read_lines(cleaned.get("rows", ""))
        except UnreadableTable as error:
            self.add_error(name, str(error))
            return cleaned
        if not self.read and name not in self.errors:
            self.add_error(name, _("There is nobody in it. Paste lines or choose a file."))
        return cleaned


class ReminderForm(forms.Form):
    """A moment at which who has not answered is reminded."""

    due_at = forms.DateTimeField(
        label=_("Remind on"), widget=AdminDateTimeInput, help_text=_("For example: 2026-03-05 09:00")
    )

    def clean_due_at(self) -> datetime:
        """To come."""
        due_at: datetime = self.cleaned_data["due_at"]
        if due_at <= timezone.now():
            raise forms.ValidationError(_("Choose a moment that is still to come."))
        return due_at
