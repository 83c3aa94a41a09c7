"""How wide text is in the vendored font, read from its tables, and text broken into lines that fit.

Sources: OpenType specification, tables `head` (unitsPerEm), `hhea`, `hmtx` and `cmap` (formats 4 and 12).
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FONT_FAMILY = "Atkinson Hyperlegible Next"
FONT_FOLDER = Path(__file__).resolve().parent.parent / "fonts"
REGULAR = "AtkinsonHyperlegibleNext-Regular.ttf"
BOLD = "AtkinsonHyperlegibleNext-Bold.ttf"
UNKNOWN_WIDTH = 1.0


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
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and text_width(f"{line} {word}", size, bold=bold) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        while len(word) > 1 and text_width(word, size, bold=bold) > width:
            fitting = 1
            while text_width(word[: fitting + 1], size, bold=bold) <= width:
                fitting += 1
            lines.append(word[:fitting])
            word = word[fitting:]
        line = word
    return [*lines, line] if line or not lines else lines
