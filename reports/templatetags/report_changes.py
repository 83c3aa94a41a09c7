"""How blocks are called on the page that brings a verslag up to date."""

from django import template

from reports.blocks import ReportBodyBlock

register = template.Library()


@register.filter
def block_label(block_type: str) -> str:
    """The name of a kind of block in the editor; of an unknown kind its key."""
    block = ReportBodyBlock.base_blocks.get(block_type)
    return str(block.label) if block is not None else block_type
