"""An organisation's own reference document: checked when it comes in, used in every file, never in the way of one."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.enums import Role
from events.models import EventPage
from reports.domain.bundling import files_of
from reports.domain.drafting import draft_report, report_of
from reports.domain.reference.checking import LARGEST, needed_styles, prepare_reference
from reports.domain.reference.using import export_page
from reports.enums import ExportFormat
from reports.models import ReferenceDocument, ReferenceKind, ReportBundle
from reports.reference import REFERENCE_FOLDER
from tests.core.test_scope_walk import organiser_of
from tests.factories import EventIndexPageFactory, EventPageFactory
from tests.reports.test_templates import person

pytestmark = pytest.mark.django_db
OURS = b"AB12CD"
TOLD = "kon een verslag niet met uw eigen document worden gemaakt"
STYLES = {"docx": "word/styles.xml", "odt": "styles.xml"}
KINDS = pytest.mark.parametrize("kind", ["docx", "odt"])


def default(kind: str) -> bytes:
    return (REFERENCE_FOLDER / f"reference.{kind}").read_bytes()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(kind: str, *changes: tuple[bytes, bytes], **more: bytes) -> bytes:
    parts = parts_of(default(kind))
    name = STYLES[kind]
    for old, new in changes:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)
    return packed({**parts, **more})


def coloured(kind: str) -> bytes:
    """Ours with another colour for what is muted."""
    return changed(kind, (b"595959", OURS))


@pytest.fixture
def event() -> EventPage:
    return EventPageFactory(parent=EventIndexPageFactory(), dates__held=True)


@pytest.fixture
def report(event):
    draft_report(event, actor=None)
    return report_of(event)


@pytest.fixture
def manager(client, event):
    client.force_login(organiser_of(event.get_parent()))
    return client


def address(name, event, *args):
    return reverse(f"reports_admin:{name}", args=[event.pk, *args])


def send(client, event, kind, content, name=""):
    file = SimpleUploadedFile(name or f"huisstijl.{kind}", content)
    return client.post(address("reference_replace", event, kind), {f"{kind}-file": file})


@KINDS
def test_uploaded_document_gives_the_files_of_reports_their_look(manager, event, report, kind):
    assert OURS not in parts_of(export_page(report, ExportFormat(kind)).content)[STYLES[kind]].upper()
    assert send(manager, event, kind, coloured(kind)).status_code == 302
    assert OURS in parts_of(export_page(report, ExportFormat(kind)).content)[STYLES[kind]].upper()
    in_package = {name.rsplit(".", 1)[-1]: content for name, content in files_of(report)}[kind]
    assert OURS in parts_of(in_package)[STYLES[kind]].upper()


@KINDS
def test_file_on_the_page_changes_with_the_document(manager, event, report, kind):
    def downloaded():
        response = manager.get(reverse("reports:export", args=[report.pk, kind]))
        return response["ETag"], OURS in parts_of(b"".join(response.streaming_content))[STYLES[kind]].upper()

    report.get_latest_revision().publish()
    first, was_ours = downloaded()
    send(manager, event, kind, coloured(kind))
    second, is_ours = downloaded()
    manager.post(address("reference_remove", event, kind))
    assert (was_ours, is_ours) == (False, True)
    assert first != second
    assert downloaded() == (first, False)


@KINDS
def test_present_document_can_be_downloaded_and_is_taken_back(manager, event, kind):
    start = manager.get(address("reference_file", event, kind))
    assert start.content == default(kind)
    assert send(manager, event, kind, start.content).status_code == 302
    send(manager, event, kind, coloured(kind))  # in place of the first
    assert ReferenceDocument.objects.count() == 1
    own = manager.get(address("reference_file", event, kind)).content
    assert OURS in parts_of(own)[STYLES[kind]].upper()
    assert send(manager, event, kind, own).status_code == 302
    for _press in range(2):
        assert manager.post(address("reference_remove", event, kind)).status_code == 302
    assert manager.get(address("reference_file", event, kind)).content == default(kind)


def external(kind: str) -> bytes:
    if kind == "odt":
        image = b'<style:background-image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://x.example/a"/>'
        return changed("odt", **{"settings.xml": b'<a xmlns:style="urn:s">' + image + b"</a>"})
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="https://x.example/a.dotm" TargetMode="External"/></Relationships>'
    )
    return changed("docx", **{"word/_rels/settings.xml.rels": relation})


WRONG = {
    "nothing": (lambda kind: b"", "leeg"),
    "text": (lambda kind: b"geen document", "soort"),
    "the other kind": (lambda kind: default("odt" if kind == "docx" else "docx"), "soort"),
    "cut off": (lambda kind: default(kind)[:5000], "beschadigd"),
    "macros": (lambda kind: changed(kind, **{"word/vbaProject.bin": b"x", "Basic/a.xml": b"<a/>"}), "macro"),
    "too large": (lambda kind: default(kind) + b"\0" * LARGEST, "groter dan"),
    "bomb": (lambda kind: changed(kind, **{"media/a.bin": b"\0" * 20_000_000}), "te veel"),
    "no xml": (lambda kind: changed(kind, **{STYLES[kind]: b"<a"}), "beschadigd"),
    "entities": (lambda kind: changed(kind, **{STYLES[kind]: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "opnieuw"),
    "out of its folder": (lambda kind: changed(kind, **{"../../a.xml": b"<a/>"}), "opnieuw"),
    "from elsewhere": (external, "van elders"),
}


@KINDS
@pytest.mark.parametrize("case", WRONG)
def test_wrong_file_is_refused_at_the_field_with_a_reason(manager, event, kind, case):
    make, reason = WRONG[case]
    response = send(manager, event, kind, make(kind), name=f"{'x' * 300}.{kind}")
    assert response.status_code == 200
    [error] = next(row[2] for row in response.context["rows"] if row[0] == kind).errors["file"]
    assert reason in error
    assert error in response.content.decode()
    assert not ReferenceDocument.objects.exists()


@pytest.mark.parametrize(("kind", "old", "name"), [
    ("docx", b'w:val="PullQuote"', "PullQuote"), ("docx", b'w:val="heading 1"', "heading 1"),
    ("odt", b'style:name="PullQuote"', "PullQuote"), ("odt", b'style:name="Heading_20_1"', "Heading 1"),
])  # fmt: skip
def test_missing_style_is_named(manager, event, kind, old, name):
    response = send(manager, event, kind, changed(kind, (old, old.split(b'"')[0] + b'"Anders"')))
    [error] = next(row[2] for row in response.context["rows"] if row[0] == kind).errors["file"]
    assert f": {name}." in error


def test_identifiers_of_word_in_dutch_become_ours():
    content = changed("docx", (b'w:styleId="Heading1"', b'w:styleId="Kop1"'), (b'w:val="Heading1"', b'w:val="Kop1"'))
    styles = parts_of(prepare_reference(content, ReferenceKind.DOCX))["word/styles.xml"]
    assert b'w:styleId="Heading1"' in styles
    assert b"Kop1" not in styles


@KINDS
def test_what_is_kept_names_no_maker(kind):
    part = {"docx": "docProps/core.xml", "odt": "meta.xml"}[kind]
    xml = b'<a xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Jan Jansen</dc:creator></a>'
    kept = parts_of(prepare_reference(changed(kind, **{part: xml}), ReferenceKind(kind)))
    assert b"Jan Jansen" not in kept[part]


@KINDS
def test_ours_has_every_style_that_is_asked_for(kind):
    assert len(needed_styles(ReferenceKind(kind))) > 30
    assert prepare_reference(default(kind), ReferenceKind(kind))


@KINDS
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip"], ids=["empty", "cut", "text"])
def test_broken_document_never_stops_an_export_and_the_reporter_is_told(client, event, report, kind, content):
    home = event.get_parent()
    row = ReferenceDocument.objects.create(home=home, kind=kind, content=content, size=9, sha256="0" * 64)
    made = export_page(report, ExportFormat(kind)).content
    assert b"<" in parts_of(made)[STYLES[kind]]
    row.refresh_from_db()
    assert row.failed_at is not None
    client.force_login(person(event, Role.REPORTER))
    for name in ("references", "publishing"):
        assert (
            "kon een verslag niet met uw eigen document worden gemaakt"
            in client.get(address(name, event)).content.decode()
        )
    client.force_login(organiser_of(home))
    send(client, event, kind, default(kind))
    assert TOLD not in client.get(address("references", event)).content.decode()


def test_styles_without_xml_in_a_kept_document_fall_back_too(event, report):
    bad = changed("docx", **{"word/styles.xml": b"<a"})
    ReferenceDocument.objects.create(home=event.get_parent(), kind="docx", content=bad, size=9, sha256="1" * 64)
    assert export_page(report, ExportFormat.DOCX).content
    assert ReferenceDocument.objects.get().failed_at


def test_reporter_and_organiser_of_one_meeting_look_and_do_not_change(client, event):
    for role in (Role.REPORTER, Role.ORGANISER):
        client.force_login(person(event, role))
        html = client.get(address("references", event)).content.decode()
        assert "multipart/form-data" not in html
        assert client.get(address("reference_file", event, "docx")).status_code == 200
        assert send(client, event, "docx", default("docx")).status_code == 404
        assert client.post(address("reference_remove", event, "docx")).status_code == 404
    client.force_login(person(event, Role.SCRIBE))
    assert client.get(address("references", event)).status_code == 404
    assert not ReferenceDocument.objects.exists()


def test_document_holds_for_its_own_organisation_only(manager, event, report):
    send(manager, event, "odt", coloured("odt"))
    other = EventPageFactory(parent=EventIndexPageFactory(), dates__held=True)
    assert manager.get(address("references", other)).status_code == 404
    manager.force_login(organiser_of(other.get_parent()))
    assert manager.get(address("reference_file", other, "odt")).content == default("odt")
    assert manager.get(address("references", event)).status_code == 404


def test_unknown_format_is_a_404_and_nothing_chosen_is_said(manager, event):
    assert manager.get(address("reference_file", event, "pdf")).status_code == 404
    assert manager.post(address("reference_remove", event, "pdf")).status_code == 404
    response = manager.post(address("reference_replace", event, "docx"))
    assert "Kies een bestand." in response.content.decode()


def test_files_that_were_made_before_go(manager, event, report):
    ReportBundle.objects.create(page=report, key="x", expires_at=timezone.now())
    send(manager, event, "docx", coloured("docx"))
    assert not ReportBundle.objects.exists()
