"""What an organiser asks of an allocation, and where somebody is fixed."""

import secrets
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.domain.allocating.reading import Wanted
from registrations.domain.allocation.problem import Aim
from registrations.forms.keys import SubmissionKeyField
from workshops.models import Workshop, WorkshopRound

AIMS = {
    Aim.RANK: gettext_lazy("What people would like best"),
    Aim.MIX: gettext_lazy("A mix of sectors in the rooms that ask for it"),
    Aim.MINIMUM: gettext_lazy("No workshop with fewer people than it needs"),
}
LARGEST_SEED = 999_999


class RunForm(forms.Form):
    """The order of the aims, the lot, and what stays as it is. Buttons move an aim; nothing runs then."""

    request_key = SubmissionKeyField(required=False)
    aims = forms.CharField(widget=forms.HiddenInput, max_length=60)
    seed = forms.IntegerField(
        label=gettext_lazy("Number of the lot"),
        min_value=0,
        max_value=LARGEST_SEED,
        required=False,
        help_text=gettext_lazy("The same number gives the same allocation. Empty: a new lot."),
    )
    keeps_places = forms.BooleanField(
        label=gettext_lazy("Who has a place stays there"),
        required=False,
        help_text=gettext_lazy("Only people without a place are divided."),
    )
    places_everybody = forms.BooleanField(
        label=gettext_lazy("Also place people who gave no order"), required=False, initial=True
    )
    jointly = forms.BooleanField(
        label=gettext_lazy("Look for the best of all rounds together"),
        required=False,
        help_text=gettext_lazy("Takes up to a minute, and needs the solver highspy; else it goes round by round."),
    )

    def __init__(
        self, *args: Any, parameters: dict[str, Any] | None = None, seed: int | None = None, **kwargs: Any
    ) -> None:
        before = parameters or {}
        initial: dict[str, Any] = {
            name: before[name] for name in ("keeps_places", "places_everybody", "jointly") if name in before
        }
        initial |= {"aims": ",".join(before.get("aims", [aim.value for aim in AIMS])), "request_key": uuid.uuid4()}
        kwargs["initial"] = {**initial, "seed": seed}
        super().__init__(*args, **kwargs)

    def clean_aims(self) -> tuple[Aim, ...]:
        """All aims, each once."""
        names = self.cleaned_data["aims"].split(",")
        if sorted(names) != sorted(aim.value for aim in AIMS):
            raise forms.ValidationError(_("This page is out of date. Open it again."))
        return tuple(Aim(name) for name in names)

    @property
    def order(self) -> list[tuple[str, str]]:
        """The aims as they stand, with their words; a broken order is the usual one."""
        names = str(self["aims"].value() or "").split(",")
        if sorted(names) != sorted(aim.value for aim in AIMS):
            names = [aim.value for aim in AIMS]
        return [(name, str(AIMS[Aim(name)])) for name in names]

    def moved(self, move: str) -> "RunForm":
        """The same form with one aim one place up or down; ``move`` is for example ``mix:up``."""
        names = [name for name, _words in self.order]
        name, _colon, direction = move.partition(":")
        if name in names:
            at = names.index(name)
            to = min(max(at + (-1 if direction == "up" else 1), 0), len(names) - 1)
            names.insert(to, names.pop(at))
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # it was posted
        data["aims"] = ",".join(names)
        return RunForm(data)

    def wanted(self) -> Wanted:
        """For the domain."""
        cleaned = self.cleaned_data
        seed = cleaned["seed"]
        return Wanted(
            aims=cleaned["aims"],
            seed=secrets.randbelow(LARGEST_SEED + 1) if seed is None else seed,
            keeps_places=cleaned["keeps_places"],
            places_everybody=cleaned["places_everybody"],
            jointly=cleaned["jointly"],
        )


class FixForm(forms.Form):
    """For each round that is divided: the workshop in which somebody must be, or none."""

    def __init__(self, *args: Any, rounds: list[WorkshopRound], workshops: list[Workshop], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rounds = rounds
        for round_ in rounds:
            self.fields[f"round_{round_.pk}"] = forms.TypedChoiceField(
                label=round_.title,
                coerce=int,
                empty_value=None,
                required=False,
                choices=[
                    ("", _("The allocation decides")),
                    *((str(item.pk), item.title) for item in workshops if item.round_id == round_.pk),
                ],
            )

    @property
    def choices(self) -> dict[int, int | None]:
        """The workshop by round."""
        return {round_.pk: self.cleaned_data[f"round_{round_.pk}"] for round_ in self.rounds}
