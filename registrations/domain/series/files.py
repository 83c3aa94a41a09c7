"""Files of masterclasses, kept in the database with whom they are of (decision 0140)."""

from django.core.files.uploadedfile import UploadedFile

from core.uploads import ACCEPT, LARGEST, TYPES, UploadRefused, check_upload, clean_name, extension_of
from registrations.domain.errors import RegistrationError
from registrations.models import HandIn, Homework, Material, StoredFile

__all__ = ["ACCEPT", "LARGEST", "TYPES", "FileRefused", "check_file", "clean_name", "extension_of", "store_file"]


class FileRefused(RegistrationError):
    """The file cannot be taken in; ``str(error)`` says why."""


def check_file(upload: UploadedFile) -> None:
    """Raise FileRefused unless the file is small enough, of a kind we take, and really of that kind."""
    try:
        check_upload(upload)
    except UploadRefused as error:
        raise FileRefused(str(error)) from error


def store_file(upload: UploadedFile, owner: Material | Homework | HandIn) -> StoredFile:
    """Keep a checked file with its owner, in place of the one before. Call it in the owner's transaction."""
    field = {"Material": "material", "Homework": "homework", "HandIn": "hand_in"}[type(owner).__name__]
    StoredFile.objects.filter(**{field: owner}).delete()
    upload.seek(0)
    return StoredFile.objects.create(
        **{field: owner},
        name=clean_name(upload.name or ""),
        content_type=TYPES[extension_of(upload.name or "")],
        size=upload.size or 0,
        content=upload.read(),
    )
