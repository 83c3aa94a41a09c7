"""Fields that scribes type in: text as it was typed or pasted, and lists of names."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_OWNERS = 12
NAME_LENGTH = 160

# Word processors end a line inside a paragraph with a vertical tab; other programs have separators of their own.
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# What no one can see and no one typed: control characters, soft hyphens, marks of byte order and direction.
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")


class TypedText(forms.CharField):
    """Text as typed or pasted: line ends as everywhere, so that the same text compares as the same."""

    def to_python(self, value: Any) -> str:
        """Lines stay lines; what cannot be seen goes."""
        text = "" if value is None else str(value)
        return super().to_python(INVISIBLE.sub("", LINE_ENDS.sub("\n", text))) or ""


class NamesInput(forms.Widget):
    """As many one-line fields as there are names, and one more."""

    template_name = "workshops/forms/names.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """All values under the name."""
        return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A form without any name field leaves the names as they are."""
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The names that are there, and one empty place."""
        context = super().get_context(name, "", attrs)
        context["widget"]["names"] = [*(value or []), ""]
        return context

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The label belongs to the first of them."""
        return f"{id_}_0" if id_ else id_


class NamesField(forms.Field):
    """A list of names, each at most as long as a name."""

    widget = NamesInput

    def clean(self, value: Any) -> list[str]:
        """The names without empty places."""
        one = forms.CharField(max_length=NAME_LENGTH, required=False)
        names = [one.clean(name) for name in value or []]
        found = [name for name in names if name]
        if len(found) > MOST_OWNERS:
            raise forms.ValidationError(_("Give at most %(most)s owners."), code="many", params={"most": MOST_OWNERS})
        return found
