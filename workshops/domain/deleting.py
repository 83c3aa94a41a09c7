"""Nothing that people hold or wrote disappears because a workshop was deleted by accident."""

from typing import Any

from django.db import models, router, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from events.models import Speaker
from workshops.models import (
    ActionOwner,
    CapturePrompt,
    CaptureSheet,
    Case,
    CaseFile,
    CaseVersion,
    RunningNote,
    SectorLimit,
    Workshop,
    WorkshopPerson,
)

# Parts that are not counted: they go with a workshop, a sheet without cards, or an action that is counted itself.
# A model of a higher app whose rows can be made again says so with ``is_derived = True``.
# Of these the page that asks says how many go along.
GO_ALONG: tuple[Any, ...] = (Workshop, Case, CaseFile)
OWN_PARTS: tuple[Any, ...] = (
    *(Workshop, WorkshopPerson, SectorLimit, Workshop.target_sectors.through, Speaker),
    *(Case, CaseVersion, CaseFile, CaptureSheet, CapturePrompt, ActionOwner),
)


class StillHeld(Exception):
    """Rows of others depend on it: places that people have, cards that scribes wrote."""

    def __init__(self, holdings: list[str]) -> None:
        super().__init__(
            _("This cannot be deleted, because it holds: %(holdings)s. Remove or move that first.")
            % {"holdings": ", ".join(holdings)}
        )


def holdings_of(instance: models.Model) -> list[str]:
    """What would go with it or lose it, in words: "12 plaatsen", "3 opbrengsten", "1 peiling"; empty: it may go."""
    try:
        counts = _counts(instance)
    except ProtectedError as error:
        return _names(error.protected_objects)
    except RestrictedError as error:
        return _names(error.restricted_objects)
    return sorted(
        _in_words(model, count)
        for model, count in counts.items()
        if count
        and model not in OWN_PARTS
        and not getattr(model, "is_derived", False)
        and not isinstance(instance, model)
    )


def goes_along(instance: models.Model) -> list[str]:
    """What of its own parts goes with it that somebody made, in words."""
    try:
        counts = _counts(instance)
    except (ProtectedError, RestrictedError):
        return []
    return [
        _in_words(model, counts[model]) for model in GO_ALONG if counts.get(model) and not isinstance(instance, model)
    ]


def _counts(instance: models.Model) -> dict[Any, int]:
    """How many rows of each model go with it, or would no longer know what they belong to."""
    collector = Collector(using=router.db_for_write(type(instance), instance=instance))
    collector.collect([instance])
    counts: dict[Any, int] = {model: len(rows) for model, rows in collector.data.items()}
    for rows in collector.fast_deletes:
        counts[rows.model] = counts.get(rows.model, 0) + _count(rows)
    loose: dict[Any, int] = {}
    updates: dict[Any, Any] = collector.field_updates
    for (field, _value), groups in updates.items():
        loose[field.model] = loose.get(field.model, 0) + sum(len(rows) for rows in groups)
    return {**loose, **counts}


def _in_words(model: Any, count: int) -> str:
    return f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"


def delete_unless_held(instance: models.Model) -> None:
    """Delete a round, a workshop or a template with its own parts. Raises StillHeld."""
    with transaction.atomic():
        type(instance)._default_manager.select_for_update(of=("self",)).get(pk=instance.pk)
        holdings = holdings_of(instance)
        if holdings:
            raise StillHeld(holdings)
        instance.delete()


def _count(rows: Any) -> int:
    """Notes without a letter are nothing to lose."""
    return (rows.exclude(text="") if rows.model is RunningNote else rows).count()


def _names(rows: Any) -> list[str]:
    return sorted({str(type(row)._meta.verbose_name_plural) for row in rows})
