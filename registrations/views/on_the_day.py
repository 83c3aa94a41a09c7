"""The organiser's phone on the day: cancel, merge or move a workshop in three taps, and undo it."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from core.permissions import signed_in
from core.scoped import EventScopedMixin
from registrations.domain.capacity import Room, rooms_of
from registrations.domain.errors import RegistrationError
from registrations.domain.limit_shifts import words_of
from registrations.domain.on_the_day.changing import cancel_workshop, merge_workshop, move_workshop, undo_change
from registrations.domain.on_the_day.limits import shifts_of_merging, shifts_of_moving
from registrations.domain.on_the_day.rehousing import new_rooms
from registrations.enums import DayChangeKind
from registrations.forms.on_the_day import DayChangeForm
from registrations.models import DayChange
from workshops.models import Workshop

MOST_CHANGES = 20
JUST_NOW = timedelta(minutes=30)


def broken_by(change: DayChange) -> list[str]:
    """The limits that a change broke, or once it is undone that undoing broke, in sentences."""
    return words_of(change.before.get("limits_undone" if change.undone_at else "limits", ()))


class DayView(EventScopedMixin, TemplateView):
    """All workshops with how full they are, and what was changed."""

    template_name = "registrations/on_the_day/list.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Rounds in order; the newest change first."""
        rounds: dict[int, list[tuple[Room, str]]] = {}
        found = rooms_of(self.event.pk)
        titles = {room.workshop.pk: room.workshop.title for room in found}
        for room in found:
            merged_into = titles.get(room.workshop.merged_into_id or 0, "")
            rounds.setdefault(room.workshop.round_id, []).append((room, merged_into))
        changes = self.scoped(DayChange).select_related("workshop", "target", "made_by").order_by("-pk")[:MOST_CHANGES]
        newest = next(iter(changes), None)
        is_new = newest is not None and newest.undone_at is None and newest.made_at > timezone.now() - JUST_NOW
        return super().get_context_data(
            rounds=[(rooms[0][0].workshop.round, rooms) for rooms in rounds.values()],
            changes=[(change, broken_by(change)) for change in changes],
            newest=newest if is_new else None,
            **kwargs,
        )


class DayWorkshopView(EventScopedMixin, TemplateView):
    """One workshop: what can be done with it, and before it is done what that means. Only the POST does it."""

    template_name = "registrations/on_the_day/workshop.html"

    @cached_property
    def workshop(self) -> Workshop:
        """A workshop of this event; another one is a 404."""
        found = self.scoped(Workshop, "round__event").select_related("round__event")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def rooms(self) -> list[Room]:
        """The workshops of the same round that take place."""
        return [
            room
            for room in rooms_of(self.event.pk)
            if room.workshop.round_id == self.workshop.round_id and not room.workshop.is_cancelled
        ]

    @cached_property
    def others(self) -> list[Room]:
        """Those beside this one."""
        return [room for room in self.rooms if room.workshop.pk != self.workshop.pk]

    @cached_property
    def form(self) -> DayChangeForm | None:
        """What was tapped; None on the first page."""
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        if not given.get("wat"):
            return None
        return DayChangeForm(given, others=[room.workshop for room in self.others])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, and go back to the list with the way to undo it."""
        if self.form is None or not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            change = self._do(self.form)
        except RegistrationError as error:
            messages.error(request, str(error))
            return redirect("registrations_admin:on_the_day", self.event.pk)
        text = ngettext(
            "Done. %(number)s person gets a mail.", "Done. %(number)s people get a mail.", change.people_told
        )
        messages.success(request, text % {"number": change.people_told})
        return redirect("registrations_admin:on_the_day", self.event.pk)

    def _do(self, form: DayChangeForm) -> DayChange:
        cleaned = form.cleaned_data
        by: dict[str, Any] = {"actor": signed_in(self.request), "request_key": cleaned["request_key"]}
        if cleaned["wat"] == DayChangeKind.CANCEL:
            return cancel_workshop(self.workshop, **by)
        if cleaned["wat"] == DayChangeKind.MERGE and form.target is not None:
            return merge_workshop(self.workshop, form.target, **by)
        return move_workshop(self.workshop, cleaned["zaal"], **by)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The choices; or, once something was tapped, what it would do."""
        here = next((room for room in self.rooms if room.workshop.pk == self.workshop.pk), None)
        form = self.form
        is_chosen = form is not None and form.is_valid()
        context: dict[str, Any] = {
            "workshop": self.workshop,
            "here": here,
            "others": self.others,
            "free_rooms": self._free_rooms(),
            "form": form,
            "is_chosen": is_chosen,
        }
        if form is not None and is_chosen:
            context |= {
                "kind": form.cleaned_data["wat"],
                "target": self._target(form),
                "room": form.cleaned_data["zaal"],
            }
            context["key"] = DayChangeForm(others=[])["request_key"].value()
            if form.cleaned_data["wat"] == DayChangeKind.CANCEL:
                moves = new_rooms(self.workshop)
                context |= {"moves": self._moves(moves), "shifts": shifts_of_moving(self.workshop, moves)}
            elif form.target is not None:
                context["shifts"] = shifts_of_merging(self.workshop, form.target.pk)
                context["too_many"] = _too_many(here, context["target"])
        return super().get_context_data(**context, **kwargs)

    def _target(self, form: DayChangeForm) -> Room | None:
        return next((room for room in self.others if form.target and room.workshop.pk == form.target.pk), None)

    def _moves(self, moves: dict[int, int | None]) -> list[tuple[str, int]]:
        """How many people would go where; "" for those who get no place."""
        titles = {room.workshop.pk: room.workshop.title for room in self.others}
        counted = Counter(moves.values())
        found = [(titles[pk], number) for pk, number in counted.most_common() if pk is not None]
        return [*found, ("", counted[None])] if counted[None] else found

    def _free_rooms(self) -> list[str]:
        """Rooms of this event where nothing is on in this round."""
        names = Workshop.objects.filter(round__event=self.event).exclude(room="").values_list("room", flat=True)
        taken = {room.workshop.room for room in self.rooms}
        return sorted(set(names) - taken)


def _too_many(here: Room | None, there: Room | None) -> int:
    """How many people a room would have beyond its places."""
    if here is None or there is None or there.workshop.capacity is None:
        return 0
    return max(here.taken + there.taken - there.workshop.capacity, 0)


class DayUndoView(EventScopedMixin, View):
    """Takes a change back, by POST only."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Undo it and say so."""
        change = get_object_or_404(self.scoped(DayChange), pk=self.kwargs["pk"])
        try:
            undone = undo_change(change, actor=signed_in(request))
        except RegistrationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("It is as it was. Everybody concerned gets a mail."))
            for words in broken_by(undone):
                messages.warning(request, words)
        return redirect("registrations_admin:on_the_day", self.event.pk)
