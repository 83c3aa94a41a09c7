"""Blocks that draw: results of polls, who was there, numbers from a survey, pictures."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from reports.blocks.base import GeneratedBlock, RowsBlock, check_rows, number_of, reference_name

GROUP = _("Figures")
SMALLEST_CELL = 10  # the fewest people that a row of the attendance figure may stand for
RESULT_FIELDS = {"poll_figure": ("result",), "breakdown_figure": ("result",), "shift_figure": ("before", "after")}


class ResultChoiceBlock(blocks.ChoiceBlock):
    """A frozen result. Which ones may be chosen depends on the event: the page's form fills the choices."""

    choices: list[tuple[str, str]] = []


class PollFigureBlock(GeneratedBlock):
    """The figure of one frozen result, always drawn from the result itself."""

    result = ResultChoiceBlock(label=_("Result"), help_text=_("Only closed polls of this event."))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300, help_text=_("Empty: the question."))
    show_breakdown = blocks.BooleanBlock(
        label=_("Show the breakdown by background, if it was released"), required=False, default=False
    )
    name = reference_name()

    class Meta:
        icon = "order"
        label = _("Poll figure")
        group = GROUP


class BreakdownFigureBlock(GeneratedBlock):
    """The answers by background alone; there is nothing to see when no breakdown was released."""

    result = ResultChoiceBlock(label=_("Result"), help_text=_("Only closed polls of this event."))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300, help_text=_("Empty: the question."))
    name = reference_name()

    class Meta:
        icon = "group"
        label = _("Breakdown figure")
        group = GROUP


class ShiftFigureBlock(GeneratedBlock):
    """The same question before and after the conversation, drawn from two frozen results."""

    before = ResultChoiceBlock(label=_("Result before"), help_text=_("Only closed polls of this event."))
    after = ResultChoiceBlock(label=_("Result after"), help_text=_("The same question, asked again."))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300, help_text=_("Empty: the question."))
    name = reference_name()

    class Meta:
        icon = "arrow-right"
        label = _("Before and after figure")
        group = GROUP


class AttendanceRowBlock(blocks.StructBlock):
    """One group of people who were there."""

    label = blocks.CharBlock(label=_("Background"), max_length=120)
    count = blocks.IntegerBlock(
        label=_("Number"), min_value=SMALLEST_CELL, help_text=_("Never fewer than ten: small groups are merged.")
    )


class AttendanceFigureBlock(GeneratedBlock):
    """Who was there. The numbers stand in the report itself, because the people behind them are forgotten."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=300)
    rows = blocks.ListBlock(AttendanceRowBlock(), label=_("Groups"), min_num=2)
    name = reference_name()

    class Meta:
        icon = "group"
        label = _("Attendance figure")
        group = GROUP


class NumberFigureBlock(GeneratedBlock):
    """Numbers of a survey or a register, with how many people they are of and where they come from."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=300)
    n = blocks.IntegerBlock(label=_("Number of respondents (n)"), min_value=1, max_value=100_000_000)
    unit = blocks.ChoiceBlock(
        label=_("The numbers are"),
        choices=[("share", _("percentages of n")), ("count", _("numbers of respondents"))],
        default="share",
    )
    rows = RowsBlock(
        label=_("Numbers"),
        help_text=_(
            "One row per line: answer; number. With groups: answer; number; group. "
            "You can paste rows from a spreadsheet."
        ),
    )
    multiple = blocks.BooleanBlock(label=_("Several answers were possible"), required=False, default=False)
    origin = blocks.CharBlock(label=_("Where the numbers come from"), max_length=300)
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=500)
    name = reference_name()

    class Meta:
        icon = "table"
        label = _("Figure with typed numbers")
        label_format = "{caption}"
        group = GROUP

    def clean(self, value: Mapping[str, Any]) -> Any:
        """Every line has an answer and a number that n allows."""
        cleaned = super().clean(value)
        try:
            for number, row in enumerate(check_rows(cleaned["rows"], least=2, most=3), 1):
                _check_number(number, row[1], 100 if cleaned["unit"] == "share" else cleaned["n"])
        except ValidationError as error:
            raise StructBlockValidationError(block_errors={"rows": error}) from error
        return cleaned


def _check_number(line: int, text: str, most: int) -> None:
    found = number_of(text)
    if found is None:
        raise ValidationError(gettext("Line %(number)s: “%(text)s” is not a number.") % {"number": line, "text": text})
    if found > most:
        message = gettext("Line %(number)s: %(text)s is more than %(most)s.")
        raise ValidationError(message % {"number": line, "text": text, "most": most})


class ImageBlock(GeneratedBlock):
    """A picture; without a text alternative it is not accepted."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        label=_("Text alternative"), max_length=300, help_text=_("What somebody needs to know who cannot see it.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("Made by"), required=False, max_length=160)

    class Meta:
        icon = "image"
        label = _("Image")
        group = GROUP
