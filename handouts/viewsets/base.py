"""What the organisers' views of hand-outs share."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin import messages

from core.enums import Role
from core.permissions import signed_in
from core.scoped import EventScopedMixin
from handouts.domain.delivering import Giver
from handouts.domain.folders import SUBJECTS, folder_of
from handouts.models import Folder, HandOut

INDEX = "hand_outs:index"


class HandOutMixin(EventScopedMixin):
    """Finds folders and files of this event only, and goes back to the list."""

    roles = (Role.REPORTER,)
    request: Any
    kwargs: dict[str, Any]

    @property
    def giver(self) -> Giver:
        """The organiser who does it."""
        return Giver(user=signed_in(self.request))

    def subject(self) -> Any:
        """The programme item or workshop of the address."""
        if self.kwargs["kind"] not in SUBJECTS:
            raise Http404
        model, _field, lookup = SUBJECTS[self.kwargs["kind"]]
        return get_object_or_404(self.scoped(model, lookup), pk=self.kwargs["pk"])

    def folder(self) -> Folder:
        """Its folder, made when there is none."""
        return folder_of(self.subject())

    def file(self) -> HandOut:
        """The file of the address, without its content."""
        uid: UUID = self.kwargs["uid"]
        rows = self.scoped(HandOut, "folder__event").select_related("folder__item", "folder__workshop__round")
        found: HandOut = get_object_or_404(rows.defer("content"), uid=uid)
        return found

    def back(self, message: str, *, is_error: bool = False, anchor: str = "") -> HttpResponse:
        """To the list, at the place where one was."""
        (messages.error if is_error else messages.success)(self.request, message)
        return self.redirect_to(anchor)

    def redirect_to(self, anchor: str) -> HttpResponse:
        """To the list, without a message."""
        address = reverse(INDEX, args=(self.event.pk,))
        return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)

    def anchor_of_address(self) -> str:
        """The id of the section of the subject in the address."""
        return f"{self.kwargs['kind']}-{self.kwargs['pk']}"


def anchor_of(folder: Folder) -> str:
    """The id of the section of a folder."""
    return f"workshop-{folder.workshop_id}" if folder.workshop_id else f"onderdeel-{folder.item_id}"


def words_of_errors(form: Any) -> str:
    """All errors of a form in one line."""
    return " ".join(str(error) for errors in form.errors.as_data().values() for one in errors for error in one)
