"""A photo of a flip chart for the demo, drawn here: no room, no people, nobody's handwriting."""

import random
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

import core

FONT = Path(core.__file__).parent / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"
SIZE = (1200, 1500)
WALL, PAPER, EDGE = "#b9b4aa", "#fbfaf4", "#8d887d"
PENS = ("#1d3f8f", "#a3262a", "#1f6b3a")


def flipchart(title: str, lines: Sequence[str]) -> BytesIO:
    """A JPEG: a sheet of paper on a wall, a title and some lines in felt pen, a little crooked."""
    chance = random.Random(title)  # noqa: S311 (the same picture each time)
    sheet = Image.new("RGB", (980, 1320), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, 980, 46), fill=EDGE)
    _write(draw, (60, 96), title, 66, PENS[0], chance)
    draw.line((60, 186, 60 + chance.randint(620, 760), 192), fill=PENS[1], width=8)
    top = 250
    for number, line in enumerate(lines):
        pen = PENS[number % len(PENS)]
        draw.ellipse((66, top + 26, 88, top + 48), fill=pen)
        for part in _wrap(line, 32):
            _write(draw, (120, top), part, 50, pen, chance)
            top += 74
        top += 40
    photo = Image.new("RGB", SIZE, WALL)
    photo.paste(sheet.rotate(1.2, expand=True, fillcolor=WALL, resample=Image.Resampling.BICUBIC), (96, 74))
    written = BytesIO()
    photo.filter(ImageFilter.GaussianBlur(0.8)).save(written, "JPEG", quality=85)
    written.seek(0)
    return written


def _write(
    draw: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, pen: str, chance: random.Random
) -> None:
    """Words that dance a little on the line."""
    font = ImageFont.truetype(FONT, size)
    left, top = place
    for word in text.split():
        draw.text((left, top + chance.randint(-4, 4)), word, fill=pen, font=font, stroke_width=1)
        left += int(font.getlength(word + " "))


def _wrap(text: str, width: int) -> list[str]:
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
