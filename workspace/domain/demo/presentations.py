"""Presentations of the demo, set here as tagged PDFs and handed in as speakers do it."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.text import slugify

from core.models import User
from core.typesetting import typeset
from events.models import EventPage
from handouts.domain.asking import ask_speaker
from handouts.domain.delivering import Giver, add_files, describe_file
from handouts.domain.folders import folder_of, set_release, subjects_of
from handouts.enums import Audience, Release
from workshops.domain.cases import attach_file
from workshops.models import Case
from workspace.demo.presentations import PRESENTATIONS, Slides
from workspace.domain.demo.site import LOGIN

TEMPLATE = Path(__file__).resolve().parents[2] / "typst" / "slides.typ"


def hand_in_2015(event: EventPage) -> None:
    """Two speakers hand in; everyone may have it from the end of their part."""
    parts = {str(row.subject): row.subject for row in subjects_of(event)}
    for found in PRESENTATIONS:
        folder = folder_of(parts[found.part])
        giver = Giver(ask=ask_speaker(folder, name=found.speaker, deliver_by=None))
        upload = SimpleUploadedFile(f"{slugify(found.title)}.pdf", pdf_of(found, event))
        for file in add_files(folder, [upload], giver=giver).files:
            describe_file(file, title=found.title, text=found.text, giver=giver)
        by = User.objects.get(username=LOGIN)
        set_release([folder], audience=Audience.EVERYONE, release=Release.END, release_at=None, by=by)
    used = PRESENTATIONS[1]  # the room had it beside the case
    case = Case.objects.get(workshop__round__event=event, workshop__title=used.part)
    attach_file(case, SimpleUploadedFile("gesprekskaart.pdf", pdf_of(used, event)))


def pdf_of(found: Slides, event: EventPage) -> bytes:
    """The slides as a tagged PDF with a title and a language."""
    day = timezone.localdate(event.dates_in_order()[0].starts_at)
    slides = [{"title": title, "points": points} for title, points in found.slides]
    data = {"date": [day.year, day.month, day.day], "title": found.title, "speaker": found.speaker, "slides": slides}
    return typeset(TEMPLATE, data).pdf
