"""Action colours from one hue, so that an organisation's colour stays readable in light and in dark.

Pure computation. Contrast is that of WCAG 2.2 (relative luminance of sRGB).
"""

from dataclasses import dataclass

Rgb = tuple[int, int, int]

LIGHT_BACKGROUNDS = ("#faf9f5", "#ffffff", "#f1f0ea")
DARK_BACKGROUNDS = ("#12191b", "#1a2326", "#0d1314")
READABLE = 4.5


@dataclass(frozen=True)
class ActionColours:
    """The colours of links and buttons in one scheme, as #rrggbb."""

    action: str
    hover: str
    on_action: str
    soft: str


def parse(colour: str) -> Rgb:
    """``#rrggbb`` as three numbers of 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1–21."""
    darker, lighter = sorted((_luminance(parse(first)), _luminance(parse(second))))
    return (lighter + 0.05) / (darker + 0.05)


def action_colours(hue: str, *, dark: bool = False) -> ActionColours:
    """Colours of the given hue with a contrast of at least 4.5 on every background of the scheme.

    The hue is mixed with black (light scheme) or white (dark scheme) in steps of 4 %, just as far
    as needed. Text on the hover colour and on the soft colour keeps the same contrast.
    """
    backgrounds, towards = (DARK_BACKGROUNDS, "#ffffff") if dark else (LIGHT_BACKGROUNDS, "#000000")
    soft = mix(hue, backgrounds[0], 0.88)
    action = next(
        colour
        for colour in (mix(hue, towards, step / 25) for step in range(26))
        if all(contrast(colour, background) >= READABLE for background in (*backgrounds, soft))
    )
    hover = mix(action, towards, 0.3)
    on_action = max(("#ffffff", "#06141a"), key=lambda text: contrast(text, action))
    return ActionColours(action=action, hover=hover, on_action=on_action, soft=soft)


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with a share (0–1) of ``other`` in it."""
    pairs = zip(parse(colour), parse(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (_linear(channel / 255) for channel in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
