"""The light markup of letters, and the filling of its placeholders. Pure; nothing in a text is ever executed.

Paragraphs stand apart by an empty line. ``# `` starts a heading, ``## `` a smaller one, ``- `` or ``1. ``
a list; ``**bold**`` and ``[text](https://…)`` work inside a line, and a link alone in its paragraph
is a button. ``{name}`` is filled as text after the markup was read, so a value can never be markup.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

import nh3


@dataclass(frozen=True)
class Facts:
    """A value of several lines, each with a label: when, where, which workshops."""

    rows: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "; ".join(f"{label}: {value}" for label, value in self.rows)


Value = str | Facts
Values = Mapping[str, Value]

TAGS = {"h1", "h2", "p", "br", "strong", "a", "ul", "ol", "li", "dl", "dt", "dd"}
ATTRIBUTES = {"a": {"href", "class"}}
SCHEMES = {"http", "https", "mailto"}
_PLACEHOLDER = re.compile(r"\{[ \t]*([^\W\d]\w*)[ \t]*\}")
_INLINE = re.compile(
    r"\*\*(?P<bold>(?:[^*]|\*(?!\*))+)\*\*"
    r"|\[(?P<label>[^\[\]\n]+)\]\((?P<target>[^()\s]+)\)"
    r"|\{[ \t]*(?P<value>[^\W\d]\w*)[ \t]*\}"
    r"|(?P<address>https?://[^\s<>\"{}]*[^\s<>\"{}.,;:!?)\]'])"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}]+")
_BULLET = re.compile(r"^[-*•]\s+")
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
_BUTTON = re.compile(r"^\[(?P<label>[^\[\]\n]+)\]\((?P<target>[^()\s]+)\)$")


def placeholders_in(text: str) -> list[str]:
    """The names between braces, in order of appearance, each once."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def rename_placeholders(text: str, names: Mapping[str, str]) -> str:
    """The text with other names for its placeholders; a name that is not in ``names`` stays."""
    return _PLACEHOLDER.sub(lambda found: "{" + names.get(found[1], found[1]) + "}", text)


def fill_line(text: str, values: Values) -> str:
    """A subject: its placeholders filled as text, on one line. A missing value is empty."""
    filled = _PLACEHOLDER.sub(lambda found: str(values.get(found[1], "")), text)
    return " ".join(filled.split())


def to_html(text: str, values: Values) -> str:
    """The body as HTML; only the tags of ``TAGS``, every value escaped."""
    html = "\n".join(filter(None, (_block_html(block, values) for block in _blocks(text))))
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def to_text(text: str, values: Values) -> str:
    """The body as plain text."""
    return "\n\n".join(filter(None, (_block_text(block, values) for block in _blocks(text)))) + "\n"


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines that are not empty; a heading is a block of its own."""
    block: list[str] = []
    for line in (*map(str.strip, text.splitlines()), ""):
        is_heading = line.startswith(("# ", "## "))
        if block and (not line or is_heading or block[0].startswith(("# ", "## "))):
            yield block
            block = []
        if line:
            block.append(line)


def _facts_of(block: list[str], values: Values) -> Facts | None:
    """The facts that a block consists of; None when it is something else."""
    found = _PLACEHOLDER.fullmatch(block[0]) if len(block) == 1 else None
    value = values.get(found[1]) if found else None
    return value if isinstance(value, Facts) else None


def _block_html(block: list[str], values: Values) -> str:
    facts = _facts_of(block, values)
    if facts is not None:
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{_fact_html(value)}</dd>" for label, value in facts.rows)
        return f"<dl>{rows}</dl>" if rows else ""
    for mark, tag in (("# ", "h1"), ("## ", "h2")):
        if block[0].startswith(mark):
            return f"<{tag}>{_inline_html(block[0][len(mark) :], values)}</{tag}>"
    for pattern, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
        if all(pattern.match(line) for line in block):
            items = "".join(f"<li>{_inline_html(pattern.sub('', line, count=1), values)}</li>" for line in block)
            return f"<{tag}>{items}</{tag}>"
    button = _BUTTON.match(block[0]) if len(block) == 1 else None
    if button and _leads_nowhere(button["target"], values):
        return ""
    if button and (address := _address(button["target"], values)):
        return f'<p><a class="button" href="{escape(address)}">{_inline_html(button["label"], values)}</a></p>'
    inner = "<br>".join(filter(None, (_inline_html(line, values) for line in block)))
    return f"<p>{inner}</p>" if inner.strip() else ""


def _fact_html(value: str) -> str:
    """The lines of a fact; a line that is an address and nothing else leads there."""
    return "<br>".join(
        f'<a href="{escape(line)}">{escape(line)}</a>' if _ADDRESS.fullmatch(line) else escape(line)
        for line in value.splitlines()
    )


def _block_text(block: list[str], values: Values) -> str:
    facts = _facts_of(block, values)
    if facts is not None:
        return "\n".join(f"{label}: {', '.join(value.splitlines())}" for label, value in facts.rows)
    if block[0].startswith(("# ", "## ")):
        block = [block[0].lstrip("#").strip()]
    if all(_BULLET.match(line) for line in block):
        block = [_BULLET.sub("- ", line, count=1) for line in block]
    button = _BUTTON.match(block[0]) if len(block) == 1 else None
    if button and _leads_nowhere(button["target"], values):
        return ""
    if button and (address := _address(button["target"], values)):
        return f"{_inline_text(button['label'], values)}: {address}"
    return "\n".join(filter(None, (_inline_text(line, values) for line in block)))


def _inline_html(line: str, values: Values) -> str:
    return _inline(
        line,
        values,
        plain=escape,
        bold=lambda inner: f"<strong>{inner}</strong>",
        link=lambda label, address: f'<a href="{escape(address)}">{label}</a>',
        value=lambda value: _lines(escape(value)),
    )


def _inline_text(line: str, values: Values) -> str:
    return _inline(
        line,
        values,
        plain=str,
        bold=str,
        link=lambda label, address: label if label == address else f"{label} ({address.removeprefix('mailto:')})",
        value=str,
    )


def _inline(
    line: str,
    values: Values,
    *,
    plain: Callable[[str], str],
    bold: Callable[[str], str],
    link: Callable[[str, str], str],
    value: Callable[[str], str],
) -> str:
    """One line in the form that the four functions give its parts."""

    def part(text: str) -> str:
        return _inline(text, values, plain=plain, bold=bold, link=link, value=value)

    written: list[str] = []
    done = 0
    for found in _INLINE.finditer(line):
        written.append(plain(line[done : found.start()]))
        done = found.end()
        if found["bold"]:
            written.append(bold(part(found["bold"])))
        elif found["label"]:
            address = _address(found["target"], values)
            written.append(link(part(found["label"]), address) if address else plain(found[0]))
        elif found["value"]:
            filled = str(values.get(found["value"], ""))
            is_address = filled.startswith(("https://", "http://")) and not re.search(r"\s", filled)
            written.append(link(plain(filled), filled) if is_address else value(filled))
        else:
            written.append(link(plain(found["address"]), found["address"]))
    written.append(plain(line[done:]))
    return "".join(written)


def _leads_nowhere(target: str, values: Values) -> bool:
    """Whether a link is to a placeholder that has no value now; such a button is left out."""
    found = _PLACEHOLDER.fullmatch(target)
    return found is not None and not values.get(found[1], "")


def _address(target: str, values: Values) -> str:
    """Where a link goes: the address as written or the value of a placeholder; empty when it is none of ours."""
    found = _PLACEHOLDER.fullmatch(target)
    address = str(values.get(found[1], "")) if found else target
    scheme = address.partition(":")[0].lower()
    return address if scheme in SCHEMES and not re.search(r"[\s\x00-\x1f]", address) else ""


def _lines(text: str) -> str:
    return "<br>".join(text.splitlines())
