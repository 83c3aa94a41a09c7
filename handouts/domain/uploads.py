"""A file that came in, as it is kept: known by its content, under a clean name, pictures without what a camera adds."""

import hashlib
import re
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.file_kinds import kind_of
from core.uploads import LONGEST_NAME, UploadRefused, clean_name
from handouts.domain.hints import hints_for
from handouts.domain.hints.found import Hint
from workshops.domain.photos import UnreadablePhoto, prepare_picture

LARGEST = 20 * 1024 * 1024  # bytes of one file
LARGEST_TOGETHER = 24 * 1024 * 1024  # bytes of one form; proxies take 25 MB
KINDS = ("pdf", "pptx", "docx", "odp", "odt", "jpg")
_PICTURES = {"jpg", "png", "webp"}
ACCEPT = ".pdf,.pptx,.docx,.odp,.odt,.jpg,.jpeg,.png,.webp"
LONGEST_TITLE = 160
_EXTENSION = re.compile(r"\.[^. ]*\Z")


@dataclass(frozen=True)
class Prepared:
    """What is kept of an upload."""

    name: str
    title: str
    kind: str
    content: bytes
    fingerprint: str
    hints: list[Hint] = field(default_factory=list)


def prepare(upload: UploadedFile) -> Prepared:
    """Look what a file is and make it fit to keep. Raises UploadRefused, saying why."""
    if not upload.size:
        raise UploadRefused(_("This file is empty."))
    if upload.size > LARGEST:
        raise UploadRefused(_("This file is larger than %(size)s MB.") % {"size": LARGEST // 1024 // 1024})
    upload.seek(0)
    content = upload.read()
    fingerprint = hashlib.sha256(content).hexdigest()
    kind = kind_of(content)
    if kind in _PICTURES:
        kind, content = "jpg", _as_jpeg(upload)
    if kind not in KINDS:
        raise UploadRefused(_("What is in this file is of no kind that we take."))
    stem = _EXTENSION.sub("", clean_name(upload.name or ""))[:LONGEST_NAME].strip(" .") or _("file")
    title = " ".join(stem.replace("_", " ").split()).strip(" .-") or _("Presentation")
    return Prepared(f"{stem}.{kind}", title[:LONGEST_TITLE], kind, content, fingerprint, hints_for(kind, content))


def _as_jpeg(upload: UploadedFile) -> bytes:
    upload.seek(0)
    try:
        return prepare_picture(upload).content
    except UnreadablePhoto as error:
        raise UploadRefused(_("This picture cannot be read. Save it anew and try again.")) from error
