"""The text of a verslag: all blocks, and the same blocks with the results that one event offers."""

from wagtail import blocks

from reports.blocks.closing import ColophonBlock, KnowledgeBlock, RecommendationBlock
from reports.blocks.figures import (
    RESULT_FIELDS,
    AttendanceFigureBlock,
    BreakdownFigureBlock,
    ImageBlock,
    NumberFigureBlock,
    PollFigureBlock,
    ResultChoiceBlock,
    ShiftFigureBlock,
)
from reports.blocks.prose import (
    AppendixBlock,
    ChapterBlock,
    DefinitionBlock,
    ExcerptBlock,
    PullQuoteBlock,
    QuoteBlock,
    SummaryBlock,
    TextBlock,
    TextBoxBlock,
)
from reports.blocks.tables import AgreementsBlock, DataTableBlock, OutcomeListBlock, OutcomesBlock, ResponsesBlock


class ReportBodyBlock(blocks.StreamBlock):
    """The text of a verslag."""

    chapter = ChapterBlock()
    text = TextBlock()
    summary = SummaryBlock()
    text_box = TextBoxBlock()
    quote = QuoteBlock()
    pull_quote = PullQuoteBlock()
    definition = DefinitionBlock()
    excerpt = ExcerptBlock()
    appendix = AppendixBlock()
    poll_figure = PollFigureBlock()
    breakdown_figure = BreakdownFigureBlock()
    shift_figure = ShiftFigureBlock()
    attendance_figure = AttendanceFigureBlock()
    number_figure = NumberFigureBlock()
    image = ImageBlock()
    outcomes = OutcomesBlock()
    outcome_list = OutcomeListBlock()
    agreements = AgreementsBlock()
    responses = ResponsesBlock()
    table = DataTableBlock()
    recommendation = RecommendationBlock()
    knowledge = KnowledgeBlock()
    colophon = ColophonBlock()

    class Meta:
        block_counts = {"colophon": {"max_num": 1}}


def body_block_for(results: list[tuple[str, str]]) -> ReportBodyBlock:
    """The same blocks, with the results that one event offers."""
    offered = []
    for name, fields in RESULT_FIELDS.items():
        block_class = type(ReportBodyBlock.base_blocks[name])
        own = block_class.base_blocks
        choices = [
            (
                field,
                ResultChoiceBlock(choices=results, label=own[field].label, help_text=own[field].field.help_text),
            )
            for field in fields
        ]
        offered.append((name, block_class(choices)))
    block = ReportBodyBlock(offered)
    block.set_name("body")
    return block
