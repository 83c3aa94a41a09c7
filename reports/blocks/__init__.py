"""Blocks of a verslag, by theme.

A generated block remembers what it was made from (``source``), the fingerprint of the text as it was generated
(``fingerprint``) and the same in words for the editor (``generated_from``). Edited blocks are told from untouched
ones by comparing fingerprints (``reports.domain.provenance``).
"""

from reports.blocks.base import NOT_TEXT, PROVENANCE, GeneratedBlock, ReadOnlyBlock
from reports.blocks.body import ReportBodyBlock, body_block_for

__all__ = ["NOT_TEXT", "PROVENANCE", "GeneratedBlock", "ReadOnlyBlock", "ReportBodyBlock", "body_block_for"]
