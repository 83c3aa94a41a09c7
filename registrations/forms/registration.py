"""The public form of one event. Everything typed stays, whatever goes wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.domain.asking import questions_of
from registrations.domain.registering import RegistrationData
from registrations.domain.rules import rules_of
from registrations.enums import RegistrationState
from registrations.forms.groups import GroupFields
from registrations.forms.needs import NeedsFields
from registrations.forms.person import PersonFields
from registrations.forms.promised import PromisedFields
from registrations.forms.questions import QuestionFields
from registrations.forms.safety import SafetyFields


class RegistrationForm(NeedsFields, SafetyFields, GroupFields, PersonFields, QuestionFields, PromisedFields):
    """Sections of the form are classes of their own; each says what it gives to the domain."""

    # Nobody sees this field; who fills it in is a program.
    subject = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rules_of(self.event).has_exchange:
            del self.fields["shares_contact"]
        self.add_questions(questions_of(self.event), self.sectors_by_id)

    @property
    def is_from_a_program(self) -> bool:
        """Whether the invisible field was filled in."""
        return bool(self.data.get("subject"))

    @property
    def promised(self) -> RegistrationState | None:
        """What the form said would happen; of a group that it showed as full, the waiting list."""
        return RegistrationState.WAITLISTED if self.was_shown_full else super().promised

    def to_data(self, *, language: str) -> RegistrationData:
        """What was filled in, for the domain."""
        values: dict[str, Any] = {**self.person_values(), **self.needs_values(), **self.safety_values()}
        values |= self.group_values()
        return RegistrationData(
            language=language,
            choices=self.choices,
            waits=self.waits,
            rankings=self.rankings,
            questions=tuple(self.questions),
            answers=self.given,
            **values,
        )
