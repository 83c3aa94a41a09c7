"""Suggests names of organisations while somebody types."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from core.models import Municipality, Organisation

MOST = 10


def suggest_organisations(typed: str) -> list[str]:
    """At most ten names that contain what was typed, those that begin with it first; from two letters on."""
    typed = " ".join(typed.replace("\x00", "").split())
    if typed.lower().startswith("gemeente "):
        typed = typed[len("gemeente ") :]
    if len(typed) < 2:
        return []
    municipalities = [f"Gemeente {name}" for name in _names(Municipality.objects.all(), typed)]
    organisations = _names(Organisation.objects.all(), typed)
    known = {name.lower() for name in organisations}
    return [*organisations, *(name for name in municipalities if name.lower() not in known)][:MOST]


def _names(rows: QuerySet, typed: str) -> list[str]:
    begins = Case(When(name__istartswith=typed, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(rows.filter(name__icontains=typed).order_by(begins, "name").values_list("name", flat=True)[:MOST])
