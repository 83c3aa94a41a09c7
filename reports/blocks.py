"""Blocks of a verslag.

A generated block remembers what it was made from (``source``), the fingerprint of the text as it was generated
(``fingerprint``) and the same in words for the editor (``generated_from``). Edited blocks are told from untouched
ones by comparing fingerprints (``reports.domain.provenance``).
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["h4", "bold", "italic", "ol", "ul", "link", "document-link"]
SMALLEST_CELL = 10  # the fewest people that a row of the attendance figure may stand for
PROVENANCE = ("generated_from", "source", "fingerprint")


class ReadOnlyBlock(blocks.CharBlock):
    """A line that the system fills; shown, not typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"required": False, **kwargs})
        self.field.widget = forms.TextInput(
            attrs={"readonly": True, "class": "report-provenance", "placeholder": " ", "tabindex": "-1"}
        )


class GeneratedBlock(blocks.StructBlock):
    """A block that drafting may have made."""

    generated_from = ReadOnlyBlock(label=_("Generated from"))
    source = ReadOnlyBlock(label=_("Source key"))
    fingerprint = ReadOnlyBlock(label=_("Fingerprint of the generated text"))

    def get_form_layout(self) -> BlockGroup:
        """What is written first, then where it came from; keys and fingerprints under the settings."""
        content = [name for name in self.child_blocks if name not in PROVENANCE]
        return BlockGroup([*content, "generated_from"], settings=["source", "fingerprint"])


class ChapterBlock(GeneratedBlock):
    """The heading of a chapter or a part of it."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("1", _("Chapter")), ("2", _("Part of a chapter"))], default="1"
    )

    class Meta:
        icon = "title"
        label = _("Chapter heading")
        label_format = "{text}"


class TextBlock(GeneratedBlock):
    """Running text."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class SummaryBlock(GeneratedBlock):
    """The box that stands first."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "list-ul"
        label = _("Summary box")


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

    class Meta:
        icon = "order"
        label = _("Poll figure")


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

    class Meta:
        icon = "group"
        label = _("Attendance figure")


class OutcomesBlock(GeneratedBlock):
    """What the workshops yielded under one prompt, as editable prose."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "clipboard-list"
        label = _("Outcomes under one prompt")
        label_format = "{heading}"


class QuoteBlock(GeneratedBlock):
    """Words of a person who agreed to be quoted."""

    text = blocks.TextBlock(label=_("Quote"), rows=3)
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quote")


class PullQuoteBlock(GeneratedBlock):
    """A line taken out of the text and set large."""

    text = blocks.CharBlock(label=_("Text"), max_length=240)
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")


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

    class Meta:
        icon = "tasks"
        label = _("Agreements")


class DefinitionBlock(GeneratedBlock):
    """A term and what it means here."""

    term = blocks.CharBlock(label=_("Term"), max_length=160)
    text = blocks.RichTextBlock(label=_("Meaning"), features=["bold", "italic", "link"])

    class Meta:
        icon = "info-circle"
        label = _("Definition")


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

    class Meta:
        icon = "table"
        label = _("Table")


class ColophonBlock(GeneratedBlock):
    """Who made the report and how; the fingerprints of cited results are added by themselves."""

    authors = blocks.CharBlock(label=_("Authors"), required=False, max_length=300)
    commissioner = blocks.CharBlock(label=_("Commissioner"), required=False, max_length=300)
    method = blocks.TextBlock(label=_("Method"), required=False, rows=3)
    sources = blocks.TextBlock(label=_("Sources"), required=False, rows=2)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Colophon")


class ReportBodyBlock(blocks.StreamBlock):
    """The text of a verslag."""

    chapter = ChapterBlock()
    text = TextBlock()
    summary = SummaryBlock()
    poll_figure = PollFigureBlock()
    attendance_figure = AttendanceFigureBlock()
    outcomes = OutcomesBlock()
    quote = QuoteBlock()
    pull_quote = PullQuoteBlock()
    agreements = AgreementsBlock()
    definition = DefinitionBlock()
    image = ImageBlock()
    table = DataTableBlock()
    colophon = ColophonBlock()

    class Meta:
        block_counts = {"summary": {"max_num": 1}, "colophon": {"max_num": 1}}


def body_block_for(results: list[tuple[str, str]]) -> ReportBodyBlock:
    """The same blocks, with the results that one event offers."""
    figure = PollFigureBlock(
        [
            (
                "result",
                ResultChoiceBlock(choices=results, label=_("Result"), help_text=_("Only closed polls of this event.")),
            )
        ]
    )
    block = ReportBodyBlock([("poll_figure", figure)])
    block.set_name("body")
    return block
