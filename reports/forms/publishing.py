"""What the organiser fills in to publish a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.enums import RetentionCategory
from workshops.forms.fields import TypedText


class PublishForm(forms.Form):
    """How long the archive keeps it, and what is different from the version before."""

    category = forms.ChoiceField(label=_("Retention category"), choices=RetentionCategory.choices)
    note = TypedText(
        label=_("What was changed since the published version?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers see this with its date under the report. Not needed the first time."),
    )
