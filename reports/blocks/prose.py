"""Blocks of running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from reports.blocks.base import TEXT_FEATURES, GeneratedBlock, reference_name
from reports.enums import PartLanguage

GROUP = _("Text")


class ChapterBlock(GeneratedBlock):
    """The heading of a chapter or a part of it."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("1", _("Chapter")), ("2", _("Part of a chapter"))], default="1"
    )
    name = reference_name()

    class Meta:
        icon = "title"
        label = _("Chapter heading")
        label_format = "{text}"
        group = GROUP


class AppendixBlock(GeneratedBlock):
    """The start of an appendix; the report gives it a letter."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    name = reference_name()

    class Meta:
        icon = "doc-empty"
        label = _("Appendix")
        label_format = "{text}"
        group = GROUP


class TextBlock(GeneratedBlock):
    """Running text."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        features=TEXT_FEATURES,
        help_text=_(
            "A footnote: [note: its text]. A reference: [see: name of a figure]. Words in another language: "
            "[en: the words]."
        ),
    )

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = GROUP


class SummaryBlock(GeneratedBlock):
    """The box that stands first, or first in its chapter."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "list-ul"
        label = _("Summary box")
        group = GROUP


class TextBoxBlock(GeneratedBlock):
    """A box beside the main text."""

    title = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "placeholder"
        label = _("Text box")
        label_format = "{title}"
        group = GROUP


class QuoteBlock(GeneratedBlock):
    """Words of a person who agreed to be quoted."""

    text = blocks.TextBlock(label=_("Quote"), rows=3)
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=200)
    language = blocks.ChoiceBlock(
        label=_("Language, where it is another"), choices=PartLanguage.choices, required=False
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = GROUP


class PullQuoteBlock(GeneratedBlock):
    """A line taken out of the text and set large."""

    text = blocks.CharBlock(label=_("Text"), max_length=240)
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        group = GROUP


class DefinitionBlock(GeneratedBlock):
    """A term and what it means here."""

    term = blocks.CharBlock(label=_("Term"), max_length=160)
    text = blocks.RichTextBlock(label=_("Meaning"), features=["bold", "italic", "link"])

    class Meta:
        icon = "info-circle"
        label = _("Definition")
        label_format = "{term}"
        group = GROUP


class RemarkBlock(blocks.StructBlock):
    """Words of an excerpt and what is said about them."""

    words = blocks.CharBlock(label=_("Words in the excerpt"), max_length=300)
    remark = blocks.TextBlock(label=_("Remark"), rows=2)


class ExcerptBlock(GeneratedBlock):
    """A piece of another document with remarks beside it."""

    text = blocks.TextBlock(label=_("Excerpt"), rows=5)
    origin = blocks.CharBlock(label=_("Taken from"), max_length=300)
    remarks = blocks.ListBlock(RemarkBlock(), label=_("Remarks"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Annotated excerpt")
        label_format = "{origin}"
        group = GROUP
