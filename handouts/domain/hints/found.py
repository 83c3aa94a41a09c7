"""One hint, and reading XML of strangers."""

import zipfile
from typing import Any, NamedTuple

from lxml import etree

from core.file_kinds import read_part

MOST_OF_A_PART = 4 * 1024 * 1024
MOST_SLIDES = 400


class Hint(NamedTuple):
    """A code of ``words``, and how many times it holds."""

    code: str
    number: int = 1


def tree_of(archive: zipfile.ZipFile, name: str, most: int = MOST_OF_A_PART) -> Any:
    """A part as XML: no entities, nothing fetched, at most so many bytes. Raises as ``read_part`` and lxml do."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(read_part(archive, name, most), parser)
