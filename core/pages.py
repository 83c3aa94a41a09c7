"""Queries over pages of any kind."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction


def _on_the_way_to(path: OuterRef) -> Q:
    """Restrictions of the page with this path, or of one above it."""
    return Q(page__path=Substr(path, 1, Length("page__path")))


def open_to_all(pages: Any) -> Any:
    """Those of a queryset of pages that everybody may see: Wagtail's ``public()`` within the same query."""
    return pages.filter(~Exists(PageViewRestriction.objects.filter(_on_the_way_to(OuterRef("path")))))


def may_be_restricted() -> Exists:
    """An annotation: False when no view restriction holds for a page.

    True sends the page Wagtail's longer way, which also follows aliases to their sources.
    """
    restricted = _on_the_way_to(OuterRef("path")) | Q(page__aliases__isnull=False)
    return Exists(PageViewRestriction.objects.filter(restricted))
