"""The response to the invitations per sector and region, and the list as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.domain.exporting_invitations import export_invitations
from registrations.domain.region_grid import GRIDS
from registrations.domain.response import (
    Division,
    DivisionResponse,
    by_region,
    by_sector,
    headline,
    missing_sentence,
    total_of,
)
from registrations.domain.response_data import answers_of, regions_of, sectors_of
from registrations.enums import SheetFormat
from registrations.forms.export import FormatForm
from registrations.models import ExportRecord, Invitation
from registrations.views.inviting_base import InvitingView
from registrations.views.people_export import CONTENT_TYPES


def chosen_division(request: HttpRequest) -> Division:
    """The division in the address; the programme regions when there is none that we know."""
    wanted = request.GET.get("verdeling", "")
    return next((division for division in Division if division.value == wanted), Division.PROGRAMME_REGION)


def tiles_of(response: DivisionResponse) -> list[dict[str, Any]]:
    """The regions as tiles of the grid, by row; a division without a map has none."""
    places = GRIDS.get(response.division, {})
    tiles = [
        {"line": line, "row": places[line.key][0], "column": places[line.key][1], "step": _step(line.tally.coming)}
        for line in response.lines
        if line.key in places
    ]
    return sorted(tiles, key=lambda tile: (tile["row"], tile["column"]))


def _step(coming: int) -> int:
    """How dark a tile is: nobody, some, more, many. The number stands in it."""
    return (coming > 0) + (coming > 2) + (coming > 5)


class ResponseView(InvitingView):
    """Who comes and who does not answer: numbers, a grid of regions, tables."""

    template_name = "registrations/admin/response.html"
    page_title = gettext_lazy("Response")
    header_icon = "site"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Six queries, however many people and regions."""
        division = chosen_division(self.request)
        answers = answers_of(self.event)
        response = by_region(answers, division, regions_of(division))
        return super().get_context_data(
            total=total_of(answers),
            sectors=by_sector(answers, sectors_of(self.event)),
            response=response,
            headline=headline(response),
            missing=missing_sentence(response),
            tiles=tiles_of(response),
            divisions=[(found.value, found.label, found is division) for found in Division],
            **kwargs,
        )


class InvitationExportView(InvitingView):
    """The invitation list as a spreadsheet; the file comes on a POST, because every export is written down."""

    template_name = "registrations/admin/invitations_export.html"
    page_title = gettext_lazy("Export")
    header_icon = "download"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With how many people are on the list, and who exported before."""
        kwargs.setdefault("form", FormatForm())
        return super().get_context_data(
            number=self.scoped(Invitation).count(),
            records=ExportRecord.objects.filter(event=self.event)[:10],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file in the chosen format."""
        form = FormatForm(request.POST)
        if not form.is_valid():
            return self.shown(status=422, form=form)
        file_format = SheetFormat(form.cleaned_data["format"])
        content = export_invitations(self.event, file_format=file_format, actor=str(request.user))
        response = HttpResponse(content, content_type=CONTENT_TYPES[file_format])
        name = f"{_('invitations')}-{self.event.slug}.{file_format.value}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store, private"
        return response
