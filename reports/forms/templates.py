"""What the reporter chooses before a draft is made, and what an organisation keeps for its next reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.enums import EventKind
from events.models import EventPage
from reports.domain.public_facts import MOST_COMPARED, offered_meetings
from reports.domain.templates.choosing import BUILT_IN, choose_layout, compared_events, plan_of, templates_for
from reports.domain.templates.keeping import OwnText
from reports.enums import ReportKind
from reports.models import ReportPlan
from workshops.forms.fields import TypedText

OWN = "own-"
EXPLAINED: dict[str, str | Promise] = {
    ReportKind.SHORT: _("One page: the meeting, who was there, what was said, what the polls say, what was agreed."),
    ReportKind.FULL: _("Everything that was captured, with the figures of polls and who was there."),
    ReportKind.CHAPTERS: _(
        "A summary box, a chapter for every plenary item, poll and workshop, recommendations, response, an appendix "
        "and a colophon. What is missing is named."
    ),
    ReportKind.SERIES: _(
        "For a masterclass: attendance per date, what every date and group yielded, and the whole series."
    ),
    ReportKind.COMPARISON: _(
        "This meeting beside others of your organisation: attendance, the same questions, outcomes under each prompt."
    ),
}


@dataclass(frozen=True)
class Offer:
    """One template as it is offered: its value in the form, name and explanation."""

    value: str
    name: str | Promise
    explanation: str | Promise
    is_chosen: bool


class ChoiceForm(forms.Form):
    """Which template, with or without numbers, and which meetings are compared."""

    layout = forms.ChoiceField(label=_("Template"))
    in_words = forms.BooleanField(
        label=_("Without numbers"),
        required=False,
        help_text=_("Groups are named in words (“a few”, “about half”, “most”); no counts, percentages or figures."),
    )
    compared = forms.ModelMultipleChoiceField(
        label=_("Meetings to compare with"),
        queryset=EventPage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the published report of such a meeting tells is used."),
    )

    def __init__(self, event: EventPage, *args: Any, **kwargs: Any) -> None:
        self.event = event
        self.plan = plan_of(event)
        self.kept = {f"{OWN}{template.pk}": template for template in templates_for(event)}
        super().__init__(*args, **{"initial": self._initial(), **kwargs})
        kinds = [(kind.value, kind.label) for kind in BUILT_IN]
        own = [(value, template.title) for value, template in self.kept.items()]
        layout, compared = self.fields["layout"], self.fields["compared"]
        layout.choices = [*kinds, *own]  # type: ignore[attr-defined]  # a ChoiceField
        offered = [one.pk for one in offered_meetings(event)]
        compared.queryset = EventPage.objects.filter(pk__in=offered)  # type: ignore[attr-defined]  # a model choice
        compared.queryset = compared.queryset.order_by("title", "pk")  # type: ignore[attr-defined]

    def offers(self) -> Iterable[Offer]:
        """The templates with what they are."""
        chosen = self["layout"].value()
        for value, name in self.fields["layout"].choices:  # type: ignore[attr-defined]  # a ChoiceField
            explanation = EXPLAINED.get(value, _("A template that your organisation kept."))
            yield Offer(value, name, explanation, is_chosen=value == chosen)

    def clean(self) -> dict[str, Any]:
        """A comparison needs another meeting, and not too many of them."""
        data: dict[str, Any] = super().clean() or {}
        compared = data.get("compared") or []
        if data.get("layout") == ReportKind.COMPARISON and not compared:
            self.add_error("compared", _("Choose at least one other meeting."))
        if len(compared) > MOST_COMPARED:
            self.add_error("compared", forms.ValidationError(_("At most %(most)s meetings.") % {"most": MOST_COMPARED}))
        return data

    def choose(self) -> ReportPlan:
        """Write the choice down."""
        value = self.cleaned_data["layout"]
        template = self.kept.get(value)
        return choose_layout(
            self.event,
            kind=ReportKind.OWN if template else ReportKind(value),
            template=template,
            in_words=self.cleaned_data["in_words"],
            compared=list(self.cleaned_data["compared"]),
        )

    def _initial(self) -> dict[str, Any]:
        if self.plan is None:
            is_series = self.event.kind == EventKind.MASTERCLASS
            return {"layout": ReportKind.SERIES if is_series else ReportKind.FULL}
        layout = self.plan.kind
        if layout == ReportKind.OWN:
            layout = f"{OWN}{self.plan.template_id}"
        return {
            "layout": layout,
            "in_words": self.plan.in_words,
            "compared": [one.pk for one in compared_events(self.plan)],
        }


class TitleForm(forms.Form):
    """What a template is called."""

    title = TypedText(label=_("Name of the template"), max_length=120)


class KeepForm(TitleForm):
    """The title, and which texts that people wrote go along."""

    kept = forms.MultipleChoiceField(
        label=_("Fixed text"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose only text that fits every meeting."),
    )

    def __init__(self, texts: Iterable[OwnText], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = list(texts)
        self.fields["kept"].choices = [(one.id, one.text[:80]) for one in self.texts]  # type: ignore[attr-defined]

    def rows(self) -> Iterable[tuple[OwnText, bool]]:
        """Every text with whether it was ticked."""
        ticked = self["kept"].value() or []
        return [(one, one.id in ticked) for one in self.texts]
