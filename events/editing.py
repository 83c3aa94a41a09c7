"""The form behind the editor of an event."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from events.identity import PARTS, holdings_of_part


class EventPageForm(WagtailAdminPageForm):
    """The editor of an event. What holds notes, hand-outs, polls or attendance is not removed from it."""

    def clean(self) -> dict[str, Any]:
        """Say of each part that would go what would be lost with it."""
        data = super().clean() or {}
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
