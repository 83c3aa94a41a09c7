"""How blocks are called on the page that brings a verslag up to date."""

from django import template

from reports.blocks import ReportBodyBlock
from reports.domain.refreshing.saving import INTRODUCTION
from reports.models import ReportPage

register = template.Library()


@register.filter
def block_label(block_type: str) -> str:
    """The name of a kind of block in the editor; of an unknown kind its key."""
    if block_type == INTRODUCTION:
        return str(ReportPage._meta.get_field("introduction").verbose_name).capitalize()
    block = ReportBodyBlock.base_blocks.get(block_type)
    return str(block.label) if block is not None else block_type
