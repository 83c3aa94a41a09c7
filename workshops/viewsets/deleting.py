"""A delete page that says what stands in the way."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from wagtail.admin import messages

from core.scoped import ScopedDeleteView
from workshops.domain.deleting import StillHeld, delete_unless_held, goes_along, holdings_of


class GuardedDeleteView(ScopedDeleteView):
    """Deletes what nobody holds; otherwise says who holds what."""

    template_name = "workshops/admin/confirm_delete.html"

    @cached_property
    def refusal(self) -> str:
        """Why it cannot be deleted; empty when it can."""
        holdings = holdings_of(self.object)
        return str(StillHeld(holdings)) if holdings else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What stands in the way, or goes along."""
        along = [] if self.refusal else goes_along(self.object)
        return super().get_context_data(refusal=self.refusal, along=along, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Delete, unless something is held."""
        try:
            delete_unless_held(self.object)
        except StillHeld as refusal:
            messages.error(self.request, str(refusal))
            return HttpResponseRedirect(self.get_delete_url())
        messages.success(self.request, self.get_success_message())
        return HttpResponseRedirect(self.get_success_url())
