"""Materials and homework per date: who sees them and when, and handing in (until the due date, then no more)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventDate
from registrations.domain.errors import RegistrationError
from registrations.domain.series.dates import Series, SeriesPart, parts_of
from registrations.domain.series.files import store_file
from registrations.enums import RegistrationState
from registrations.models import HandIn, Homework, Material, Registration, StoredFile


class HomeworkClosed(RegistrationError):
    """It cannot be handed in (any more)."""


@dataclass(frozen=True)
class Task:
    """One piece of homework with what was handed in."""

    homework: Homework
    hand_in: HandIn | None

    @property
    def is_late(self) -> bool:
        """Whether it should have been in."""
        return self.hand_in is None and timezone.now() >= self.homework.due_at


@dataclass(frozen=True)
class DayWork:
    """What belongs to one date of somebody and can be seen now."""

    date: EventDate
    materials: tuple[Material, ...] = ()
    tasks: tuple[Task, ...] = field(default_factory=tuple)


def without_content(prefix: str = "file") -> str:
    """The name to ``defer``, so that a list never loads files."""
    return f"{prefix}__content"


def work_of(registration: Registration) -> list[DayWork]:
    """The visible materials and homework of somebody with a place, by date; days without any are left out.

    Homework is that of the own dates; materials also those of a chosen catch-up date. Six queries.
    """
    if registration.state != RegistrationState.CONFIRMED:
        return []
    parts = parts_of(registration)
    seen = Q(visible_from=None) | Q(visible_from__lte=timezone.now())
    own, come = [part.date.pk for part in parts], [part.actual.pk for part in parts]
    materials = _with_file(Material.objects.filter(seen, event_date_id__in={*own, *come}))
    homework = _with_file(Homework.objects.filter(seen, event_date_id__in=own))
    hand_ins = {
        hand_in.homework_id: hand_in
        for hand_in in HandIn.objects.filter(registration=registration).select_related("file").defer(without_content())
    }
    by_date: dict[int, list[Material]] = {}
    for material in materials:
        by_date.setdefault(material.event_date_id, []).append(material)
    days = []
    for part in parts:
        found = DayWork(
            part.actual,
            tuple(_materials_of(part, by_date)),
            tuple(Task(item, hand_ins.get(item.pk)) for item in homework if item.event_date_id == part.date.pk),
        )
        if found.materials or found.tasks:
            days.append(found)
    return days


def _materials_of(part: SeriesPart, by_date: Mapping[int, list[Material]]) -> list[Material]:
    """Those of the own date, and those of the date chosen instead that are not the same once more."""
    own = by_date.get(part.date.pk, [])
    titles = {item.title for item in own}
    extra = by_date.get(part.chosen.pk, []) if part.chosen else []
    return [*own, *(item for item in extra if item.title not in titles)]


def _with_file(rows: Any) -> list[Any]:
    return list(rows.select_related("file").defer(without_content()))


def hand_in(
    registration: Registration, homework_id: int, *, text: str, upload: UploadedFile | None, keeps_file: bool = True
) -> HandIn:
    """Hand in, or replace what was handed in, until the due date. A new file replaces the old one.

    Raises HomeworkClosed for homework of another date, not visible yet, or past its due date.
    """
    with transaction.atomic():
        state = Registration.objects.select_for_update().values_list("state", flat=True).get(pk=registration.pk)
        own = [part.date.pk for part in parts_of(registration)]
        homework = Homework.objects.filter(pk=homework_id, event_date_id__in=own).first()
        if homework is None or state != RegistrationState.CONFIRMED or not homework.is_visible:
            raise HomeworkClosed(_("This is no homework of yours."))
        if not homework.is_open:
            raise HomeworkClosed(_("The time to hand in is over. What you handed in before stands."))
        made, _is_new = HandIn.objects.update_or_create(
            homework=homework,
            registration=registration,
            defaults={"text": text, "handed_in_at": timezone.now()},
        )
        if upload is not None:
            store_file(upload, made)
        elif not keeps_file:
            StoredFile.objects.filter(hand_in=made).delete()
    return made


def may_have(registration: Registration, file: StoredFile) -> bool:
    """Whether a registrant may download a file: of a visible lesson of an own date, or handed in by oneself."""
    if file.hand_in is not None:
        return file.hand_in.registration_id == registration.pk
    for day in work_of(registration):
        items: list[Material | Homework] = [*day.materials, *(task.homework for task in day.tasks)]
        if any((file.material_id or 0, file.homework_id or 0) == _keys(item) for item in items):
            return True
    return False


def _keys(item: Material | Homework) -> tuple[int, int]:
    return (item.pk, 0) if isinstance(item, Material) else (0, item.pk)


def save_lesson(
    lesson: Material | Homework, *, series: Series, upload: UploadedFile | None = None, in_all_groups: bool = False
) -> int:
    """Save with its file; with ``in_all_groups`` also for the parallel dates, moments moved along.

    Returns how many other groups got a copy. A group that has one with this title keeps its own.
    """
    with transaction.atomic():
        lesson.save()
        if upload is not None:
            store_file(upload, lesson)
        if not in_all_groups:
            return 0
        model, copies = type(lesson), 0
        for date in series.parallel_to(lesson.event_date):
            if model._default_manager.filter(event_date=date, title=lesson.title).exists():
                continue
            _copy(lesson, date)
            copies += 1
    return copies


def _copy(lesson: Material | Homework, date: EventDate) -> None:
    shift = date.starts_at - lesson.event_date.starts_at
    values = {name: getattr(lesson, name) for name in ("title", "text", "link", "position")}
    values["visible_from"] = lesson.visible_from and lesson.visible_from + shift
    if isinstance(lesson, Homework):
        values["due_at"] = lesson.due_at + shift
    copy = type(lesson)._default_manager.create(event_date=date, **values)
    field_name = type(lesson).__name__.lower()
    source = StoredFile.objects.filter(**{field_name: lesson}).first()
    if source is not None:
        kept = {name: getattr(source, name) for name in ("name", "content_type", "size", "content")}
        StoredFile.objects.create(**{field_name: copy}, **kept)


def hand_ins_of(homework: Homework) -> list[HandIn]:
    """What was handed in, by name, with the people and the files. One query."""
    rows = HandIn.objects.filter(homework=homework).select_related("registration", "file")
    return list(rows.defer(without_content()).order_by("registration__name", "pk"))


def homework_of_event(event_id: int) -> list[Homework]:
    """All homework of an event by date, with what was handed in. Two queries."""
    rows = Homework.objects.filter(event_date__page_id=event_id).select_related("event_date")
    return list(
        rows.prefetch_related(Prefetch("hand_ins", HandIn.objects.only("homework_id", "registration_id"))).order_by(
            "event_date__starts_at", "position", "pk"
        )
    )
