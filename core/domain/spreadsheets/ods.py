"""Writes a sheet as ODS (OpenDocument 1.3): typed cells, header row frozen by the view settings."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from core.domain.spreadsheets.sheet import LONGEST_CELL, Sheet, Value, escaped

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "config": "config",
    }.items()
)
_MANIFEST = f"""{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
 manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
_DATE_PARTS = (
    '<number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/>'
    '<number:text>-</number:text><number:day number:style="long"/>'
)
_TIME_PARTS = (
    '<number:text> </number:text><number:hours number:style="long"/>'
    '<number:text>:</number:text><number:minutes number:style="long"/>'
)
_STYLES = (
    f'<number:date-style style:name="D">{_DATE_PARTS}</number:date-style>'
    f'<number:date-style style:name="M">{_DATE_PARTS}{_TIME_PARTS}</number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="D"/>'
    '<style:style style:name="moment" style:family="table-cell" style:data-style-name="M"/>'
    '<style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
)


def ods_bytes(sheet: Sheet) -> bytes:
    """The document; the first part is its kind, not packed, as the standard asks."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as packed:
        packed.writestr("mimetype", MIMETYPE, compress_type=zipfile.ZIP_STORED)
        packed.writestr("META-INF/manifest.xml", _MANIFEST)
        packed.writestr("settings.xml", _settings(sheet))
        packed.writestr("content.xml", "".join(_content(sheet)))
    return file.getvalue()


def _content(sheet: Sheet) -> Iterator[str]:
    yield f'{_HEAD}<office:document-content{_NAMES} office:version="1.3"><office:automatic-styles>{_STYLES}'
    for number in range(len(sheet.headings)):
        yield (
            f'<style:style style:name="c{number}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{sheet.width(number) * 0.2:.1f}cm"/></style:style>'
        )
    yield f'</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="{escaped(sheet.name)}">'
    for number in range(len(sheet.headings)):
        yield f'<table:table-column table:style-name="c{number}"/>'
    yield f"<table:table-header-rows>{_row(sheet.headings, head=True)}</table:table-header-rows>"
    for row in sheet.rows:
        yield _row(row)
    yield "</table:table></office:spreadsheet></office:body></office:document-content>"


def _row(values: Sequence[Value], *, head: bool = False) -> str:
    style = ' table:style-name="head"' if head else ""
    return f"<table:table-row>{''.join([_cell(value, style) for value in values])}</table:table-row>"


def _cell(value: Value, style: str) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        text = _paragraphs(value[:LONGEST_CELL])
        return f'<table:table-cell{style} office:value-type="string">{text}</table:table-cell>'
    if isinstance(value, datetime):
        return _dated(value.isoformat(timespec="seconds"), f"{value:%Y-%m-%d %H:%M}", "moment")
    if isinstance(value, date):
        return _dated(value.isoformat(), value.isoformat(), "day")
    if isinstance(value, int | float | Decimal):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    raise TypeError(f"A cell cannot hold {value!r}.")


def _dated(value: str, shown: str, style: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="date" office:date-value="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def _paragraphs(text: str) -> str:
    text = escaped(text)
    if "\n" not in text and "  " not in text and "\t" not in text:
        return f"<text:p>{text}</text:p>"
    text = text.replace("\t", "<text:tab/>").replace("  ", " <text:s/>")
    return "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))


def _settings(sheet: Sheet) -> str:
    """That the first row stays in sight."""
    items = (("VerticalSplitMode", "short", 2), ("VerticalSplitPosition", "int", 1), ("PositionBottom", "int", 1))
    split = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in (*items, ("ActiveSplitRange", "short", 2))
    )
    name = escaped(sheet.name)
    return (
        f'{_HEAD}<office:document-settings{_NAMES} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1'
        f'</config:config-item><config:config-item config:name="ActiveTable" config:type="string">{name}'
        '</config:config-item><config:config-item-map-named config:name="Tables">'
        f'<config:config-item-map-entry config:name="{name}">{split}</config:config-item-map-entry>'
        "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )
