"""How somebody came to the form: by a personal link or a code, which fill it in and may let them in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from registrations.domain.admission import Admission


@dataclass(frozen=True)
class Entry:
    """What came along: values to begin the form with, a template that says how the person came here, an admission."""

    initial: Mapping[str, Any] = field(default_factory=dict)
    notice: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    admission: Admission | None = None
