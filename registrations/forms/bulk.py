"""Forms for several people at once: what to do with whom, and the confirmation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from registrations.forms.sectors import sector_choices
from registrations.organiser.actions import BULK_ACTIONS, EXPORT
from workshops.models import Workshop


class BulkForm(forms.Form):
    """Which action, and for whom: those ticked, or everybody whom the filters show."""

    action = forms.ChoiceField(
        label=_("With those ticked"),
        choices=[
            ("", _("Choose…")),
            *((action.name, action.label) for action in BULK_ACTIONS),
            (EXPORT, _("Export")),
        ],
        error_messages={"required": _("Choose what you want to do.")},
    )
    everybody = forms.BooleanField(label=_("With everybody whom the list shows, on all pages"), required=False)

    @property
    def ticked(self) -> list[int]:
        """The keys that were ticked; what is no key is left out."""
        given = self.data.getlist("pk") if hasattr(self.data, "getlist") else []
        return [int(value) for value in given if value.isascii() and value.isdigit() and len(value) < 19]

    def clean(self) -> dict[str, Any]:
        """Somebody must be meant."""
        cleaned = super().clean() or {}
        if not cleaned.get("everybody") and not self.ticked:
            self.add_error(None, _("Tick at least one person."))
        return cleaned


class BulkConfirmForm(forms.Form):
    """What is asked before it is done."""

    def __init__(self, *args: Any, event: EventPage, needs: str, can_exceed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs == "sector":
            self.fields["sector_id"] = forms.TypedChoiceField(
                label=_("Sector"),
                coerce=int,
                empty_value=None,
                required=False,
                choices=[("", _("Not known")), *sector_choices(event)],
            )
        if needs == "workshop":
            self.fields["workshop_id"] = forms.TypedChoiceField(
                label=_("Workshop"), coerce=int, choices=[("", _("Choose…")), *_workshops(event)]
            )
        if can_exceed:
            self.fields["anyway"] = forms.BooleanField(label=_("Also over the number of places"), required=False)


def _workshops(event: EventPage) -> list[tuple[str, Any]]:
    by_round: dict[str, list[tuple[str, str]]] = {}
    workshops = Workshop.objects.filter(round__event=event).select_related("round")
    for workshop in workshops.order_by("round__starts_at", "round_id", "number", "pk"):
        by_round.setdefault(workshop.round.title, []).append((str(workshop.pk), workshop.title))
    return list(by_round.items())
