"""`manage.py export_report SLUG --format pdf --output FILE`: the same files as on the page, from the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.document import DocumentError
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.exporters import export
from reports.models import ReportPage


class Command(BaseCommand):
    """Writes one report to one file."""

    help = "Writes a report to a file: pdf, docx, odt, md or html."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the last part of the address of the report")
        parser.add_argument("--format", choices=ExportFormat.values, default=ExportFormat.PDF.value)
        parser.add_argument("--output", type=Path, help="the file; without it, the slug in this folder")
        parser.add_argument("--event", type=int, help="the number of the event, where two reports share a slug")

    def handle(self, *args: Any, **options: Any) -> None:
        page = self.find(options["slug"], options["event"])
        try:
            result = export(page_to_document(page), ExportFormat(options["format"]))
        except DocumentError as error:
            raise CommandError(str(error)) from error
        output: Path = options["output"] or Path(result.filename)
        try:
            output.write_bytes(result.content)
        except OSError as error:
            raise CommandError(_("Cannot write %(file)s: %(reason)s") % {"file": output, "reason": error}) from error
        if result.replaced:
            characters = " ".join(sorted(result.replaced))
            self.stderr.write(_("No font has these characters, a square stands for them: %s") % characters)
        self.stdout.write(str(output))

    def find(self, slug: str, event: int | None) -> ReportPage:
        """The one report with this slug; a clear error for none and for several."""
        pages = list(ReportPage.objects.filter(slug=slug).order_by("pk"))
        if event is not None:
            pages = [page for page in pages if page.get_parent().pk == event]
        if not pages:
            known = ", ".join(ReportPage.objects.order_by("-pk").values_list("slug", flat=True)[:10])
            message = _("There is no report “%(slug)s”. The latest reports: %(known)s") % {"slug": slug, "known": known}
            raise CommandError(message)
        if len(pages) > 1:
            events = ", ".join(f"{parent.pk} ({parent.title})" for parent in (page.get_parent() for page in pages))
            message = _("More than one report is called “%(slug)s”. Add --event with one of: %(events)s")
            raise CommandError(message % {"slug": slug, "events": events})
        return pages[0]
