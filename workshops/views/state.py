"""How far a sheet is. A page compares revisions to know whether there is something new."""

from typing import Any

from live.channels import read_version
from workshops.domain.sheets import sheet_channel
from workshops.models import CaptureSheet
from workshops.source import sheet_stream


def revision_of(sheet: CaptureSheet) -> int:
    """It rises with every change of the sheet, by whomever."""
    return read_version(sheet_channel(sheet.pk)).version


def state_of(sheet: CaptureSheet) -> dict[str, Any]:
    """Revision, whether the sheet is closed, when its part of the programme ends, and where to follow it."""
    return {
        "revision": revision_of(sheet),
        "handed_in": sheet.handed_in_at is not None,
        "ends_at": sheet.ends_at.isoformat(),
        "stream": sheet_stream(sheet.pk),
    }
