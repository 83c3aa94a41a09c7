"""`manage.py export_report SLUG --format pdf --output FILE`: the same files as on the page, from the command line."""

import io
import zipfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.document import DocumentError
from reports.domain.bundling import data_package_of, files_of
from reports.domain.reference.using import export_page
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.models import ReportPage

UNKNOWN, UNSOUND, UNWRITABLE = 2, 3, 4  # exit codes; 1 is left to what nobody foresaw


class Command(BaseCommand):
    """Writes a report to one file, to all files, or to one ZIP of them."""

    help = (
        "Writes a report to a file: pdf, docx, odt, md, html, data (a ZIP of the results and typed numbers), "
        "all (every file, into a folder) or zip (every file, in one ZIP). Exit codes: 2 no such report or more than "
        "one, 3 the report cannot be exported as it is, 4 the file cannot be written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the last part of the address of the report")
        choices = [*ExportFormat.values, "data", "all", "zip"]
        parser.add_argument("--format", choices=choices, default=ExportFormat.PDF.value)
        parser.add_argument("--output", type=Path, help="the file, or with --format all the folder; else here")
        parser.add_argument("--event", type=int, help="the number of the event, where two reports share a slug")

    def handle(self, *args: Any, **options: Any) -> None:
        page = self.find(options["slug"], options["event"])
        replaced: set[str] = set()
        try:
            made = list(self.files(page, options["format"], replaced))
        except DocumentError as error:
            raise CommandError(str(error), returncode=UNSOUND) from error
        output: Path | None = options["output"]
        in_folder = options["format"] == "all"
        for name, content in made:
            path = (output or Path()) / name if in_folder else output or Path(name)
            try:
                if in_folder:
                    path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
            except OSError as error:
                message = _("Cannot write %(file)s: %(reason)s") % {"file": path, "reason": error}
                raise CommandError(message, returncode=UNWRITABLE) from error
            self.stdout.write(str(path))
        if replaced:
            characters = " ".join(sorted(replaced))
            self.stderr.write(_("No font has these characters, a square stands for them: %s") % characters)

    def files(self, page: ReportPage, wanted: str, replaced: set[str]) -> Iterator[tuple[str, bytes]]:
        """Name and content of what is asked for."""
        if wanted == "all":
            yield from files_of(page, replaced)
        elif wanted == "zip":
            content = io.BytesIO()
            with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
                for name, made in files_of(page, replaced):
                    package.writestr(name, made)
            yield f"{page_to_document(page).slug}.zip", content.getvalue()
        elif wanted == "data":
            yield f"{page_to_document(page).slug}-data.zip", data_package_of(page)
        else:
            result = export_page(page, ExportFormat(wanted))
            replaced |= result.replaced
            yield result.filename, result.content

    def find(self, slug: str, event: int | None) -> ReportPage:
        """The one report with this slug; a clear error for none and for several."""
        pages = list(ReportPage.objects.filter(slug=slug).order_by("pk"))
        if event is not None:
            pages = [page for page in pages if page.get_parent().pk == event]
        if not pages:
            known = ", ".join(ReportPage.objects.order_by("-pk").values_list("slug", flat=True)[:10])
            message = _("There is no report “%(slug)s”. The latest reports: %(known)s") % {"slug": slug, "known": known}
            raise CommandError(message, returncode=UNKNOWN)
        if len(pages) > 1:
            events = ", ".join(f"{parent.pk} ({parent.title})" for parent in (page.get_parent() for page in pages))
            message = _("More than one report is called “%(slug)s”. Add --event with one of: %(events)s")
            raise CommandError(message % {"slug": slug, "events": events}, returncode=UNKNOWN)
        return pages[0]
