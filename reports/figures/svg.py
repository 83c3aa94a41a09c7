"""The SVG writer: rows of bars with real text.

The drawing carries its own colours as attributes, for print and for export. Every part also has a class (`chart-text`,
`chart-bar-1`), so that a page's style sheet can recolour it for dark mode or an organisation's theme: a CSS rule wins
over a presentation attribute, and no inline style is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from core.font_metrics import FONT_FAMILY, text_width, wrap

WIDTH = 640
SIZE = 15
SMALL = 13.5
LINE = 19
BAR = 20
GAP = 12
VALUE_WIDTH = 96
LABEL_WIDTH = 230
LABEL_GAP = 14
INK = "#1b1b1b"
MUTED = "#595959"
RULE = "#767676"
# Okabe and Ito's colour-blind-safe set, darkened where needed to keep 3:1 against white.
PALETTE = ("#0b5563", "#b45309", "#5b7fa6", "#8a3b6b", "#4d7c0f", "#57534e")
TINT = "#eeeeee"


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its share of the full scale (None: not shown) and the words after it."""

    label: str
    share: float | None
    value: str
    series: int = 0
    words: str = ""


@dataclass(frozen=True)
class Section:
    """A heading above bars that belong together."""

    title: str
    note: str = ""


@dataclass
class _Canvas:
    """Collects elements from top to bottom; `y` is the first free line."""

    prefix: str
    y: float = 4
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, *, css: str = "chart-text", **attributes: str) -> None:
        fill = MUTED if css == "chart-muted" else INK
        extra = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
        self.parts.append(f'<text class="{css}" x="{_n(x)}" y="{_n(y)}" fill="{fill}"{extra}>{escape(words)}</text>')

    def rect(self, x: float, y: float, width: float, height: float, fill: str, css: str) -> None:
        self.parts.append(
            f'<rect class="{css}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"/>'
        )


def draw_bars(*, title: str, description: str, rows: list[Bar | Section], key: str = "", scale: float = 1.0) -> str:
    """An SVG of horizontal bars; `scale` is the share at which a bar fills its lane."""
    prefix = "f" + sha256(repr((title, description, rows, key)).encode("utf-8", "replace")).hexdigest()[:10]
    canvas = _Canvas(prefix)
    labels = [row.label for row in rows if isinstance(row, Bar)]
    beside = all(len(wrap(label, LABEL_WIDTH, SIZE)) <= 3 for label in labels)
    widest = max((text_width(line, SIZE) for label in labels for line in wrap(label, LABEL_WIDTH, SIZE)), default=0)
    left = min(widest, LABEL_WIDTH) + LABEL_GAP if beside else 0
    value = max([VALUE_WIDTH, *(text_width(row.value, SIZE) + 12 for row in rows if isinstance(row, Bar))])
    lane = WIDTH - left - value
    for row in rows:
        if isinstance(row, Section):
            _draw_section(canvas, row)
        else:
            _draw_bar(canvas, row, left=left, lane=lane, scale=scale, beside=beside)
    height = canvas.y + 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {_n(height)}" width="{WIDTH}" '
        f'height="{_n(height)}" role="img" aria-labelledby="{prefix}-t {prefix}-d" '
        f'font-family={quoteattr(FONT_FAMILY + ", sans-serif")} font-size="{SIZE}" '
        f'font-variant-numeric="tabular-nums">'
        f'<title id="{prefix}-t">{escape(title)}</title><desc id="{prefix}-d">{escape(description)}</desc>'
        f"<defs>{_patterns(prefix)}</defs>{''.join(canvas.parts)}</svg>"
    )


def _draw_section(canvas: _Canvas, row: Section) -> None:
    canvas.y += 8 if canvas.parts else 0
    for line in wrap(row.title, WIDTH - 8, SIZE, bold=True):
        canvas.text(0, canvas.y + 15, line, font_weight="700")
        canvas.y += LINE
    if row.note:
        canvas.text(0, canvas.y + 14, row.note, css="chart-muted", font_size=str(SMALL))
        canvas.y += LINE
    canvas.y += 5


def _draw_bar(canvas: _Canvas, row: Bar, *, left: float, lane: float, scale: float, beside: bool) -> None:
    lines = wrap(row.label, LABEL_WIDTH if beside else WIDTH - 8, SIZE)
    top = canvas.y
    if beside:
        block = max(BAR, len(lines) * LINE)
        first = top + (block - len(lines) * LINE) / 2 + 14.5
        for number, line in enumerate(lines):
            canvas.text(0, first + number * LINE, line)
        bar_top = top + (block - BAR) / 2
        canvas.y = top + block + GAP
    else:
        for number, line in enumerate(lines):
            canvas.text(0, top + 14.5 + number * LINE, line)
        bar_top = top + len(lines) * LINE + 3
        canvas.y = bar_top + BAR + GAP
    canvas.rect(left, bar_top - 4, 1, BAR + 8, RULE, "chart-rule")
    middle = bar_top + BAR / 2 + 5
    if row.share is None:
        canvas.rect(left + 1, bar_top, lane, BAR, TINT, "chart-tint")
        if not row.words:
            canvas.rect(left + 1, bar_top, lane, BAR, f"url(#{canvas.prefix}-h)", "chart-hatch")
        else:
            canvas.text(left + 10, middle, row.words)
        canvas.text(left + lane + 9, middle, row.value, css="chart-muted")
        return
    width = max(0.0, min(1.0, row.share / scale)) * lane
    series = row.series % len(PALETTE)
    if width > 0:
        canvas.rect(left + 1, bar_top, width, BAR, PALETTE[series], f"chart-bar-{series + 1}")
        if series:
            canvas.rect(left + 1, bar_top, width, BAR, f"url(#{canvas.prefix}-p{series})", "chart-pattern")
    canvas.text(left + width + 9, middle, row.value)


def _patterns(prefix: str) -> str:
    """Hatching for what is not shown, and one pattern per further series for who cannot tell colours apart."""
    strokes = {
        "p1": "M0 8L8 0",
        "p2": "M4 0V8",
        "p3": "M0 0L8 8",
        "p4": "M0 4H8",
        "p5": "M0 4H8M4 0V8",
    }
    hatch = (
        f'<pattern id="{prefix}-h" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path class="chart-hatch-line" d="M0 8L8 0" stroke="{RULE}" stroke-width="1" fill="none"/></pattern>'
    )
    return hatch + "".join(
        f'<pattern id="{prefix}-{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path d="{path}" stroke="#ffffff" stroke-opacity="0.55" stroke-width="1.4" fill="none"/></pattern>'
        for name, path in strokes.items()
    )


def _n(value: float) -> str:
    """A coordinate with at most two decimals, always written the same way."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
