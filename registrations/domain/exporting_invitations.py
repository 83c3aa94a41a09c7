"""The invitation list as a spreadsheet; who took it out is written down."""

from django.utils.translation import gettext as _

from core.domain.spreadsheets import Sheet, Value
from events.models import EventPage
from registrations.domain.exporting import WRITERS, local
from registrations.enums import InvitationState, SheetFormat
from registrations.models import ExportRecord, Invitation


def export_invitations(event: EventPage, *, file_format: SheetFormat, actor: str) -> bytes:
    """The file with everybody on the list, after writing down who took it out."""
    sheet = invitation_sheet(event)
    ExportRecord.objects.create(
        event=event,
        by=actor[:120],
        format=file_format,
        number=len(sheet.rows),  # type: ignore[arg-type]  # a list here
        columns=_("Invitations"),
    )
    return WRITERS[file_format](sheet)


def invitation_sheet(event: EventPage) -> Sheet:
    """A row per invitee. The headings are those that the import knows. One query."""
    headings = [
        _("Name"),
        _("E-mail address"),
        _("Organisation"),
        _("Sector"),
        _("Municipality"),
        _("GHNT region"),
        _("Safety region"),
        _("Language"),
        _("State"),
        _("Last mailed"),
        _("Reason"),
    ]
    rows = Invitation.objects.with_state().filter(event=event)
    rows = rows.select_related("sector", "municipality", "programme_region", "safety_region")
    return Sheet(_("Invitations"), headings, [_cells(invitation) for invitation in rows.order_by("name", "pk")])


def _cells(invitation: Invitation) -> list[Value]:
    return [
        invitation.name,
        invitation.email,
        invitation.organisation_name,
        str(invitation.sector or ""),
        str(invitation.municipality or ""),
        str(invitation.programme_region or ""),
        str(invitation.safety_region or ""),
        invitation.language,
        str(InvitationState(invitation.state).label),  # type: ignore[attr-defined]
        local(invitation.last_mailed_at),
        invitation.decline_reason,
    ]
