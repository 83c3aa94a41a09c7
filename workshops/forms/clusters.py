"""Forms of the page where cards are put in groups."""

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from workshops.models.clusters import LONGEST_TITLE


class ChosenCards(forms.Field):
    """The uids of the cards that were chosen."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> list[object]:
        """Each as a uid; at most what a wall holds."""
        field = forms.UUIDField()
        return [field.clean(one) for one in (value or [])[:500]]


class TitleForm(forms.Form):
    """The title of a group."""

    title = forms.CharField(
        label=_("Title of the group"), max_length=LONGEST_TITLE, validators=[ProhibitNullCharactersValidator()]
    )


class NewClusterForm(TitleForm):
    """A new group: its cards, its title, an id that the page made."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    cards = ChosenCards(required=False)


class MoveCardsForm(forms.Form):
    """Where chosen cards go: a group, or (empty) loose."""

    cards = ChosenCards(required=False)
    into = forms.UUIDField(required=False)


class MergeClustersForm(forms.Form):
    """Into which group this one goes."""

    into = forms.UUIDField()
