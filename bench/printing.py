"""How figures are printed: what, found, wanted."""


def heading(title: str) -> None:
    """A line above a table."""
    print(f"\n{title}", flush=True)


def row(what: str, found: str, wanted: str = "") -> None:
    """One figure beside the one that the design wants."""
    print(f"  {what:<38}{found:>28}" + (f"   wanted: {wanted}" if wanted else ""), flush=True)
