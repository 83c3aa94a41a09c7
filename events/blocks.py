"""Blocks of an event's text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


class FactsBlock(blocks.StructBlock):
    """A boxed note beside the text."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Box")
        template = "events/blocks/box.html"


class EventBodyBlock(blocks.StreamBlock):
    """The text of an announcement."""

    heading = blocks.CharBlock(label=_("Heading"), icon="title", template="events/blocks/heading.html")
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, template="events/blocks/text.html")
    box = FactsBlock()
    image = ImageBlock(label=_("Image"), template="events/blocks/image.html")
