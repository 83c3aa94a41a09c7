"""Blocks that list: what workshops yielded, agreements, responses, tables."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from reports.blocks.base import TEXT_FEATURES, GeneratedBlock, RowsBlock, check_rows, reference_name

GROUP = _("Outcomes and tables")


class OutcomesBlock(GeneratedBlock):
    """What the workshops yielded under one prompt, as editable prose."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "clipboard-list"
        label = _("Outcomes under one prompt")
        label_format = "{heading}"
        group = GROUP


class OutcomeGroupBlock(blocks.StructBlock):
    """The outcomes of one workshop, case, prompt or cluster."""

    label = blocks.CharBlock(label=_("Of"), max_length=200)
    lines = blocks.TextBlock(label=_("Outcomes, one per line"), rows=4, required=False)


class OutcomeListBlock(GeneratedBlock):
    """Outcomes as they were noted, arranged by prompt, workshop, case or cluster."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    arranged_by = blocks.ChoiceBlock(
        label=_("Arranged by"),
        choices=[("prompt", _("prompt")), ("workshop", _("workshop")), ("case", _("case")), ("cluster", _("cluster"))],
        default="workshop",
    )
    groups = blocks.ListBlock(OutcomeGroupBlock(), label=_("Groups"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Outcomes as a list")
        label_format = "{heading}"
        group = GROUP


class AgreementBlock(blocks.StructBlock):
    """One agreement."""

    what = blocks.TextBlock(label=_("What"), rows=2)
    who = blocks.CharBlock(label=_("Who"), required=False, max_length=300)
    when = blocks.CharBlock(label=_("When"), required=False, max_length=120)
    on_behalf_of = blocks.CharBlock(label=_("On behalf of"), required=False, max_length=300)


class AgreementsBlock(GeneratedBlock):
    """What was agreed, by whom, when, on behalf of whom."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=300)
    rows = blocks.ListBlock(AgreementBlock(), label=_("Agreements"), min_num=1)
    name = reference_name()

    class Meta:
        icon = "tasks"
        label = _("Agreements")
        group = GROUP


class ResponsesBlock(GeneratedBlock):
    """Which regions responded, a row per region; the report counts them."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=300)
    rows = RowsBlock(
        label=_("Regions"),
        rows=12,
        help_text=_(
            "One region per line: region; central municipalities; yes or no; regional vision. "
            "You can paste rows from a spreadsheet."
        ),
    )
    origin = blocks.CharBlock(label=_("Where the numbers come from"), required=False, max_length=300)
    name = reference_name()

    class Meta:
        icon = "tick"
        label = _("Response table")
        label_format = "{caption}"
        group = GROUP

    def clean(self, value: Mapping[str, Any]) -> Any:
        """Every line has its three or four cells."""
        cleaned = super().clean(value)
        try:
            check_rows(cleaned["rows"], least=3, most=4)
        except ValidationError as error:
            raise StructBlockValidationError(block_errors={"rows": error}) from error
        return cleaned


class DataTableBlock(GeneratedBlock):
    """A table with a header row; the first column heads the rows."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=300)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.FloatBlock(label=_("Number"), required=False)),
        ],
        label=_("Table"),
    )
    name = reference_name()

    class Meta:
        icon = "table"
        label = _("Table")
        group = GROUP
