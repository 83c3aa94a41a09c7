"""Forms of the follow-up of action items."""

from typing import TypeVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from workshops.enums import ActionState
from workshops.models import ActionItem

LONGEST_NOTE = 2000
AnyForm = TypeVar("AnyForm", bound=forms.Form)


def at_version(typed: QueryDict, action: ActionItem) -> QueryDict:
    """What was typed, based on how the action item stands now."""
    data = typed.copy()
    data["version"] = str(action.version)
    return data


def shown_anew(form: AnyForm, refusal: str) -> AnyForm:
    """The form with what was typed and why it was not saved."""
    form.full_clean()
    form.add_error(None, refusal)
    return form


class FollowUpForm(forms.Form):
    """What who does it says: how far it is, and why."""

    state = forms.ChoiceField(
        label=_("How far is it?"),
        choices=[
            (ActionState.BUSY, _("I am working on it")),
            (ActionState.DONE, _("It is done")),
            (ActionState.DROPPED, _("It will not happen")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What should others know?"),
        help_text=_("No names of victims or clients, please."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class ActionForm(forms.Form):
    """What organisers change: how far it is, when it is due, and a line for the log."""

    state = forms.ChoiceField(label=_("State"), choices=ActionState.choices)
    due_on = forms.DateField(
        label=_("Due on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    period = forms.CharField(label=_("Or a period"), required=False, max_length=80)
    note = forms.CharField(
        label=_("Note for the log"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class ContactForm(forms.Form):
    """Who is asked how far it is."""

    name = forms.CharField(label=_("Name"), required=False, max_length=160)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class RegisterFilterForm(forms.Form):
    """What is shown of the register; anything odd shows everything."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), ("unfinished", _("Not finished")), ("overdue", _("Too late")), *ActionState.choices],
    )
    everywhere = forms.BooleanField(label=_("Of all my meetings"), required=False)
