"""The presentations of a meeting that everyone may have: a list on the page, an appendix in files (name and link)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from core.pages import open_to_all
from events.models import EventPage
from handouts.domain.showing import ShownFolder, for_everyone
from reports import document as doc
from reports.models import ReportPage


def hand_outs_of(page: ReportPage) -> list[ShownFolder]:
    """What everyone may have now, in the order of the programme; nothing while the event is not open to everyone."""
    event_id = page.get_parent().pk
    found = for_everyone(event_id)
    return found if found and open_to_all(EventPage.objects.live().filter(pk=event_id)).exists() else []


def appendix(page: ReportPage) -> tuple[doc.Block, ...]:
    """The same as the last appendix of a file; no blocks when there is nothing."""
    folders = hand_outs_of(page)
    if not folders:
        return ()
    origin = settings.PUBLIC_ORIGIN.rstrip("/")
    addresses = {
        file.uid: f"{origin}{reverse('handouts:public', args=[file.uid])}"
        for folder in folders
        for file in folder.files
    }
    items = [
        doc.ListItem((doc.Text(file.title, link=addresses[file.uid]), _part(folder)))
        for folder in folders
        for file in folder.files
    ]
    return (doc.AppendixHeading(_("Presentations"), key="presentaties"), doc.BulletList(tuple(items)))


def _part(folder: ShownFolder) -> doc.Text:
    number = _("workshop %(number)s, ") % {"number": folder.number} if folder.number else ""
    return doc.Text(f" ({number}{folder.title})")
