"""The controls that we write ourselves are those of Django's templates."""

import datetime

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template.loader import render_to_string
from django.test.html import parse_html
from django.utils.safestring import mark_safe

from core.form_rendering import _WRITERS, LeanRenderer

HOSTILE = ['"><script>alert(1)</script>', "a & b", "' onfocus='x", "€ 1.000,5", "\x00", "x" * 300, ""]
CHOICES = [("", "Kies…"), (1, "Eén & meer"), ("Groep <b>", [("a", "A"), ("b", '"B"')]), (None, mark_safe("<i>ja</i>"))]
ATTRIBUTES = [{}, {"id": "id_x", "class": "a b", "required": True, "disabled": False, "data-n": 1000, "title": '"<'}]


class OwnOption(forms.Select):
    """A widget whose options have another template."""

    option_template_name = "django/forms/widgets/checkbox_option.html"


WIDGETS = [
    *(getattr(forms, f"{name}Input") for name in ("Text", "Email", "Number", "URL", "Hidden", "Password", "Checkbox")),
    *(forms.DateInput, forms.TimeInput, forms.Textarea),
    *(forms.Select, forms.SelectMultiple, forms.RadioSelect, forms.CheckboxSelectMultiple, OwnOption),
    *(forms.NullBooleanSelect, forms.ClearableFileInput),
]
VALUES = [None, *HOSTILE, 1, 1234.5, True, False, datetime.date(2015, 3, 5), mark_safe("<u>")]


@pytest.mark.parametrize("attributes", ATTRIBUTES)
@pytest.mark.parametrize("widget_class", WIDGETS)
def test_control_is_what_the_templates_give(widget_class, attributes):
    is_choice = issubclass(widget_class, forms.widgets.ChoiceWidget) and widget_class is not forms.NullBooleanSelect
    widget = widget_class(attrs=attributes, choices=CHOICES) if is_choice else widget_class(attrs=attributes)
    is_group = isinstance(widget, forms.widgets.ChoiceWidget)
    for value in [[], ["a", "1"], "a", "1", ""] if is_choice else VALUES:
        written = widget.render('na"me', value, renderer=LeanRenderer())
        rendered = widget.render('na"me', value, renderer=TemplatesSetting())
        # The templates of options end in empty lines.
        assert parse_html(written) == parse_html(rendered) if is_group else written == rendered


def test_hostile_value_is_escaped():
    assert "<script>" not in forms.TextInput().render("x", HOSTILE[0], renderer=LeanRenderer())


def test_common_controls_need_no_template(monkeypatch):
    monkeypatch.setattr(TemplatesSetting, "get_template", None)
    assert len(_WRITERS) > 12
    widget = forms.Select(choices=CHOICES)
    assert "<optgroup" in widget.render("x", "a", renderer=LeanRenderer())
    with pytest.raises(TypeError):
        forms.ClearableFileInput().render("x", None, renderer=LeanRenderer())


@pytest.mark.parametrize(("label", "shown"), [("Naam", "Naam:"), ("Wat moet er anders?", "Wat moet er anders?")])
def test_error_stands_behind_its_label_and_a_question_gets_no_colon(label, shown):
    form = type("OneField", (forms.Form,), {"x": forms.CharField(label=label)})({})
    assert f">{shown} " in render_to_string("core/forms/errors.html", {"form": form})
