"""The data package of a report: what was frozen byte for byte, tables for spreadsheets, and how to check them.

A ZIP with the same bytes for the same results. ``results/*.json`` is the canonical JSON of what was frozen, so the
SHA-256 of the file is the fingerprint that stands in the colophon; ``SHA256SUMS`` lists the kept fingerprints.
A cloud of which words were hidden afterwards is given without them, and then has a fingerprint of its own.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.domain.spreadsheets.csv_file import csv_lines
from core.domain.spreadsheets.sheet import Sheet, Value
from polls.domain.hall.texts import released_payload
from polls.domain.results import canonical_json
from polls.models import FrozenResult
from reports.typed import TypedData

MOMENT = (1980, 1, 1, 0, 0, 0)  # of every file in the package: the same results give the same bytes
LONGEST_NAME = 48
Row = Sequence[Value]


def write_data_package(
    title: str,
    results: Sequence[FrozenResult],
    typed: Sequence[TypedData] = (),
    *,
    groups: Mapping[str, str] | None = None,
) -> bytes:
    """The ZIP with a JSON and a CSV file for each result and for each typed figure or table, and ``SHA256SUMS``.

    Words in it are in the active language; ``groups`` says how groups are called in it. What was frozen stays.
    """
    files: dict[str, bytes] = {}
    sums: dict[str, str] = {}
    shortened: list[str] = []
    for number, result in enumerate(results, 1):
        payload = released_payload(result)
        name = _name(number, payload["question"].get("text") or "")
        if len(payload["words"]) < len(result.payload.get("words") or ()):
            shortened.append(f"results/{name}.json")
            files[shortened[-1]] = canonical_json({**result.payload, "words": payload["words"]}).encode()
        else:
            files[f"results/{name}.json"] = canonical_json(result.payload).encode()
            sums[f"results/{name}.json"] = result.sha256
        files[f"tables/{name}.csv"] = "".join(csv_lines(_sheet(payload, groups or {}))).encode()
    for number, data in enumerate(typed, 1):
        name = _name(number, data.caption)
        files[f"typed/{name}.json"] = canonical_json(data.payload()).encode()
        sheet = Sheet(data.caption, list(data.headings), [tuple(row) for row in data.rows])
        files[f"typed/{name}.csv"] = "".join(csv_lines(sheet)).encode()
    sums |= {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name not in sums}
    context = {
        "title": title,
        "typed": bool(typed),
        "files": [(name, sums[name]) for name in sorted(files)],
        "shortened": shortened,
        "renamed": bool(groups),
    }
    files["README.txt"] = render_to_string("reports/data/readme.txt", context).encode()
    files["SHA256SUMS"] = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
    return _zipped(files)


def _name(number: int, words: str) -> str:
    return f"{number:02d}-{slugify(words)[:LONGEST_NAME].strip('-') or 'result'}"


def _zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            package.writestr(entry, files[name])
    return content.getvalue()


def _sheet(payload: Mapping[str, Any], groups: Mapping[str, str]) -> Sheet:
    headings = [_("Question"), _("Round"), _("Part"), _("Group"), _("Answer"), _("Number"), _("As shown")]
    question, round_ = payload["question"].get("text", ""), payload.get("round") or {}
    label = str(round_.get("label") or round_.get("number") or "")
    rows = [(question, label, *row) for row in _rows(payload, groups)]
    return Sheet(_("Results"), headings, rows)


def _rows(payload: Mapping[str, Any], groups: Mapping[str, str]) -> Iterator[Row]:
    """Part, group, answer, number, and what is shown where that is no exact number."""
    yield _("Votes"), "", "", payload["n"], "" if payload["n"] is not None else _not_shown(payload["minimum"])
    total = _("Total")
    for option in payload["options"]:
        yield total, "", option["text"], option["count"], ""
    for option in payload["options"]:
        for place, count in enumerate(option.get("ranks") or (), 1):
            yield _("Place %(number)s") % {"number": place}, "", option["text"], count, ""
    for option in payload["options"]:
        if option.get("points") is not None:
            yield _("Points"), "", option["text"], option["points"], ""
    for part in payload["bins"]:
        yield total, "", _span(part), part["count"], ""
    for word in payload["words"]:
        yield _("Words"), "", word["word"], word["count"], ""
    if payload["answers"] is not None:
        yield _("Open answers"), "", "", payload["answers"], ""
    if payload["mean"] is not None:
        yield _("Mean"), "", "", None, str(payload["mean"])
    yield from _breakdown_rows(payload, groups)


def _breakdown_rows(payload: Mapping[str, Any], called: Mapping[str, str]) -> Iterator[Row]:
    names: dict[Any, str] = {option["id"]: option["text"] for option in payload["options"]}
    names |= {("bin", place): _span(part) for place, part in enumerate(payload["bins"])}
    words = {"minority": _("minority"), "about_half": _("about half"), "majority": _("majority")}
    breakdown = payload.get("breakdown") or {}
    kind = {"rounded5": _("rounded to 5"), "rounded10": _("rounded to 10")}.get(
        breakdown.get("rung", ""), _("in words")
    )
    for group in breakdown.get("groups") or ():
        name = called.get(group["label"], group["label"])
        yield _("Votes"), name, "", group["n"], ""
        for cell in group["cells"]:
            answer = names.get(cell["option_id"] if "option_id" in cell else ("bin", cell.get("bin")), "")
            word = words.get(cell.get("word") or "", "")
            yield _("Breakdown, %(how)s") % {"how": kind}, name, answer, cell.get("value"), word


def _span(part: Mapping[str, Any]) -> str:
    return str(part["low"]) if part["low"] == part["high"] else f"{part['low']} – {part['high']}"


def _not_shown(minimum: int) -> str:
    return _("not shown: fewer than %(minimum)s votes") % {"minimum": minimum}


def verify_package(content: bytes) -> list[str]:
    """The names of files that are not what ``SHA256SUMS`` says; by the rule that the README states."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        lines: Iterable[str] = package.read("SHA256SUMS").decode().splitlines()
        wanted = {name: kept for kept, _gap, name in (line.partition("  ") for line in lines)}
        return [name for name, kept in wanted.items() if hashlib.sha256(package.read(name)).hexdigest() != kept]
