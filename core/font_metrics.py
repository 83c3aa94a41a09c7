"""How wide text is in the vendored font, read from its tables, and text broken into lines that fit.

Sources: OpenType specification, tables `head` (unitsPerEm), `hhea`, `hmtx` and `cmap` (formats 4 and 12).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONT_FAMILY = "Atkinson Hyperlegible Next"
FONT_FOLDER = Path(__file__).resolve().parent / "fonts"
REGULAR = "AtkinsonHyperlegibleNext-Regular.ttf"
BOLD = "AtkinsonHyperlegibleNext-Bold.ttf"
UNKNOWN_WIDTH = 1.0
LINE_HEIGHT = 1.1  # of the font size, with the room for what hangs below the line
SAFE = 0.96  # a line may be this part of the width: kerning is not counted here


@cache
def advance_widths(file_name: str) -> dict[int, float]:
    """Advance width in em of every character that the font has, by code point."""
    data = (FONT_FOLDER / file_name).read_bytes()
    tables: dict[bytes, int] = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _checksum, offset, _length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        tables[tag] = offset
    units = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    measured = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    widths = [struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * glyph)[0] / units for glyph in range(measured)]
    return {code: widths[min(glyph, measured - 1)] for code, glyph in _characters(data, tables[b"cmap"]).items()}


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for index in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * index)[0]
        kind = struct.unpack_from(">H", data, start)[0]
        if kind == 12:
            for group in range(struct.unpack_from(">I", data, start + 12)[0]):
                first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * group)
                found.update({code: glyph + code - first for code in range(first, last + 1)})
        elif kind == 4:
            found.update(_segments(data, start))
    return found


def _segments(data: bytes, start: int) -> dict[int, int]:
    found: dict[int, int] = {}
    double = struct.unpack_from(">H", data, start + 6)[0]
    for at in range(0, double, 2):
        last = struct.unpack_from(">H", data, start + 14 + at)[0]
        first = struct.unpack_from(">H", data, start + 16 + double + at)[0]
        delta = struct.unpack_from(">H", data, start + 16 + 2 * double + at)[0]
        place = start + 16 + 3 * double + at
        offset = struct.unpack_from(">H", data, place)[0]
        for code in range(first, last + 1):
            if code == 0xFFFF:
                continue
            glyph = code if offset == 0 else struct.unpack_from(">H", data, place + offset + 2 * (code - first))[0]
            if offset == 0 or glyph:
                found[code] = (glyph + delta) & 0xFFFF
    return found


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of text at a font size, in the unit of the size; unknown characters count as one em."""
    widths = advance_widths(BOLD if bold else REGULAR)
    return size * sum(widths.get(ord(character), UNKNOWN_WIDTH) for character in text)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Text in lines no wider than `width`, broken at spaces, and inside a word only when it fits on no line."""
    widths = advance_widths(BOLD if bold else REGULAR)
    room = width / size
    space = widths.get(32, UNKNOWN_WIDTH)
    lines: list[str] = []
    line, used = "", 0.0
    for word in text.split():
        wide = sum(widths.get(ord(character), UNKNOWN_WIDTH) for character in word)
        if line and used + space + wide <= room:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        if wide > room:
            *full, word = _broken(word, room, widths)
            lines += full
            wide = sum(widths.get(ord(character), UNKNOWN_WIDTH) for character in word)
        line, used = word, wide
    return [*lines, line] if line or not lines else lines


def _broken(word: str, room: float, widths: dict[int, float]) -> list[str]:
    """A word in pieces no wider than the room (in em), each of at least one character."""
    pieces, start, used = [], 0, 0.0
    for index, character in enumerate(word):
        wide = widths.get(ord(character), UNKNOWN_WIDTH)
        if index > start and used + wide > room:
            pieces.append(word[start:index])
            start, used = index, 0.0
        used += wide
    return [*pieces, word[start:]]


@dataclass(frozen=True)
class Fitted:
    """Text as it is set in a box: the font size and the lines."""

    size: float
    lines: list[str]


def fit(text: str, width: float, height: float, sizes: Sequence[float], *, bold: bool = False) -> Fitted:
    """The text in the largest of the sizes (largest first) at which it fits in the box, in the unit of the sizes.

    First with whole words; else long words are broken. What fits at no size loses its last lines, so that nothing
    runs into a neighbour.
    """

    def lines_at(size: float) -> list[str]:
        return wrap(text, width * SAFE, size, bold=bold)

    def fits(size: float) -> bool:
        return len(lines_at(size)) * size * LINE_HEIGHT <= height

    if text_width(text, sizes[0], bold=bold) <= width * SAFE and sizes[0] * LINE_HEIGHT <= height:
        return Fitted(sizes[0], [" ".join(text.split())])
    widest = max((text_width(word, 1, bold=bold) for word in text.split()), default=0)
    whole = [size for size in sizes if size * widest <= width * SAFE]
    for candidates in (whole, sizes):
        found = _first_that_fits(candidates, fits)
        if found is not None:
            return Fitted(found, lines_at(found))
    return Fitted(sizes[-1], lines_at(sizes[-1])[: max(1, int(height / (sizes[-1] * LINE_HEIGHT)))])


def _first_that_fits(sizes: Sequence[float], fits: Callable[[float], bool]) -> float | None:
    """The largest size that fits; when one fits, so does every smaller one."""
    low, high = 0, len(sizes)
    while low < high:
        middle = (low + high) // 2
        if fits(sizes[middle]):
            high = middle
        else:
            low = middle + 1
    return sizes[low] if low < len(sizes) else None
