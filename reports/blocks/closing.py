"""Blocks that lead on: recommendations, related knowledge, the colophon."""

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from reports.blocks.base import TEXT_FEATURES, GeneratedBlock
from reports.enums import RecommendationStatus

GROUP = _("What follows")


class RecommendationBlock(GeneratedBlock):
    """What one actor is advised to do, and later what came of it."""

    addressee = blocks.CharBlock(label=_("To whom"), max_length=200, help_text=_("For example: municipalities"))
    title = blocks.CharBlock(label=_("Recommendation in one sentence"), max_length=300)
    text = blocks.RichTextBlock(label=_("Explanation"), features=TEXT_FEATURES, required=False)
    status = blocks.ChoiceBlock(label=_("Follow-up"), choices=RecommendationStatus.choices, required=False)
    status_on = blocks.DateBlock(label=_("Known on"), required=False)
    status_note = blocks.CharBlock(label=_("What happened"), required=False, max_length=500)

    class Meta:
        icon = "arrow-right"
        label = _("Recommendation")
        label_format = "{addressee}: {title}"
        group = GROUP


class KnowledgeItemBlock(blocks.StructBlock):
    """One page here or elsewhere."""

    title = blocks.CharBlock(label=_("Title"), max_length=200, required=False, help_text=_("Empty: that of the page."))
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    address = blocks.CharBlock(
        label=_("Address elsewhere"), required=False, max_length=500, validators=[URLValidator(["http", "https"])]
    )
    why = blocks.CharBlock(label=_("What one finds there"), max_length=300, required=False)


class KnowledgeBlock(GeneratedBlock):
    """Where to read on."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    items = blocks.ListBlock(KnowledgeItemBlock(), label=_("Where to read on"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Related knowledge")
        label_format = "{heading}"
        group = GROUP


class ColophonBlock(GeneratedBlock):
    """Who made the report and how; the fingerprints of cited results are added by themselves."""

    authors = blocks.CharBlock(label=_("Authors"), required=False, max_length=300)
    illustrator = blocks.CharBlock(label=_("Illustrations"), required=False, max_length=300)
    commissioner = blocks.CharBlock(label=_("Commissioner"), required=False, max_length=300)
    method = blocks.TextBlock(label=_("Method"), required=False, rows=3)
    sources = blocks.TextBlock(label=_("Sources"), required=False, rows=2)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Colophon")
        group = GROUP
