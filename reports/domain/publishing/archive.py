"""A published version for the archive: the files, their checksums, and metadata in MDTO.

MDTO (Metagegevens voor duurzaam toegankelijke overheidsinformatie, Nationaal Archief, XML 1.0.1): one
document for the report as an "informatieobject" and one for every file as a "bestand". The order of the elements is
that of the schema.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from lxml import etree

from core.origin import address_of
from reports.domain.branding import document_look
from reports.domain.publishing.versions import page_of
from reports.enums import RetentionCategory
from reports.models import PublishedFile, PublishedVersion, ReportPage

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
SOURCE = "Plenair"
FORMATS = {  # PRONOM, the register of file formats that MDTO refers to
    "pdf": ("Acrobat PDF/A - Portable Document Format 2a", "fmt/476"),
    "docx": ("Microsoft Word for Windows 2007 onwards", "fmt/412"),
    "odt": ("OpenDocument Text 1.3", "fmt/1756"),
    "md": ("Markdown", "fmt/1149"),
    "html": ("Hypertext Markup Language 5", "fmt/471"),
    "zip": ("ZIP Format", "x-fmt/263"),
}


def write_archive(version: PublishedVersion) -> bytes:
    """One ZIP: every file, an MDTO document beside each, one for the whole, and SHA256SUMS for ``sha256sum -c``."""
    files = list(version.files.all())
    page = page_of(version)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("verslag.mdto.xml", report_metadata(version, page, files))
        for file in files:
            archive.writestr(file.filename, bytes(file.content))
            archive.writestr(f"{file.filename}.mdto.xml", file_metadata(version, page, file))
        archive.writestr("SHA256SUMS", "".join(f"{file.sha256}  {file.filename}\n" for file in files))
    return buffer.getvalue()


def report_metadata(version: PublishedVersion, page: ReportPage, files: Iterable[PublishedFile]) -> bytes:
    """The report as an MDTO "informatieobject"."""
    root, top = _document("informatieobject")
    _identity(top, _key(version))
    _text(top, "naam", page.title)
    _concept(top, "aggregatieniveau", "Archiefstuk", "", "Begrippenlijst Aggregatieniveaus MDTO")
    for tag in page.tags.all():
        _text(top, "trefwoord", tag.name)
    if page.introduction:
        _text(top, "omschrijving", page.introduction)
    if address := address_of(page):
        _text(_part(top, "raadpleeglocatie"), "raadpleeglocatieOnline", address)
    _text(top, "taal", str(page.locale.language_code))
    _event(top, "Publicatie", version.published_at)
    if version.removed_at:
        _event(top, "Wijziging", version.removed_at, "Een citaat is verwijderd op verzoek van de betrokkene.")
    category = RetentionCategory(version.category)
    label, code = ("Tijdelijk te bewaren", "V") if category.years else ("Blijvend te bewaren", "B")
    _concept(top, "waardering", label, code, "Begrippenlijst Waarderingen MDTO")
    if category.years:
        term = _part(top, "bewaartermijn")
        _text(term, "termijnStartdatumLooptijd", timezone.localdate(version.published_at).isoformat())
        _text(term, "termijnLooptijd", f"P{category.years}Y")
    for file in files:
        _reference(top, "heeftRepresentatie", file.filename, f"{_key(version)}-{file.filename}")
    _reference(top, "archiefvormer", str(document_look(page).get("organisation") or SOURCE))
    limit = _part(top, "beperkingGebruik")
    _concept(limit, "beperkingGebruikType", "Geen beperkingen", "", "Begrippenlijst BeperkingGebruik MDTO")
    return _bytes(root)


def file_metadata(version: PublishedVersion, page: ReportPage, file: PublishedFile) -> bytes:
    """One file as an MDTO "bestand"."""
    root, top = _document("bestand")
    _identity(top, f"{_key(version)}-{file.filename}")
    _text(top, "naam", file.filename)
    _text(top, "omvang", str(file.size))
    label, code = FORMATS.get(file.filename.rpartition(".")[2], (file.mime, ""))
    _concept(top, "bestandsformaat", label, code, "PRONOM-register")
    checksum = _part(top, "checksum")
    _concept(checksum, "checksumAlgoritme", "SHA-256", "", "Begrippenlijst ChecksumAlgoritme MDTO")
    _text(checksum, "checksumWaarde", file.sha256)
    _text(checksum, "checksumDatum", _moment(file.made_at))
    _reference(top, "isRepresentatieVan", page.title, _key(version))
    return _bytes(root)


def _key(version: PublishedVersion) -> str:
    return f"verslag-{version.page_id}-v{version.number}"


def _document(name: str) -> tuple[etree._Element, etree._Element]:
    root = etree.Element(f"{{{NAMESPACE}}}MDTO", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # None is how lxml names the default
    return root, _part(root, name)


def _part(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def _text(parent: etree._Element, name: str, text: str) -> None:
    _part(parent, name).text = "".join(c for c in text if c.isprintable() or c in "\n\t")


def _identity(parent: etree._Element, key: str, name: str = "identificatie") -> None:
    identity = _part(parent, name)
    _text(identity, "identificatieKenmerk", key)
    _text(identity, "identificatieBron", SOURCE)


def _reference(parent: etree._Element, name: str, title: str, key: str = "") -> None:
    reference = _part(parent, name)
    _text(reference, "verwijzingNaam", title)
    if key:
        _identity(reference, key, "verwijzingIdentificatie")


def _concept(parent: etree._Element, name: str, label: str, code: str, of_list: str) -> None:
    concept = _part(parent, name)
    _text(concept, "begripLabel", label)
    if code:
        _text(concept, "begripCode", code)
    _reference(concept, "begripBegrippenlijst", of_list)


def _event(parent: etree._Element, label: str, moment: datetime, outcome: str = "") -> None:
    event = _part(parent, "event")
    _concept(event, "eventType", label, "", "Begrippenlijst EventTypen MDTO")
    _text(event, "eventTijd", _moment(moment))
    if outcome:
        _text(event, "eventResultaat", outcome)


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _bytes(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written
