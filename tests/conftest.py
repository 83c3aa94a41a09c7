"""Fixtures that every test may use."""


def pytest_collection_modifyitems(items):
    """Every database test sees all database aliases (on SQLite the live tables have a file of their own)."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and "databases" not in mark.kwargs:
            mark.kwargs["databases"] = "__all__"
