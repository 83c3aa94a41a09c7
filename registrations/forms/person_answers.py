"""The form with which organisers change what somebody answered: the questions and checks of the public form."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from core.models import Sector
from registrations.domain.asking import AskedOption, AskedQuestion, questions_of
from registrations.domain.editing import EditConflict
from registrations.domain.editing_answers import plain_answer, plain_answers
from registrations.enums import CHOICE_KINDS, QuestionKind
from registrations.forms.questions import QuestionFields, name_of
from registrations.models import FormOption, Registration

SEEN_SALT = "registrations.seen_answers"


class PersonAnswersForm(QuestionFields):
    """The answers of one person, with what the page showed when it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, registration: Registration, answers: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sectors = {registration.sector_id, *registration.sectors.values_list("pk", flat=True)}
        self.sectors = {pk for pk in sectors if pk is not None}
        questions = with_own_options(questions_of(registration.event), registration)
        wanted = {pk for question in questions for pk in question.only_sectors} | self.sectors
        self.add_questions(questions, dict(Sector.objects.filter(pk__in=wanted).values_list("pk", "name")))
        self.initial["seen"] = signing.dumps(plain_answers(answers), salt=SEEN_SALT)
        for shown in self.shown_questions():
            field, value = shown.field.field, answers.get(shown.question.id)
            field.help_text = " ".join(filter(None, (shown.condition, str(field.help_text))))
            field.widget.attrs.setdefault("autocomplete", "off")
            several = shown.question.kind == QuestionKind.MULTIPLE
            self.initial[name_of(shown.question)] = [str(pk) for pk in value or []] if several else value

    def chosen_sectors(self) -> Collection[int]:
        """Those of the registration: this form does not change them."""
        return self.sectors

    def clean_seen(self) -> dict[str, Any]:
        """What the page showed; it comes back signed."""
        try:
            shown: dict[str, Any] = signing.loads(self.cleaned_data["seen"], salt=SEEN_SALT)
        except signing.BadSignature as error:
            raise forms.ValidationError(_("This page is out of date. Open it again.")) from error
        return shown

    def add_conflict(self, error: EditConflict, seen: Mapping[str, Any]) -> None:
        """Show at each question what somebody else answered; sending the form again overwrites it knowingly."""
        self.add_error(None, str(error))
        for question in self.questions:
            if str(question.id) in error.theirs:
                words = _in_words(question, error.theirs[str(question.id)])
                text = _("Now it says “%(theirs)s”. Save again to replace that by what you typed.")
                self.add_error(name_of(question), text % {"theirs": words})
        typed: Any = self.data
        self.data = typed.copy()
        known = {**seen, **{pk: plain_answer(value) for pk, value in error.theirs.items()}}
        self.data["seen"] = signing.dumps(known, salt=SEEN_SALT)  # type: ignore[index]  # a copy is mutable


def with_own_options(questions: Sequence[AskedQuestion], registration: Registration) -> list[AskedQuestion]:
    """The questions with the options that this person chose before they were withdrawn: saving never drops them."""
    old: dict[int, list[AskedOption]] = {}
    chosen = FormOption.objects.filter(answers__registration=registration, archived_at__isnull=False)
    for option in chosen.order_by("position", "pk").distinct():
        old.setdefault(option.question_id, []).append(AskedOption(option.pk, option.text))
    return [replace(question, options=(*question.options, *old.get(question.id, ()))) for question in questions]


def _in_words(question: AskedQuestion, value: Any) -> str:
    if value is True:
        return str(_("Yes"))
    if question.kind not in CHOICE_KINDS:
        return str(plain_answer(value) or "–")
    chosen = value if isinstance(value, list) else [value]
    return "; ".join(option.text for option in question.options if option.id in chosen) or "–"
