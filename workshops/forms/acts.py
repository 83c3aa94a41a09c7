"""What else a scribe or leader may send: photos, merges, stars, moves, notes."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.domain.photos import LARGEST_UPLOAD, Picture, UnreadablePhoto, prepare_picture
from workshops.forms.cards import CARD_LENGTH, offer
from workshops.forms.fields import TypedText

NOTE_LENGTH = 200_000


class PhotoUploadForm(forms.Form):
    """A new photo: a picture, and what can be read on it."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    picture = forms.FileField(
        label=_("Photo of a flip chart"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("No people in the picture. It is made smaller; place and time of the photo are removed."),
    )
    text = TypedText(
        label=_("What can be read on it?"),
        max_length=CARD_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def clean_picture(self) -> Picture:
        """A picture that can be read, made small, without metadata."""
        upload = self.cleaned_data["picture"]
        if upload.size > LARGEST_UPLOAD:
            raise forms.ValidationError(_("This photo is too large. At most 15 MB."), code="large")
        try:
            return prepare_picture(upload)
        except UnreadablePhoto as error:
            message = _("This is not a photo that we can read. Use JPEG, PNG or WebP.")
            raise forms.ValidationError(message, code="unreadable") from error


class MergeForm(forms.Form):
    """Two outcomes of the sheet: the one that stays, and the one that goes into it."""

    kept = forms.TypedChoiceField(label=_("This one stays"), coerce=UUID)
    merged = forms.TypedChoiceField(label=_("This one goes into it"), coerce=UUID)

    def __init__(self, *args: Any, outcomes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kept", "merged"):
            offer(self, name, [("", _("Choose an outcome")), *outcomes])

    def clean(self) -> dict[str, Any]:
        """Two different ones."""
        data = super().clean() or {}
        if data.get("kept") and data.get("kept") == data.get("merged"):
            self.add_error("merged", _("Choose two different outcomes."))
        return data


class StarForm(forms.Form):
    """Whether an outcome goes to the report-back."""

    is_starred = forms.BooleanField(required=False)


class MoveForm(forms.Form):
    """One place up (-1) or down (1); or, when dragged, before another card or (empty) to the end."""

    steps = forms.TypedChoiceField(choices=[("-1", "-1"), ("1", "1")], coerce=int, required=False, empty_value=None)
    before = forms.UUIDField(required=False)

    @property
    def is_dragged(self) -> bool:
        """Whether a place was given instead of a direction."""
        return self.cleaned_data["steps"] is None


class VersionForm(forms.Form):
    """The version that a deletion is based on."""

    version = forms.IntegerField(min_value=1)


class NewCardForm(forms.Form):
    """The id that the browser (or, without JavaScript, the page) made for a new card."""

    uid = forms.UUIDField()


class NoteForm(forms.Form):
    """The running notes, and the version they are based on."""

    text = TypedText(
        label=_("Running notes"),
        max_length=NOTE_LENGTH,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off"}),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
