"""Writes the commonest form controls in Python instead of by templates: the same HTML, a fraction of the work.

Django renders a select of ten options with 21 templates; on the registration form that was half of the
page. A test compares every control with what Django's own templates give. What is not here, and what an
app brings a template of its own for, is rendered by templates as always.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]
_FOLDER = "django/forms/widgets/"


class LeanRenderer(TemplatesSetting):
    """Django's renderer by the project's templates, with the common controls written directly."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """The HTML of a control or a form."""
        write = _WRITERS.get(template_name)
        if write is None or not _is_known(context["widget"]):
            return SafeString(super().render(template_name, context, request))
        # Every piece is escaped by ``_text``, as autoescaping would.
        return SafeString(write(context["widget"]))


def _is_known(widget: Widget) -> bool:
    """Whether the parts of a group are controls that we write."""
    groups = widget.get("optgroups", ())
    return all(option["template_name"] in _OPTIONS for _name, options, _index in groups for option in options)


def _text(value: Any) -> str:
    """As ``{{ value|stringformat:"s" }}``: no local spelling of numbers, escaped unless marked safe."""
    return conditional_escape(value if isinstance(value, str) else str(value))


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = "" if widget.get("value") is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{value}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    value = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget)}>\n{value}</textarea>'


def _select(widget: Widget) -> str:
    lines = [f'<select name="{_text(widget["name"])}"{_attributes(widget)}>']
    for name, options, _index in widget["optgroups"]:
        if name:
            lines.append(f'\n  <optgroup label="{_text(name)}">')
        lines += [f"\n  {_OPTIONS[option['template_name']](option)}" for option in options]
        if name:
            lines.append("\n  </optgroup>")
    return "".join([*lines, "\n</select>"])


def _select_option(widget: Widget) -> str:
    return f'<option value="{_text(widget["value"])}"{_attributes(widget)}>{_text(widget["label"])}</option>'


def _group(widget: Widget) -> str:
    key, style = widget["attrs"].get("id"), widget["attrs"].get("class")
    start = f"<div{_when(' id', key)}{_when(' class', style)}>"
    lines = [start]
    for name, options, _index in widget["optgroups"]:
        if name:
            lines.append(f"\n  <div><label>{_text(name)}</label>")
        lines += [f"<div>\n    {_OPTIONS[option['template_name']](option)}</div>" for option in options]
        if name:
            lines.append("\n  </div>")
    return "".join([*lines, "\n</div>"])


def _when(name: str, value: Any) -> str:
    return f'{name}="{_text(value)}"' if value else ""


def _labelled_input(widget: Widget) -> str:
    if not widget.get("wrap_label"):
        return _input(widget)
    target = _when(" for", widget["attrs"].get("id"))
    return f"<label{target}>{_input(widget)} {_text(widget['label'])}</label>"


_INPUTS = ("text", "email", "number", "url", "hidden", "password", "date", "time", "checkbox", "search", "tel", "input")
_OPTIONS: dict[str, Callable[[Widget], str]] = {
    f"{_FOLDER}select_option.html": _select_option,
    f"{_FOLDER}checkbox_option.html": _labelled_input,
    f"{_FOLDER}radio_option.html": _labelled_input,
}
_WRITERS: dict[str, Callable[[Widget], str]] = {
    **{f"{_FOLDER}{name}.html": _input for name in _INPUTS},
    **_OPTIONS,
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
    f"{_FOLDER}radio.html": _group,
    f"{_FOLDER}checkbox_select.html": _group,
    f"{_FOLDER}multiple_input.html": _group,
}
