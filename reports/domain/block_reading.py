"""What the single kinds of blocks become in a document. Each function takes a block's value and gives blocks."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from reports import document as doc
from reports.blocks.base import number_of, rows_of
from reports.enums import RecommendationStatus
from reports.figures import in_words as word_tables
from reports.figures.charts import Option, attendance_figure
from reports.figures.typed import TypedNumber, number_figure
from reports.richtext import safe_link

YES = frozenset({"ja", "yes", "j", "y", "x", "1", "wel"})


def numbers(value: Any, key: str, *, in_words: bool = False) -> Iterator[doc.Block]:
    """The figure of typed numbers, or a table of words; lines without a number are left out."""
    rows = []
    for row in rows_of(value["rows"] or ""):
        found = number_of(row[1]) if len(row) > 1 else None
        if found is not None:
            rows.append(TypedNumber(row[0], found, row[2] if len(row) > 2 else ""))
    if rows and value.get("n") and in_words:
        yield word_tables.typed_table(
            rows,
            value["n"],
            is_share=value["unit"] != "count",
            caption=value["caption"],
            origin=value.get("origin") or "",
            key=key,
        )
    elif rows and value.get("n"):
        yield number_figure(
            value["caption"],
            rows,
            value["n"],
            is_share=value["unit"] != "count",
            multiple=bool(value.get("multiple")),
            origin=value.get("origin") or "",
            note=value.get("note") or "",
            key=key,
        )


def responses(value: Any, key: str, *, in_words: bool = False) -> Iterator[doc.Block]:
    """The response table, with how many rows responded in its note; in words without that."""
    rows = [tuple([*row, "", "", ""][:4]) for row in rows_of(value["rows"] or "")]
    if not rows:
        return
    answered = sum(row[2].casefold() in YES for row in rows)
    total = _("Responded: %(answered)s of %(rows)s.") % {"answered": answered, "rows": len(rows)}
    origin = (value.get("origin") or "").rstrip(". ")
    names = [_("Region"), _("Central municipality"), _("Response"), _("Regional vision")]
    used = 4 if any(row[3] for row in rows) else 3
    yield doc.Table(
        columns=tuple(doc.Column(name) for name in names[:used]),
        rows=tuple((*row[:2], _yes_or_no(row[2]), row[3])[:used] for row in rows),
        caption=value["caption"],
        note=" ".join(
            [*([] if in_words else [total]), *([_("Source: %(source)s.") % {"source": origin}] if origin else [])]
        ),
        key=key,
    )


def _yes_or_no(cell: str) -> str:
    if cell.casefold() in YES:
        return _("yes")
    return _("no") if cell.casefold() in ("nee", "no", "n", "0", "") else cell


def attendance(value: Any, key: str, *, in_words: bool = False) -> Iterator[doc.Block]:
    """Who was there, with the numbers that stand in the page, or as words."""
    rows = [Option(row["label"], row["count"]) for row in value["rows"] if row.get("count")]
    if rows and in_words:
        yield word_tables.attendance_table([(row.label, row.count or 0) for row in rows], value["caption"], key)
    elif rows:
        yield attendance_figure(value["caption"], rows, sum(row.count or 0 for row in rows), key=key)


def agreements(value: Any, key: str) -> Iterator[doc.Block]:
    """The agreements, without columns that nobody filled."""
    rows = [
        (row["what"], row.get("who") or "", row.get("when") or "", row.get("on_behalf_of") or "")
        for row in value["rows"]
    ]
    names = [_("What"), _("Who"), _("When"), _("On behalf of")]
    used = [0, *(place for place in range(1, 4) if any(row[place] for row in rows))]
    yield doc.Table(
        columns=tuple(doc.Column(str(names[place])) for place in used),
        rows=tuple(tuple(row[place] for place in used) for row in rows),
        caption=value["caption"],
        row_headers=True,
        key=key,
    )


def table(value: Any, key: str) -> Iterator[doc.Block]:
    """A table as it was typed."""
    cells = value.get("table")
    columns = list(cells.columns) if cells else []
    if columns:
        yield doc.Table(
            columns=tuple(
                doc.Column(column["heading"], numeric=column["block"].name == "number") for column in columns
            ),
            rows=tuple(tuple(_cell(cell.value) for cell in row) for row in cells.rows),
            caption=value["caption"],
            note=_own_caption(cells, value["caption"]),
            key=key,
        )


def _own_caption(cells: Any, caption: str) -> str:
    """The editor's table has a line for a caption of its own: what is typed there stands under the table."""
    own = str(getattr(cells, "caption", "") or "").strip()
    return "" if own == caption.strip() else own


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(localize(int(value) if value.is_integer() else value))
    return str(value)


def outcome_list(value: Any, key: str) -> Iterator[doc.Block]:
    """A heading, and under it per group what was noted; a group without outcomes says so."""
    yield doc.Heading(2, value["heading"], key=key)
    for group in value["groups"]:
        yield doc.Heading(3, group["label"])
        lines = [line.strip() for line in (group.get("lines") or "").splitlines() if line.strip()]
        if lines:
            yield doc.BulletList(tuple(doc.ListItem(line) for line in lines))
        else:
            yield doc.Paragraph((doc.Text(_("No outcomes were noted."), italic=True),))


def excerpt(value: Any) -> Iterator[doc.Block]:
    """A box with the excerpt and its remarks; the words that a remark is about carry its number."""
    remarks = list(value["remarks"])
    items = tuple(
        doc.ListItem((doc.Text(f"“{remark['words']}”", bold=True), doc.Text(f": {remark['remark']}")))
        for remark in remarks
    )
    text = _with_numbers(value["text"], [remark["words"] for remark in remarks])
    title = _("Excerpt with remarks")
    yield doc.TextBox(title, (doc.Quote(text, value.get("origin") or ""), doc.NumberedList(items)))


def _with_numbers(text: str, words: list[str]) -> doc.Content:
    """The excerpt with “[1]” after the first place of the words of remark 1; words that it lacks get no number."""
    places = []
    for number, wanted in enumerate(words, 1):
        found = text.casefold().find(wanted.strip().casefold()) if wanted.strip() else -1
        if found >= 0 and len(text.casefold()) == len(text):
            places.append((found + len(wanted.strip()), number))
    runs: list[doc.Inline] = []
    start = 0
    for end, number in sorted(places):
        runs += [*doc.runs_of(text[start:end]), doc.Text(f" [{number}]", bold=True)]
        start = end
    return (*runs, *doc.runs_of(text[start:])) if places else text


def recommendation(value: Any, number: int, text: tuple[doc.Block, ...]) -> Iterator[doc.Block]:
    """A numbered box, addressed to one actor, with what came of it."""
    title = _("Recommendation %(number)s, to %(addressee)s") % {"number": number, "addressee": value["addressee"]}
    inside: list[doc.Block] = [doc.Paragraph((doc.Text(value["title"], bold=True),)), *text]
    if value.get("status"):
        known = str(dict(RecommendationStatus.choices).get(value["status"], value["status"]))
        day = date_format(value["status_on"], "DATE_FORMAT") if value.get("status_on") else ""
        told = f"{known} ({day})" if day else known
        happened = (value.get("status_note") or "").strip()
        words = f" {told}. {happened}" if happened else f" {told}."
        inside.append(doc.Paragraph((doc.Text(_("Follow-up:"), bold=True), doc.Text(words))))
    yield doc.TextBox(title, tuple(inside))


def knowledge(value: Any, pages: dict[int, tuple[str, str]]) -> Iterator[doc.Block]:
    """A box with pages to read on; a page that is gone or not public leaves its line out."""
    items = []
    for item in value["items"]:
        title, address = pages.get(_pk(item.get("page")), ("", ""))
        address = address or safe_link(item.get("address") or "")
        words = item.get("title") or title or address
        if address:
            why = doc.Text(f": {item['why']}") if item.get("why") else None
            items.append(doc.ListItem(tuple(filter(None, (doc.Text(words, link=address), why)))))
    if items:
        yield doc.TextBox(value["heading"], (doc.BulletList(tuple(items)),))


def linked_pages(children: list[Any]) -> set[int]:
    """The pages that blocks of related knowledge point at."""
    items = (item for child in children if child.block_type == "knowledge" for item in child.value["items"])
    return {_pk(item.get("page")) for item in items} - {0}


def _pk(page: Any) -> int:
    return page.pk if page is not None and page.pk else 0


def numbered_headings(blocks: Iterator[doc.Block]) -> Iterator[doc.Block]:
    """Chapters numbered 1, 2 and their parts 1.1, 1.2; what follows an appendix has no number."""
    chapters, parts = count(1), count(1)
    chapter, in_appendix = 0, False
    for block in blocks:
        if isinstance(block, doc.AppendixHeading):
            in_appendix = True
        elif isinstance(block, doc.Heading) and not in_appendix and block.level <= 2:
            if block.level == 1:
                chapter, parts = next(chapters), count(1)
                number = str(chapter)
            else:
                number = f"{chapter}.{next(parts)}"
            block = doc.Heading(block.level, block.content, number, block.key)
        yield block


def on_pages(pieces: Iterable[Any], *, has_chapters: bool) -> Iterator[doc.Block]:
    """The blocks of all pieces; a report with chapters begins after its contents, and an appendix on a new page."""
    blocks = [block for piece in pieces for block in piece.blocks]
    if has_chapters and blocks:
        yield doc.PageBreak()
    for place, block in enumerate(blocks):
        if has_chapters and place and isinstance(block, doc.AppendixHeading):
            yield doc.PageBreak()
        yield block
