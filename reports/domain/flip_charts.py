"""Photos of flip charts in a verslag: the reporter takes one in; the copy is part of the report from then on (0340)."""

import json
from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Collection

from core.models import User
from reports.models import ReportPage
from workshops.enums import PassageState
from workshops.models import Passage, Photo

COLLECTION = "Verslagen"
CLOSING = "colophon"


class PhotoWithheld(Exception):
    """A speaker does not want what was captured of her item to be published."""

    def __init__(self) -> None:
        super().__init__(_("The speaker says “do not publish” about this part. The photo stays out of the report."))


@dataclass(frozen=True)
class OfferedPhoto:
    """A photo without its bytes; ``is_taken``: a copy stands in the newest text."""

    photo: Photo
    is_taken: bool
    is_withheld: bool


def offered_photos(page: ReportPage) -> list[OfferedPhoto]:
    """All photos of the event in the order of its sheets, in a fixed number of queries."""
    present = {str(child.get("id")) for child in page.get_latest_revision_as_object().body.raw_data}
    photos = photos_of(page.get_parent().pk).defer("content").select_related("sheet__workshop", "sheet__programme_item")
    return [
        OfferedPhoto(photo, block_id_of(photo.uid) in present, photo.is_withheld)  # type: ignore[attr-defined]
        for photo in photos
    ]


def photos_of(event_id: int) -> QuerySet[Photo]:
    """The photos of an event; ``is_withheld`` says whether a speaker refused what was captured there."""
    refused = Passage.objects.filter(sheet=OuterRef("sheet"), state=PassageState.REFUSED)
    rows = Photo.objects.filter(sheet__event=event_id).annotate(is_withheld=Exists(refused))
    return rows.order_by("sheet", "position", "pk")


def block_id_of(uid: UUID) -> str:
    """The id of the block that shows a photo: the same each time, so that a photo stands in a text once."""
    return str(uuid5(uid, "report"))


def take_photo(page: ReportPage, photo: Photo, *, alt_text: str, actor: User | None) -> bool:
    """Copy the picture to the images of reports and put it in the newest text; False when it stands there already.

    The copy gets a name that nobody can guess, and no words: its text alternative stands in the block only.
    Raises PhotoWithheld.
    """
    with transaction.atomic():
        newest = ReportPage.objects.select_for_update().get(pk=page.pk).get_latest_revision_as_object()
        kept = photos_of(page.get_parent().pk).select_related("sheet").get(pk=photo.pk)
        if kept.is_withheld:  # type: ignore[attr-defined]
            raise PhotoWithheld
        blocks = [dict(child) for child in newest.body.raw_data]
        block_id = block_id_of(kept.uid)
        if any(str(block.get("id")) == block_id for block in blocks):
            return False
        image = get_image_model().objects.create(
            title=_("Photo of a flip chart"),
            file=ContentFile(bytes(kept.content), name=f"{uuid4().hex}.jpg"),
            collection=_collection(),
            uploaded_by_user=actor,
        )
        value = {"image": image.pk, "alt_text": alt_text, "caption": "", "credit": ""}
        blocks.insert(_place(blocks, kept), {"type": "image", "value": value, "id": block_id})
        newest.body = json.dumps(blocks)
        newest.save_revision(user=actor, log_action="reports.photo")
    return True


def _place(blocks: list[dict[str, object]], photo: Photo) -> int:
    """Behind what was drafted of the sheet, or of all workshops; else before the colophon, or at the end."""
    sheet = photo.sheet
    own = f"workshop:{sheet.workshop_id}" if sheet.workshop_id else f"sheet:{sheet.pk}"
    behind, outcomes, closing = 0, 0, len(blocks)
    for number, block in enumerate(blocks):
        value = block.get("value")
        source = str(value.get("source") or "") if isinstance(value, dict) else ""
        if source == own or source.startswith(f"{own}:"):
            behind = number + 1
        elif sheet.workshop_id and source.startswith("prompt:"):
            outcomes = number + 1
        if block.get("type") == CLOSING:
            closing = min(closing, number)
    return behind or outcomes or closing


def _collection() -> Collection:
    """The images of reports; made once, also when two reporters are first."""
    root = Collection.objects.select_for_update().get(pk=Collection.get_first_root_node().pk)
    return root.get_children().filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)
