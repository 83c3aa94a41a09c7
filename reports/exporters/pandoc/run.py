"""Runs pandoc on a tree, in a folder of its own."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pypandoc
from django.utils.translation import gettext as _

from reports.document import Document, DocumentError
from reports.exporters.pandoc.tree import PandocTree
from reports.reference import REFERENCE_FOLDER

WITH_REFERENCE = ("docx", "odt")


def run_pandoc(
    document: Document,
    target: str,
    tree: type[PandocTree] = PandocTree,
    arguments: list[str] | None = None,
    reference: bytes | None = None,
) -> bytes:
    """The document in one of pandoc's formats; raises DocumentError."""
    with tempfile.TemporaryDirectory(prefix="plenair-pandoc-") as name:
        folder = Path(name)
        source = json.dumps(tree(document, folder).document(), ensure_ascii=False)
        output = folder / "output"
        if target in WITH_REFERENCE:
            styles = REFERENCE_FOLDER / f"reference.{target}"
            if reference is not None:
                styles = folder / f"own-reference.{target}"
                styles.write_bytes(reference)
            arguments = [f"--reference-doc={styles}", *(arguments or [])]
        try:
            pypandoc.convert_text(
                source,
                target,
                format="json",
                outputfile=str(output),
                extra_args=[f"--resource-path={folder}", *(arguments or [])],
                verify_format=False,
                sandbox=False,
            )
        except RuntimeError as error:
            raise DocumentError(_("The file could not be made: %(reason)s") % {"reason": error}) from error
        return output.read_bytes()
