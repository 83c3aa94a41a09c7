"""Queries whose SQL is written once per process and then only run (decision 0105).

Django writes the SQL of a query anew each time; on a page of ten queries that is half of the work.
``PreparedQuery`` keeps what Django's compiler wrote, per database, and gives each call its own values.
The rows and objects are those that the queryset would have given, read from the database each time.

    events_by_slug = PreparedQuery(lambda slug: EventPage.objects.filter(slug=slug), str)
    found = events_by_slug("studiedag")

For queries on hot paths whose shape never changes: no prefetch, no slice by value, no moment ("now"
would stay what it was), no value that Django would write differently (None, a list). Values stand
outside the SQL as parameters, as always; ``field__startswith`` takes letters and digits, as in tree paths.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet

# What stands for a value while the SQL is written; found again among the parameters.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 1_987_654_321 + number,
    str: lambda number: f"\ue000{number}\ue001",
    UUID: lambda number: UUID(int=1_987_654_321 + number),
}


class PreparedQuery:
    """A queryset as a function of some values, each an int, a str or a UUID."""

    def __init__(self, build: Callable[..., QuerySet], *kinds: type) -> None:
        self.build = build
        self._stand_ins = tuple(_STAND_INS[kind](number) for number, kind in enumerate(kinds))
        self._written: _Written | None = None

    def __call__(self, *values: Any) -> list[Any]:
        """What the queryset gives for these values. One query."""
        if self._written is None:
            self._written = _Written(self.build(*self._stand_ins), self._stand_ins)
        given = dict(zip(self._stand_ins, values, strict=True))
        # SQLite gets the digits of a UUID.
        given |= {key.hex: value.hex for key, value in given.items() if isinstance(key, UUID)}
        return self._written.run(given)


class _Written:
    """A queryset with its compiler, and the SQL that the compiler wrote."""

    def __init__(self, queryset: QuerySet, stand_ins: Iterable[Any]) -> None:
        self.queryset = queryset
        self.alias = queryset.db
        self.compiler = queryset.query.get_compiler(using=self.alias)
        self.sql, parameters = self.compiler.as_sql()
        self.parameters = tuple(parameters)
        self.beginnings = {
            parameter: stand_in
            for stand_in in stand_ins
            for parameter in self.parameters
            if isinstance(stand_in, str) and parameter == f"{stand_in}%"
        }
        reached = {*self.parameters, *self.beginnings.values()}
        if any(stand_in not in reached and getattr(stand_in, "hex", None) not in reached for stand_in in stand_ins):
            raise ValueError("A value of this query does not reach the database as it is given.")

    def run(self, values: dict[Any, Any]) -> list[Any]:
        """The rows or objects, by the same class that reads them for the queryset."""
        for parameter, stand_in in self.beginnings.items():
            if not values[stand_in].isalnum():
                raise ValueError("A beginning may have letters and digits only: it becomes a pattern.")
            values[parameter] = f"{values[stand_in]}%"
        parameters = [values.get(parameter, parameter) for parameter in self.parameters]
        read: Callable[[Any], Iterable[Any]] = self.queryset._iterable_class  # type: ignore[assignment]  # takes a _Run
        return list(read(_Run(self, parameters)))


class _Run:
    """One run, in the guise of a queryset, its query and its compiler: what Django's iterables ask of them."""

    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, written: _Written, parameters: list[Any]) -> None:
        self._written = written
        self._parameters = parameters
        self.db = written.alias
        self.query = self
        self._fields = getattr(written.queryset, "_fields", None)
        for name in ("selected", "extra_select", "values_select", "annotation_select"):
            setattr(self, name, getattr(written.queryset.query, name))
        self.select = written.compiler.select
        self.klass_info = written.compiler.klass_info
        self.annotation_col_map = written.compiler.annotation_col_map

    def get_compiler(self, *args: Any, **kwargs: Any) -> "_Run":
        return self

    def execute_sql(self, *args: Any, **kwargs: Any) -> list[list[Any]]:
        with connections[self.db].cursor() as cursor:
            cursor.execute(self._written.sql, self._parameters)
            return [cursor.fetchall()]

    def results_iter(self, results: Any = None, tuple_expected: bool = False, **kwargs: Any) -> Iterable[Any]:
        found = self.execute_sql() if results is None else results
        rows: Iterable[Any] = self._written.compiler.results_iter(found, tuple_expected=tuple_expected)
        return rows
