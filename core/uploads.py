"""Files that come in: checked by size, by name and by what is in them (decision 0140)."""

import io
import re
import unicodedata
import zipfile
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

LARGEST = 10 * 1024 * 1024
MOST_PARTS = 5_000
LONGEST_NAME = 80
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "odt": f"{_OPEN}.text",
    "odp": f"{_OPEN}.presentation",
    "ods": f"{_OPEN}.spreadsheet",
    "txt": "text/plain; charset=utf-8",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
ACCEPT = ",".join(f".{extension}" for extension in TYPES)
_MARKS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
_FOLDERS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}


class UploadRefused(ValueError):
    """The file cannot be taken in; ``str(error)`` says why."""


def check_upload(upload: UploadedFile) -> None:
    """Raise UploadRefused unless the file is small enough, of a kind we take, and really of that kind."""
    if not upload.size:
        raise UploadRefused(_("This file is empty."))
    if upload.size > LARGEST:
        raise UploadRefused(_("This file is larger than %(size)s MB.") % {"size": LARGEST // 1024 // 1024})
    extension = extension_of(upload.name or "")
    if extension not in TYPES:
        kinds = ", ".join(sorted(TYPES))
        raise UploadRefused(_("Files of this kind are not taken. Possible are: %(kinds)s.") % {"kinds": kinds})
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    if not _is_what_it_says(extension, content):
        raise UploadRefused(_("This file is not what its name says, or it holds macros. Save it anew and try again."))


def extension_of(name: str) -> str:
    """The extension without the dot, in lower case."""
    return PurePath(name).suffix.lstrip(".").lower()


def clean_name(name: str) -> str:
    """A name that any computer can store: no folders, no control characters, not too long, the extension kept."""
    extension = extension_of(name)
    stem = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    stem = stem[: -len(extension) - 1] if extension else stem
    stem = re.sub(r"[^\w .()-]", "_", stem).strip(" .") or _("file")
    return f"{stem[:LONGEST_NAME]}.{extension}" if extension else stem[:LONGEST_NAME]


def _is_what_it_says(extension: str, content: bytes) -> bool:
    if extension in _MARKS:
        return content.startswith(_MARKS[extension])
    if extension == "txt":
        try:
            return "\x00" not in content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return False
    return _is_document(extension, content)


def _is_document(extension: str, content: bytes) -> bool:
    """Whether the archive is a document of this kind, without macros. Nothing is unpacked but the kind's name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > MOST_PARTS or any("vbaproject" in name.lower() for name in names):
                return False
            if extension in _FOLDERS:
                return "[Content_Types].xml" in names and any(name.startswith(_FOLDERS[extension]) for name in names)
            if any(name.startswith(("Basic/", "Scripts/")) for name in names) or "mimetype" not in names:
                return False
            if archive.getinfo("mimetype").file_size > 200:
                return False
            return archive.read("mimetype").decode("ascii", "replace").strip() == TYPES[extension]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return False
