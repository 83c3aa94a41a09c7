"""The organiser's list of who left an address at the save-the-date."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from core.columns import MomentColumn
from core.scoped import ScopedIndexView
from registrations.domain.save_the_date import TOLD_DAYS, UNCONFIRMED_DAYS
from registrations.models import Interest


class InterestListView(ScopedIndexView):
    """Addresses, newest first, with the numbers above them."""

    model = Interest
    page_title = gettext_lazy("Save-the-date")
    header_icon = "date"
    template_name = "registrations/admin/interests.html"
    index_url_name = "registrations_admin:interests"
    index_results_url_name = "registrations_admin:interests_results"
    default_ordering = "-created_at"
    paginate_by = 50

    def get_base_queryset(self) -> QuerySet[Interest]:
        """With their sectors."""
        return super().get_base_queryset().select_related("sector")

    @cached_property
    def columns(self) -> list[Column]:
        """Who, from where, confirmed, told."""
        return [
            Column("email", label=_("E-mail address"), sort_key="email"),
            Column("name", label=_("Name"), sort_key="name"),
            Column("sector", label=_("Sector")),
            MomentColumn("confirmed_at", label=_("Confirmed"), sort_key="confirmed_at"),
            MomentColumn("told_at", label=_("Told that registration is open"), sort_key="told_at"),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Nothing to press: who is on the list is mailed when registration opens."""
        return []

    @cached_property
    def header_more_buttons(self) -> list[HeaderButton]:
        """Nothing here either."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How many confirmed, and how many were told."""
        numbers = self.scoped(Interest).aggregate(
            confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
            unconfirmed=Count("pk", filter=Q(confirmed_at=None)),
            told=Count("pk", filter=Q(told_at__isnull=False)),
        )
        return super().get_context_data(
            numbers=numbers, told_days=TOLD_DAYS, unconfirmed_days=UNCONFIRMED_DAYS, **kwargs
        )
