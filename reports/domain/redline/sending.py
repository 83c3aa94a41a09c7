"""The draft of a round as a file for its readers. A Word file carries a stamp, by which it is known later."""

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from lxml import etree

from core.tokens import BadToken, make_token, read_token
from reports.document import DocumentError
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.models import SignOffRound
from reports.wordfile.package import open_word

if TYPE_CHECKING:
    from reports.exporters.export import ExportResult

OFFERED = (ExportFormat.DOCX, ExportFormat.ODT)
PROPERTY = "PlenairDraft"
PURPOSE = "signoff-file"
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_VARIANT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def draft_file(sign_off: SignOffRound, file_format: ExportFormat) -> "ExportResult":
    """The text of the round as a file. Raises DocumentError, as every export.

    Nothing is kept in a cache: until approval nobody but the readers sees this text.
    """
    from reports.exporters.export import export  # brings large libraries; loaded when the first file is asked for
    from reports.exporters.pandoc.docx_contents import leave_as_it_is
    from reports.exporters.pandoc.package import rewrite_parts

    def settings(root: etree._Element) -> None:
        leave_as_it_is(root)
        _track_changes(root)

    made = export(page_to_document(sign_off.revision.as_object()), file_format)
    if file_format != ExportFormat.DOCX:
        return made
    stamp = stamp_of(sign_off)
    content = rewrite_parts(
        made.content, {"docProps/custom.xml": lambda root: _stamp(root, stamp), "word/settings.xml": settings}
    )
    if open_word(content).properties.get(PROPERTY) != stamp:
        raise DocumentError(_("The file could not be made: %(reason)s") % {"reason": PROPERTY})
    return replace(made, content=content)


def stamp_of(sign_off: SignOffRound) -> str:
    """What names a round and the text it is about; nobody but us can make one."""
    return make_token(PURPOSE, f"{sign_off.pk}-{_mark(sign_off)}")


def round_of_stamp(stamp: str) -> tuple[int, str]:
    """The round that a stamp names, and the mark of its text. Raises BadToken."""
    number, _dash, mark = read_token(PURPOSE, stamp).partition("-")
    if not number.isdigit() or len(number) > 18:
        raise BadToken(PURPOSE)
    return int(number), mark


def is_text_of(sign_off: SignOffRound, mark: str) -> bool:
    """Whether the text of the round is still the one that was sent: no words were taken out of it since."""
    return mark == _mark(sign_off)


def _mark(sign_off: SignOffRound) -> str:
    stored = json.dumps(sign_off.revision.content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(stored.encode()).hexdigest()[:24]


def _stamp(root: etree._Element, stamp: str) -> None:
    numbers = [int(one.get("pid", "1")) for one in root.iter(f"{_PROPERTIES}property")]
    made = etree.SubElement(root, f"{_PROPERTIES}property", fmtid=_FORMAT, pid=str(max(numbers, default=1) + 1))
    made.set("name", PROPERTY)
    etree.SubElement(made, _VARIANT).text = stamp


def _track_changes(root: etree._Element) -> None:
    """Word and LibreOffice keep who changes what from the first letter on, moved paragraphs too."""
    moves = root.find(f"{_W}doNotTrackMoves")
    tracked = etree.Element(f"{_W}trackRevisions")
    if moves is not None:
        root.replace(moves, tracked)
    else:
        after = root.find(f"{_W}stylePaneFormatFilter")
        root.insert(root.index(after) + 1 if after is not None else 0, tracked)
