"""Versions and approval of case texts, and the paper that is handed out."""

from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from core.typesetting import Typeset, typeset
from core.uploads import TYPES, check_upload, clean_name, extension_of
from workshops.domain.rich_text import blocks_of
from workshops.models import Case, CaseFile, CaseVersion, Workshop

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "case.typ"


class CaseChanged(ValueError):
    """The text is another one than was read; ``str(error)`` says so."""


def keep_versions(workshop: Workshop, *, by: User | None) -> list[CaseVersion]:
    """Keep a version of each case whose title or text changed since the last one."""
    return [version for case in workshop.cases.all() if (version := keep_version(case, by=by)) is not None]


def keep_version(case: Case, *, by: User | None) -> CaseVersion | None:
    """Keep what stands now as a version, unless it is the newest already."""
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        last = case.versions.order_by("-number").first()
        if last is not None and (last.title, last.text) == (case.title, case.text):
            return None
        number = last.number + 1 if last else 1
        return CaseVersion.objects.create(case=case, number=number, title=case.title, text=case.text, saved_by=by)


def approve_case(case: Case, number: int, *, by: User | None) -> Case:
    """Approve the version that was read. Raises CaseChanged when it is no longer the newest."""
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        newest = case.versions.order_by("-number").first()
        if newest is None or newest.number != number:
            raise CaseChanged(_("The text was changed meanwhile. Read it again before you approve it."))
        case.approved_version, case.approved_by, case.approved_at = newest, by, timezone.now()
        case.save(update_fields=["approved_version", "approved_by", "approved_at"])
    return case


def withdraw_approval(case: Case) -> None:
    """The case is a draft again."""
    Case.objects.filter(pk=case.pk).update(approved_version=None, approved_by=None, approved_at=None)


def attach_file(case: Case, upload: UploadedFile) -> CaseFile:
    """Keep a file with the case. Raises UploadRefused."""
    check_upload(upload)
    upload.seek(0)
    return CaseFile.objects.create(
        case=case,
        name=clean_name(upload.name or ""),
        content_type=TYPES[extension_of(upload.name or "")],
        size=upload.size or 0,
        content=upload.read(),
    )


def version_to_show(case: Case) -> CaseVersion | None:
    """The approved version, else the newest; None for a case that was never kept."""
    return case.approved_version or case.versions.order_by("-number").first()


def hand_out(case: Case, *, language: str = "nl", accent: str = "#0b5563") -> Typeset:
    """The case on paper: the approved version, or the newest marked as a draft. Raises TypesettingError."""
    version = version_to_show(case)
    workshop = case.workshop
    today = timezone.localdate()
    data = {
        "date": [today.year, today.month, today.day],
        "title": version.title if version else case.title,
        "workshop": f"{workshop.number}. {workshop.title}",
        "event": "" if workshop.round.event.is_sensitive else workshop.round.event.title,
        "draft": "" if version is not None and version.pk == case.approved_version_id else _("Draft, not approved yet"),
        "version": _("Version %(number)s") % {"number": version.number} if version else "",
        "note": _("This case is semi-fictional.") if case.is_semi_fictional else "",
        "warning": f"{_('Please note:')} {workshop.content_warning}" if workshop.content_warning else "",
        "blocks": blocks_of(version.text if version else case.text),
        "language": language,
        "accent": accent,
    }
    return typeset(TEMPLATE, data)
