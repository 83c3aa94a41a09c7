"""The key that is made with a form, so that a double click finds the same registration."""

import uuid
from typing import Any

from django import forms


class SubmissionKeyField(forms.Field):
    """The key made with the form; a broken one is simply replaced."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> uuid.UUID:
        """The key that came in, else a new one."""
        try:
            return uuid.UUID(str(value))
        except ValueError:
            return uuid.uuid4()
