"""Turns a pair of templates into the text and the HTML of a mail."""

from typing import Any

import css_inline
from django.template.loader import render_to_string
from django.utils import translation

_inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)


def render_mail(template: str, context: dict[str, Any], *, language: str) -> tuple[str, str]:
    """The text (``template.txt``) and the HTML (``template.html``, styles inlined) in one language."""
    with translation.override(language):
        context = {"language": language, **context}
        text = render_to_string(f"{template}.txt", context)
        html = render_to_string(f"{template}.html", context)
    return tidy(text), _inliner.inline(html)


def tidy(text: str) -> str:
    """At most one empty line in a row, none at the ends."""
    lines: list[str] = []
    for line in (line.strip() for line in text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip() + "\n"
