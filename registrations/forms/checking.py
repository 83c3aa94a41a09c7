"""Checking a certificate: the code, and the name on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.domain.series.codes import clean_code


class CertificateCodeForm(forms.Form):
    """The code that stands on a certificate."""

    code = forms.CharField(
        label=_("Code on the certificate"),
        max_length=60,
        help_text=_("Sixteen letters and digits, for example ABCD-EFGH-IJKL-MNOP."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """The code without dashes."""
        code = clean_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("This is no code of a certificate. Look again: it has sixteen signs."))
        return code


class HolderForm(forms.Form):
    """The name to compare."""

    name = forms.CharField(
        label=_("Initial and surname on the certificate"),
        max_length=200,
        help_text=_("For example: S. de Vries. We only say whether it is the same."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
