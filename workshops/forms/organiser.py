"""The organiser's forms of a workshop and of an attachment."""

import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from core.models import Sector
from core.uploads import ACCEPT, UploadRefused, check_upload
from workshops.domain.deleting import goes_along, holdings_of
from workshops.models import SectorLimit, Workshop


class _WithRound(forms.ModelChoiceField):
    """Names a workshop with its round."""

    def label_from_instance(self, obj: Any) -> str:
        """The title alone may occur in several rounds."""
        return f"{obj.title} ({obj.round.title})"


class WorkshopForm(WagtailAdminModelForm):
    """A workshop with its people, cases and limits; it may be a repeat of one in another round."""

    repeat_of = _WithRound(
        label=gettext_lazy("Repeat of"),
        queryset=Workshop.objects.none(),
        required=False,
        help_text=gettext_lazy("The same workshop in another round. Nobody is placed in both."),
    )
    limits_for_round = forms.BooleanField(
        label=gettext_lazy("The same limits in every workshop of this round"),
        required=False,
        help_text=gettext_lazy("On saving they take the place of the limits that the other workshops have."),
    )

    def clean(self) -> dict[str, Any]:
        """The numbers fit together, a sector is limited once, and a repeat lies in another round."""
        data = super().clean() or {}
        capacity, minimum = data.get("capacity"), data.get("minimum") or 0
        if capacity is not None and minimum > capacity:
            self.add_error("minimum", _("This is more than the number of places."))
        original = data.get("repeat_of")
        if original is not None and data.get("round") is not None and original.round_id == data["round"].pk:
            self.add_error("repeat_of", _("A repeat lies in another round."))
        self._check_limits()
        self._check_cases()
        return data

    def _check_cases(self) -> None:
        """A case with outcomes or attachments is not removed by ticking it away."""
        cases = self.formsets.get("cases")
        if cases is None or not cases.is_valid():
            return
        for form in cases.deleted_forms:
            case = form.instance
            if case.pk and (parts := [*holdings_of(case), *goes_along(case)]):
                text = _("“%(title)s” cannot be removed, because it holds: %(holdings)s. Remove or move that first.")
                self.add_error(None, text % {"title": case, "holdings": ", ".join(parts)})

    def _check_limits(self) -> None:
        """A sector and its parent are not both limited, and what is asked of all sectors fits in the room."""
        limits = self.formsets.get("sector_limits")
        if limits is None or not limits.is_valid():
            return
        rows = [form.cleaned_data for form in limits.forms if form not in limits.deleted_forms and form.cleaned_data]
        sectors = [row["sector"] for row in rows if row.get("sector")]
        keys = [sector.pk for sector in sectors]
        if len(set(keys)) < len(keys):
            self.add_error(None, _("A sector has two limits."))
        if any(row.get("maximum") is not None and row["maximum"] < (row.get("minimum") or 0) for row in rows):
            self.add_error(None, _("Of a sector the workshop asks for more people at least than at most."))
        capacity, asked = self.cleaned_data.get("capacity"), sum(row.get("minimum") or 0 for row in rows)
        if capacity is not None and asked > capacity:
            text = _("Of all sectors together the workshop asks for %(asked)s people; it has %(capacity)s places.")
            self.add_error(None, text % {"asked": asked, "capacity": capacity})
        self._check_levels(sectors)

    def _check_levels(self, sectors: list[Sector]) -> None:
        """In one event a sector is limited or its parent, not both: the parent counts its children."""
        round_ = self.cleaned_data.get("round")
        elsewhere = SectorLimit.objects.filter(workshop__round__event_id=round_.event_id if round_ else None)
        if self.cleaned_data.get("limits_for_round"):
            elsewhere = elsewhere.exclude(workshop__round=round_)
        others = elsewhere.exclude(workshop_id=self.instance.pk).values_list("sector_id", "sector__parent_id")
        pairs = {*others, *((sector.pk, sector.parent_id) for sector in sectors)}
        limited = {pk for pk, _parent in pairs}
        mine = {sector.pk for sector in sectors}
        if any(parent in limited and (pk in mine or parent in mine) for pk, parent in pairs):
            self.add_error(
                None,
                _(
                    "Limit a sector or its parent, not both, in the workshops of one meeting: the parent counts its "
                    "children."
                ),
            )

    def save(self, commit: bool = True) -> Workshop:
        """A repeat shares the topic; one that is no longer a repeat gets a topic of its own."""
        workshop: Workshop = self.instance
        original = self.cleaned_data.get("repeat_of")
        if original is not None:
            workshop.topic = original.topic
        elif "repeat_of" in self.changed_data:
            workshop.topic = uuid.uuid4()
        return super().save(commit=commit)


class AttachmentForm(forms.Form):
    """One file for a case."""

    file = forms.FileField(label=gettext_lazy("Attachment"), widget=forms.FileInput(attrs={"accept": ACCEPT}))

    def clean_file(self) -> UploadedFile:
        """Small enough, of a kind we take, and really of that kind."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            check_upload(upload)
        except UploadRefused as error:
            raise forms.ValidationError(str(error)) from error
        return upload
