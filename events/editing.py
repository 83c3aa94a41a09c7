"""The form behind the editor of an event."""

from typing import Any

from django.forms import Script
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from events.identity import PARTS, holdings_of_part
from events.programme_times import days_of, settle_programme


class EventPageForm(WagtailAdminPageForm):
    """The editor of an event. What holds notes, hand-outs, polls or attendance is not removed from it."""

    class Media:
        css = {"all": ("events/css/programme-editor.css",)}
        js = (Script("events/js/programme-editor.js", type="module"),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "programme_items" in self.formsets:
            days = days_of((date.starts_at, date.ends_at) for date in self.instance.dates.all())
            for form in self.formsets["programme_items"].forms:
                form.show_day_beside(days)

    def clean(self) -> dict[str, Any]:
        """Give programme items their moments; say of each part that would go what would be lost with it."""
        data = super().clean() or {}
        if "programme_items" in self.formsets and "dates" in self.formsets:
            settle_programme(self.formsets["programme_items"], self.formsets["dates"])
        for relation in PARTS:
            formset = self.formsets.get(relation)
            if formset is None or not formset.is_valid():
                continue
            for form in formset.deleted_forms:
                if form.instance.pk and (holdings := holdings_of_part(form.instance)):
                    text = _(
                        "“%(title)s” cannot be removed, because it holds: %(holdings)s. Remove or move that first."
                    )
                    self.add_error(None, text % {"title": form.instance, "holdings": ", ".join(holdings)})
        return data
