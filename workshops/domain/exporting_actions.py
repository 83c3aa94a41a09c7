"""The register of action items as a table for a spreadsheet."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.domain.spreadsheets import Sheet
from workshops.models import ActionItem


def register_sheet(actions: QuerySet[ActionItem]) -> Sheet:
    """One row per action item, in the order of the register. Contacts and the log are people's: they stay out."""
    headings = [_("What"), _("Meeting"), _("Who"), _("Due on"), _("Or a period"), _("State")]
    rows = [
        (
            action.text,
            action.sheet.event.title,
            ", ".join(str(owner) for owner in action.owners.all()),
            action.due_on,
            action.period,
            str(action.get_state_display()),
        )
        for action in actions
    ]
    return Sheet(_("Agreements and actions"), headings, rows)
