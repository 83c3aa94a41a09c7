"""The invitation list of one event: who, from where, and how it stands."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from core.columns import MomentColumn
from core.models import Region, Sector
from core.scoped import EventViewSet, ScopedEditView, ScopedIndexView
from registrations.domain.inviting import link_of
from registrations.enums import InvitationState
from registrations.forms.inviting import InvitationForm
from registrations.models import Invitation


class InvitationFilterSet(WagtailFilterSet):
    """By state, sector and region."""

    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=InvitationState.choices, method="filter_state"
    )
    sector = django_filters.ModelChoiceFilter(label=gettext_lazy("Sector"), queryset=Sector.objects.none())
    programme_region = django_filters.ModelChoiceFilter(
        label=gettext_lazy("GHNT region"), queryset=Region.objects.none()
    )

    class Meta:
        model = Invitation
        fields = ["state", "sector", "programme_region"]

    def __init__(self, *args: Any, event: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if event is not None:
            used = Invitation.objects.filter(event=event)
            self.filters["sector"].queryset = Sector.objects.filter(pk__in=used.values("sector"))
            self.filters["programme_region"].queryset = Region.objects.filter(pk__in=used.values("programme_region"))

    def filter_state(self, rows: QuerySet[Invitation], name: str, value: list[str]) -> QuerySet[Invitation]:
        """Any of the chosen states; the rows know theirs."""
        return rows.filter(Q(("state__in", value))) if value else rows


def state_label(invitation: Invitation) -> str:
    """How it stands, in words."""
    return str(InvitationState(invitation.state).label)  # type: ignore[attr-defined]


def region_label(invitation: Invitation) -> str:
    """Where from, the narrowest that we know."""
    return str(invitation.municipality or invitation.programme_region or invitation.safety_region or "")


class InvitationIndexView(ScopedIndexView):
    """Invitees by name; what the organiser does with the whole list stands above it."""

    default_ordering = "name"
    filterset_class = InvitationFilterSet

    def get_base_queryset(self) -> QuerySet[Invitation]:
        """With their state and what the columns show."""
        rows = Invitation.objects.with_state().filter(event=self.event)
        return rows.select_related("sector", "municipality", "programme_region", "safety_region")

    @cached_property
    def filters(self) -> InvitationFilterSet:
        """The filters, with the sectors and regions that are on this list."""
        return InvitationFilterSet(
            self.request.GET, queryset=self.get_base_queryset(), request=self.request, event=self.event
        )

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Add many, send, see the response."""
        pages = [
            (_("Import"), "invitees_add", "upload"),
            (_("Send"), "invitations_send", "mail"),
            (_("Response"), "invitations_response", "site"),
        ]
        buttons = [
            HeaderButton(label, self._page(name), icon_name=icon, priority=20 + number)
            for number, (label, name, icon) in enumerate(pages)
        ]
        return [*super().header_buttons, *buttons]

    @cached_property
    def header_more_buttons(self) -> list[HeaderButton]:
        """Codes, and the list as a file."""
        codes = reverse("invitation_codes:index", args=[self.event.pk])
        return [
            HeaderButton(_("Codes"), codes, icon_name="key", priority=30),
            HeaderButton(_("Export"), self._page("invitations_export"), icon_name="download", priority=40),
        ]

    def _page(self, name: str) -> str:
        return reverse(f"registrations_admin:{name}", args=[self.event.pk])


class InvitationEditView(ScopedEditView):
    """One invitation, with its personal link and what happened."""

    template_name = "registrations/admin/invitation_edit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The link, to give to who got no mail."""
        rows = Invitation.objects.with_state().filter(event=self.event).select_related("colleague_of")
        held = rows.get(pk=self.object.pk)
        return super().get_context_data(held=held, state=state_label(held), link=link_of(held), **kwargs)


class InvitationViewSet(EventViewSet):
    """The people who are invited to one event."""

    name = "invitations"
    path_name = "uitnodigingen"
    model = Invitation
    icon = "mail"
    index_view_class = InvitationIndexView
    edit_view_class = InvitationEditView
    list_display = [
        "name",
        Column("organisation_name", label=gettext_lazy("Organisation"), sort_key="organisation_name"),
        Column("sector", label=gettext_lazy("Sector"), sort_key="sector__name"),
        Column("region", label=gettext_lazy("Region"), accessor=region_label),
        Column("state", label=gettext_lazy("State"), accessor=state_label),
        MomentColumn("last_mailed_at", label=gettext_lazy("Last mailed")),
    ]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("email")]),
        FieldRowPanel([FieldPanel("organisation_name"), FieldPanel("sector")]),
        FieldPanel("municipality"),
        FieldRowPanel([FieldPanel("programme_region"), FieldPanel("safety_region")]),
        FieldPanel("language"),
        FieldPanel("is_revoked"),
    ]

    @cached_property
    def _edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=InvitationForm).bind_to_model(self.model)
