"""The bytes of a picture for files."""

from typing import Any

from reports import document as doc


def image_of(value: Any) -> doc.Image | None:
    """The picture with its bytes; None when the file is gone."""
    image = value.get("image")
    if image is None:
        return None
    try:
        rendition = image.get_rendition("max-1600x1600|format-png" if image.is_svg() else "max-1600x1600")
        with rendition.file.open("rb") as file:
            data = file.read()
    except (OSError, ValueError):
        return None
    kinds = {
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp",
        "svg": "image/svg+xml",
    }
    mime = kinds.get(rendition.file.name.rsplit(".", 1)[-1].lower(), "image/png")
    return doc.Image(data, mime, value["alt_text"], value.get("caption") or "", value.get("credit") or "")
