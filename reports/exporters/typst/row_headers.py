"""Marks the first cell of each row as a row header in a tagged PDF.

typst tags header rows, but its row headers are behind a switch that the Python wheel does not offer. It writes the
structure tree as plain objects with a classic cross-reference table (ISO 32000-1, 7.5.4), so the change is small and
exact: in the body rows of a marked table, the first TD becomes a TH with Scope Row, and the explicit Headers of the
other cells, which would name the column alone, go: in a table without spans, Scope says everything (14.8.5.7).
"""

from __future__ import annotations

import re

_REFERENCE = re.compile(rb"(\d+) 0 R")
_KIND = re.compile(rb"/Type/StructElem/S/(Table|THead|TBody|TFoot|TR|TD|TH)\b")
_CHILDREN = re.compile(rb"/K\[([^\]]*)\]")
_HEADERS = re.compile(rb"<</O/Table/Headers\[[^\]]*\]>>")


class RowHeaderError(ValueError):
    """The PDF is not built as this module expects."""


def mark_row_headers(pdf: bytes, marked: list[bool]) -> bytes:
    """The PDF with row headers in the tables for which `marked` (in document order) is true."""
    if not any(marked):
        return pdf
    spans = _object_spans(pdf)
    kinds: dict[int, bytes] = {}
    for number, (start, end) in spans.items():
        found = _KIND.search(pdf, start, min(end, start + 200))
        if found:
            kinds[number] = found.group(1)
    tables = sorted(number for number, kind in kinds.items() if kind == b"Table")
    if len(tables) != len(marked):
        raise RowHeaderError(f"{len(tables)} tables in the PDF, {len(marked)} in the document")
    changed: dict[int, bytes] = {}
    for table, wanted in zip(tables, marked, strict=True):
        if not wanted:
            continue
        for part in _children(pdf, spans, table, kinds, b"TBody"):
            for row in _children(pdf, spans, part, kinds, b"TR"):
                for index, cell in enumerate(_children(pdf, spans, row, kinds, b"TD")):
                    body = pdf[slice(*spans[cell])]
                    if index == 0:
                        body = body.replace(b"/S/TD", b"/S/TH", 1)
                    changed[cell] = _HEADERS.sub(b"<</O/Table/Scope/Row>>" if index == 0 else b"", body)
    return _rewrite(pdf, spans, changed)


def _object_spans(pdf: bytes) -> dict[int, tuple[int, int]]:
    """Start and end of every object, by number, from the cross-reference table."""
    start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    head = re.compile(rb"xref\s+0 (\d+)\s*\n").match(pdf, start)
    if head is None:
        raise RowHeaderError("no classic cross-reference table")
    entries = [pdf[at : at + 20] for at in range(head.end(), head.end() + 20 * int(head.group(1)), 20)]
    offsets = {number: int(entry[:10]) for number, entry in enumerate(entries) if entry[17:18] == b"n"}
    ordered = sorted(offsets.items(), key=lambda item: item[1])
    ends = [offset for _number, offset in ordered[1:]] + [start]
    return {number: (offset, end) for (number, offset), end in zip(ordered, ends, strict=True)}


def _children(
    pdf: bytes, spans: dict[int, tuple[int, int]], parent: int, kinds: dict[int, bytes], kind: bytes
) -> list[int]:
    found = _CHILDREN.search(pdf, *spans[parent])
    numbers = [int(number) for number in _REFERENCE.findall(found.group(1))] if found else []
    return [number for number in numbers if kinds.get(number) == kind]


def _rewrite(pdf: bytes, spans: dict[int, tuple[int, int]], changed: dict[int, bytes]) -> bytes:
    """The same file with these objects replaced and every offset right."""
    ordered = sorted(spans.items(), key=lambda item: item[1][0])
    parts = [pdf[: ordered[0][1][0]]]
    length = len(parts[0])
    offsets: dict[int, int] = {}
    for number, (start, end) in ordered:
        body = changed.get(number, pdf[start:end])
        offsets[number] = length
        parts.append(body)
        length += len(body)
    table = pdf[ordered[-1][1][1] :]
    head = re.match(rb"xref\s+0 \d+\s*\n", table)
    if head is None:
        raise RowHeaderError("no classic cross-reference table")
    rows = bytearray(table)
    for number, offset in offsets.items():
        at = head.end() + 20 * number
        rows[at : at + 10] = b"%010d" % offset
    tail = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % length, bytes(rows))
    return b"".join([*parts, tail])
