"""What the reporter fills in to take a photo of a flip chart into the verslag."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.forms.fields import TypedText

LONGEST_ALT = 300  # as in the image block of the editor


class TakePhotoForm(forms.Form):
    """Without a text alternative no picture comes into a report."""

    alt_text = TypedText(
        label=_("Text alternative"),
        max_length=LONGEST_ALT,
        help_text=_("What somebody needs to know who cannot see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
