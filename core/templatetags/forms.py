"""What the form templates ask of a field."""

from django import template
from django.forms import BoundField, CheckboxInput

register = template.Library()


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the field is one checkbox, whose label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def focus_id(field: BoundField) -> str:
    """The id of the element that a link in the error summary leads to: of a group, its first choice."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def lead_in(field: BoundField) -> str:
    """The field's label before its error: with a colon, unless it is a question."""
    label = str(field.label)
    return label if label.endswith(("?", "!", ":", ".")) else f"{label}:"
