"""The shared codes of one event."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column

from core.columns import MomentColumn
from core.origin import absolute
from core.scoped import EventViewSet, ScopedIndexView
from registrations.forms.inviting import InvitationCodeForm
from registrations.models import InvitationCode


def use_label(code: InvitationCode) -> str:
    """How many came in with it, of how many."""
    used: int = code.used  # type: ignore[attr-defined]
    if code.quota is None:
        return str(used)
    return _("%(used)d of %(quota)d") % {"used": used, "quota": code.quota}


def standing_label(code: InvitationCode) -> str:
    """Whether it lets people in."""
    if code.revoked_at is not None:
        return _("Withdrawn")
    if code.ends_at is not None and code.ends_at <= timezone.now():
        return _("Has ended")
    if code.quota is not None and code.used >= code.quota:  # type: ignore[attr-defined]
        return _("Used up")
    return _("Works")


def short_address(code: InvitationCode) -> str:
    """The address that opens the form with this code."""
    return absolute(reverse("registrations:code", args=[code.code]))


class InvitationCodeIndexView(ScopedIndexView):
    """Codes with how often they were used."""

    default_ordering = "pk"

    def get_base_queryset(self) -> QuerySet[InvitationCode]:
        """With their number of uses."""
        return InvitationCode.objects.with_uses().filter(event=self.event).select_related("sector")


class InvitationCodeViewSet(EventViewSet):
    """Codes that several people share."""

    name = "invitation_codes"
    path_name = "codes"
    model = InvitationCode
    icon = "key"
    index_view_class = InvitationCodeIndexView
    list_display = [
        "label",
        Column("code", label=gettext_lazy("Code")),
        Column("used", label=gettext_lazy("Used"), accessor=use_label),
        Column("sector", label=gettext_lazy("Only for")),
        MomentColumn("ends_at", label=gettext_lazy("Works until")),
        Column("standing", label=gettext_lazy("State"), accessor=standing_label),
        Column("address", label=gettext_lazy("Short address"), accessor=short_address),
    ]
    panels = [
        FieldPanel("label"),
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("sector"), FieldPanel("quota")]),
        FieldPanel("ends_at"),
        FieldPanel("is_revoked"),
    ]

    @cached_property
    def _edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=InvitationCodeForm).bind_to_model(self.model)
