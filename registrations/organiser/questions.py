"""What organisers see of the questions: a link above the list, and the answers of one person."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.domain.answering import in_words
from registrations.domain.asking import has_questions
from registrations.models import Answer, Registration
from registrations.organiser.parts import DetailPanel, ListLink, register_list_links, register_panels


def register_questions() -> None:
    """Tell the organiser's pages."""
    register_list_links(list_links)
    register_panels(panels)


def list_links(request: HttpRequest, event: EventPage) -> Iterable[ListLink]:
    """The questions of the form."""
    address = reverse("registrations_admin:questions", args=[event.pk])
    return [ListLink(_("Questions on the form"), address, icon="form", order=60, in_menu=True)]


def panels(request: HttpRequest, registration: Registration) -> Iterable[DetailPanel]:
    """The answers, in the order of the form, and the way to change them; nothing for an event that asks nothing."""
    by_question: dict[int, list[Answer]] = {}
    for answer in registration.answers.select_related("question", "option"):
        by_question.setdefault(answer.question_id, []).append(answer)
    is_asked = has_questions(registration.event)
    if not by_question and not is_asked:
        return []
    context = {
        "answers": [(found[0].question.text, in_words(found)) for found in by_question.values()],
        "is_asked": is_asked,
    }
    template = "registrations/admin/panels/answers.html"
    return [DetailPanel("answers", _("Answers"), template, context, icon="form", order=25)]
