"""A phone and the big screen as they will be, for the preview of a question that is being prepared."""

from typing import Any

from polls.models import Room
from polls.qr import join_address, qr_svg, short_join_address
from polls.stages import screen_stage, stage_context


def phone_preview(room: Room, snapshot: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The template and context of a phone with an open question."""
    return "polls/preview/phone.html", stage_context(snapshot)


def screen_preview(room: Room, snapshot: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The template and context of the big screen with an open question."""
    places = {"short_address": short_join_address(), "qr": qr_svg(join_address(room))}
    return "polls/preview/screen.html", {**screen_stage(snapshot), **places}
