"""Another date instead of one that is missed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.domain.series.catching_up import Choice

OWN = "own"


class CatchUpForm(forms.Form):
    """One form per date on the page; the button pressed says which date it is about."""

    missed = forms.ChoiceField(error_messages={"invalid_choice": _("This is none of your dates.")})
    chosen = forms.ChoiceField(
        label=_("On which date do you come?"),
        error_messages={
            "invalid_choice": _("This date cannot be chosen. Choose another one."),
            "required": _("Choose a date first."),
        },
    )

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dates = [choice for choice in choices if not choice.was_there and (choice.stand_ins or choice.may_return)]
        stand_ins = {item.date.pk: str(item.date) for choice in self.dates for item in choice.stand_ins}
        self.fields["missed"].choices = [  # type: ignore[attr-defined]
            (str(choice.part.date.pk), str(choice.part.date)) for choice in self.dates
        ]
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (OWN, _("My own date")),
            *((str(pk), label) for pk, label in stand_ins.items()),
        ]

    @property
    def missed_id(self) -> int:
        """The own date that it is about."""
        return int(self.cleaned_data["missed"])

    @property
    def chosen_id(self) -> int | None:
        """The date to come; None: the own one."""
        chosen = self.cleaned_data["chosen"]
        return None if chosen == OWN else int(chosen)
