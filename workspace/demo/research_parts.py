"""Short ways to write the blocks of the research report of the demo."""

from typing import Any

ORIGIN = "enquête onder centrumgemeenten, 2023"
SHARE: dict[str, Any] = {"n": 20, "unit": "share", "origin": ORIGIN, "multiple": False, "note": ""}
INVENTED = "(verzonnen citaat)"
Block = tuple[str, dict[str, Any]]


def chapter(text: str, name: str = "") -> Block:
    """A chapter."""
    return "chapter", {"text": text, "level": "1", "name": name}


def part(text: str) -> Block:
    """A part of a chapter."""
    return "chapter", {"text": text, "level": "2"}


def text(*paragraphs: str) -> Block:
    """Paragraphs of running text."""
    return "text", {"text": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}


def in_short(*points: str) -> Block:
    """A summary box with points."""
    return "summary", {"text": "<ul>" + "".join(f"<li>{point}</li>" for point in points) + "</ul>"}


def quote(words: str, who: str, language: str = "") -> Block:
    """An invented quote."""
    return "quote", {"text": words, "attribution": f"{who} {INVENTED}", "language": language}


def figure(name: str, caption: str, rows: list[str], **more: Any) -> Block:
    """A figure with numbers of the survey."""
    return "number_figure", {**SHARE, "caption": caption, "rows": "\n".join(rows), "name": name, **more}


def advice(addressee: str, title: str, why: str, status: str = "", note: str = "") -> Block:
    """A recommendation with its follow-up."""
    value = {"addressee": addressee, "title": title, "text": f"<p>{why}</p>", "status": status}
    known = "2024-02-01" if status else None
    return "recommendation", {**value, "status_on": known, "status_note": f"{note} (verzonnen)" if note else ""}
