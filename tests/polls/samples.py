"""What a room may know of a question of each kind and its result, made by hand: for tests of drawing."""

from typing import Any

KINDS = ("single", "multiple", "statement", "rating", "ranking", "number", "text", "words")
AGREEMENT = ("Zeer mee oneens", "Mee oneens", "Neutraal", "Mee eens", "Zeer mee eens")
CHOICES = ("Vaker casussen samen bespreken", "Eén vast aanspreekpunt", "Meer tijd per gezin", "Een gedeeld dossier")
WORDS = {
    "vertrouwen": 31, "tijd": 24, "samenwerken": 22, "korte lijnen": 17, "moed": 12, "kennis": 11, "rust": 9,
    "veiligheid": 9, "luisteren": 8, "regie": 7, "een gezicht bij de naam": 5, "durven vragen": 5, "geduld": 4,
    "casuïstiek": 3, "warme overdracht": 3, "privacy": 3, "lef": 2, "koffie": 2, "vasthoudendheid": 2, "humor": 1,
    "mandaat": 1, "doorvragen": 1, "overzicht": 1, "nabijheid": 1,
}  # fmt: skip


def question(kind: str, **changes: Any) -> dict[str, Any]:
    """A question as snapshots give it."""
    texts = {
        "statement": AGREEMENT,
        "rating": ("1", "2", "3", "4", "5"),
        "number": (),
        "text": (),
        "words": (),
    }.get(kind, CHOICES)
    texts = changes.pop("texts", texts)
    maximum = {"multiple": 3, "ranking": 3, "words": 3}.get(kind, 1)
    rules = {
        "minimum": {"multiple": 2, "ranking": 3}.get(kind, 1),
        "maximum": maximum,
        "lowest": {"number": "0", "rating": "1"}.get(kind),
        "highest": {"number": "40", "rating": "5"}.get(kind),
        "decimals": 1 if kind == "number" else 0,
        "low_label": "helemaal niet" if kind == "rating" else "",
        "high_label": "heel erg" if kind == "rating" else "",
        "length": {"text": 280, "words": 40}.get(kind),
        **changes.pop("rules", {}),
    }
    return {
        "id": 7,
        "text": "Wat helpt het meest om samen te werken rond een gezin?",
        "help": "",
        "kind": kind,
        "icebreaker": False,
        "voters": "room",
        "options": [{"id": 11 + number, "text": text} for number, text in enumerate(texts)],
        "rules": rules,
        **changes,
    }


def result(asked: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A shown result of a question: about ninety voters, the first answer most often."""
    kind, options = asked["kind"], asked["options"]
    counts = [12, 17, 9, 31, 19] if kind in ("statement", "rating") else [41, 26, 14, 9, 7, 3, 2]
    counts = [counts[number % len(counts)] for number in range(len(options))]
    empty = {"mean": None, "agree": None, "neutral": None, "disagree": None, "order": None, "bins": [], "answers": None}
    made: dict[str, Any] = {
        **empty,
        "words": [],
        "n": sum(counts) or 88,
        "minimum": 10,
        "suppressed": False,
        "options": [{**option, "clause": "", "count": count} for option, count in zip(options, counts, strict=True)],
    }
    if kind == "multiple":
        made["n"] = 62
    elif kind == "rating":
        made["mean"] = "3.32"
    elif kind == "statement":
        made.update(disagree=29, neutral=9, agree=50)
    elif kind == "ranking":
        made["n"] = 90
        for number, option in enumerate(made["options"]):
            option.update(points=max(200 - 37 * number, 3), ranks=[option["count"], 20, 10])
        made["order"] = [option["id"] for option in made["options"]]
    elif kind == "number":
        made["bins"] = [
            {"low": str(4 * number), "high": str(4 * number + 4), "count": count}
            for number, count in enumerate((2, 5, 11, 19, 22, 14, 8, 4, 2, 1))
        ]
    elif kind == "text":
        made["answers"] = 88
    elif kind == "words":
        made["words"] = [{"word": word, "count": count} for word, count in WORDS.items()]
    return {**made, **changes}


def breakdown(asked: dict[str, Any], *, groups: int = 3, in_words: bool = False) -> dict[str, Any]:
    """A comparison of a question's answers between groups, as it was released."""
    names = ("Gemeente", "Politie", "Veilig Thuis", "Hulpverlening", "Opvang", "Onderwijs", "Zorg", "Overige")
    count = 10 if asked["kind"] == "number" else len(asked["options"])
    return {
        "rung": "words" if in_words else "rounded5",
        "groups": [
            {
                "label": names[group],
                "people": "mensen",
                "n": 40 + group,
                "cells": [
                    {"word": ("minority", "about_half", "majority")[(group + place) % 3]}
                    if in_words
                    else {"value": (0, 15, 5, 10, 20)[(group + place) % 5]}
                    for place in range(count)
                ],
            }
            for group in range(groups)
        ],
    }


def snapshot(kind: str, state: str = "open", show: str = "question", **changes: Any) -> dict[str, Any]:
    """What a phone or screen may know at a stage."""
    asked = changes.pop("question", None) or question(kind)
    shown = {"result", "breakdown", "before_after"}
    made: dict[str, Any] = {
        "version": 3,
        "event": 1,
        "show": show,
        "state": state,
        "round": {"id": 5, "number": 1, "label": "", "open_until": None, "countdown_until": None, "rehearsal": False},
        "question": asked,
        "result": result(asked) if show in shown else None,
        "qa": None,
        "report_back": None,
        "answers": None,
        "rehearsal": False,
        "earlier": None,
        "counts": [],
        "join_code": "123456",
        "received": 61,
    }
    if show == "breakdown":
        made["result"].update(breakdown=breakdown(asked), breakdown_reason="")
    if show == "before_after":
        made["earlier"] = earlier(asked)
    return {**made, **changes}


def earlier(asked: dict[str, Any]) -> dict[str, Any]:
    """The result of a round before: the same answers the other way around."""
    made = result(asked)
    counts = [option["count"] for option in made["options"]][::-1]
    for option, count in zip(made["options"], counts, strict=True):
        option["count"] = count
    if asked["kind"] == "rating":
        made["mean"] = "2.68"
    if asked["kind"] == "ranking":
        made["order"] = made["order"][::-1]
        points = [option["points"] for option in made["options"]][::-1]
        for option, each in zip(made["options"], points, strict=True):
            option["points"] = each
    for bin_, count in zip(made["bins"], [bin_["count"] for bin_ in made["bins"]][::-1], strict=True):
        bin_["count"] = count
    return made
