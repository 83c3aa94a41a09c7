"""One allocation: its preview, what is different from before, who got what and why, and publishing it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from core.permissions import signed_in
from core.scoped import EventScopedMixin
from registrations.domain.allocating.comparing import (
    difference,
    difference_with_places,
    previous_run,
    seats_of_run,
)
from registrations.domain.allocating.preview import (
    OUTCOMES,
    lines_of,
    method_in_words,
    preview,
    reasons_in_words,
    titles_of,
)
from registrations.domain.allocating.publishing import publish_run
from registrations.domain.errors import RegistrationError
from registrations.enums import SEATED_STATES
from registrations.models import AllocatedPlace, AllocationRun, Registration
from registrations.views.allocation import AllocationBase
from workshops.models import WorkshopRound

PER_PAGE = 50
FILTERS = {
    "": gettext_lazy("Everybody"),
    "none": gettext_lazy("No place"),
    "1": gettext_lazy("First choice"),
    "2": gettext_lazy("Second choice"),
    "3": gettext_lazy("Third choice"),
    "other": gettext_lazy("Another workshop than chosen"),
    "fixed": gettext_lazy("Fixed by the organiser"),
    "changed": gettext_lazy("Elsewhere than in the allocation before"),
}


@dataclass(frozen=True)
class LineRow:
    """One line of the list, in words."""

    line: AllocatedPlace
    choice: str
    reasons: list[str]
    before: str


class AllocationRunView(AllocationBase):
    """The preview. It only shows."""

    template_name = "registrations/admin/allocation/run.html"
    http_method_names = ["get", "head"]

    @cached_property
    def run(self) -> AllocationRun:
        """A run of this event; another one is a 404."""
        runs = self.scoped(AllocationRun).select_related("made_by", "published_by")
        return get_object_or_404(runs, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """Its number."""
        return _("Allocation %(number)s") % {"number": self.run.number}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """With its number."""
        self.last_crumb = self.get_page_title()
        return super().get_breadcrumbs_items()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Numbers, differences and one page of people."""
        run = self.run
        seats = seats_of_run(run)
        before = previous_run(run)
        seats_before = seats_of_run(before) if before else {}
        moved = difference(seats_before, seats) if before else None
        titles = titles_of(self.event.pk)
        outcome = self.request.GET.get("uitkomst", "")
        outcome = outcome if outcome in OUTCOMES else ""
        lines = lines_of(run, outcome=outcome, changed=moved.people if moved else ())
        page = Paginator(lines, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            run=run,
            method=method_in_words(run),
            rounds=preview(run, before=before),
            previous=before,
            moved=len(moved.people) if moved else None,
            would_be_told=len(difference_with_places(run, seats).people),
            since=self._came_since(seats),
            promised=self._promised({round_id for _person, round_id in seats}),
            page=page,
            rows=[self._row(line, titles, moved.moved if moved else {}) for line in page],
            outcome=outcome,
            filters=[
                (value, label, value == outcome) for value, label in FILTERS.items() if value != "changed" or before
            ],
            **kwargs,
        )

    def _promised(self, round_ids: set[int]) -> list[WorkshopRound]:
        """Rounds in which people were told that they can still change their order."""
        rounds = WorkshopRound.objects.filter(pk__in=round_ids, ranking_closes_at__gt=timezone.now())
        return [] if self.run.published_at else [round_ for round_ in rounds if round_.takes_rankings]

    def _came_since(self, seats: dict[tuple[int, int], int | None]) -> int:
        """How many people got a seat at the meeting since this run was made."""
        people = {person for person, _round in seats}
        seated = self.scoped(Registration).filter(state__in=SEATED_STATES)
        if not self.run.parameters.get("places_everybody"):
            seated = seated.filter(preferences__isnull=False).distinct()
        return len(set(seated.values_list("pk", flat=True)) - people)

    def _row(self, line: AllocatedPlace, titles: dict[int, str], moved: dict[tuple[int, int], Any]) -> LineRow:
        words = {1: FILTERS["1"], 2: FILTERS["2"], 3: FILTERS["3"]}
        if line.workshop is None:
            choice = _("No place")
        elif line.choice in words and line.has_ranked:
            choice = str(words[line.choice])
        else:
            choice = str(FILTERS["other"]) if line.has_ranked else _("No order given")
        key = (line.registration_id, line.round_id)
        before = titles.get(moved[key][0], "–") if key in moved else ""
        return LineRow(line, choice, reasons_in_words(line, titles), before)


class AllocationPublishView(EventScopedMixin, View):
    """Publishes a run, by POST only; pressed twice it is published once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish, and say how many people hear of it."""
        run = get_object_or_404(self.scoped(AllocationRun), pk=self.kwargs["pk"])
        try:
            done = publish_run(run, actor=signed_in(request))
        except RegistrationError as error:
            messages.error(request, str(error))
            return redirect("registrations_admin:allocation_run", self.event.pk, run.pk)
        if done.was_done:
            messages.info(request, _("This allocation was published already; nothing more was sent."))
        else:
            text = ngettext(
                "The places are published. %(number)s person gets a mail.",
                "The places are published. %(number)s people get a mail.",
                done.told,
            )
            messages.success(request, text % {"number": done.told})
        if done.gone:
            text = ngettext(
                "%(number)s person has cancelled since and was left out.",
                "%(number)s people have cancelled since and were left out.",
                done.gone,
            )
            messages.info(request, text % {"number": done.gone})
        return redirect("registrations_admin:allocation_run", self.event.pk, run.pk)
