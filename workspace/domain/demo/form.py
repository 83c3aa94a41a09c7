"""Shows what the form can ask: questions with conditions, a set, the exchange, and who arranges needs."""

from core.enums import Role
from core.models import EventRole, User
from events.models import EventPage
from registrations.domain.apart import keep_apart
from registrations.domain.question_editing import QuestionDraft, save_as_set, save_question
from registrations.enums import PhotoConsent, QuestionKind
from registrations.models import FormQuestion, Registration, RegistrationRules
from workspace.domain.demo.site import LOGIN

SET = "Vervoer en voorbereiding"


def show_form(event: EventPage, registered: list[Registration]) -> None:
    """Questions, roles and wishes of an upcoming event; all people are invented."""
    RegistrationRules.objects.update_or_create(event=event, defaults={"has_exchange": True})
    _ask(event)
    save_as_set(event, SET)
    give_needs_role(event)
    for registration in registered[:4]:
        registration.shares_contact = True
    first, second, third = registered[:3]
    first.badge_name = first.name.split()[0]
    second.photo_consent = PhotoConsent.NO
    third.asks_contact_person = True
    Registration.objects.bulk_update(
        registered[:4], ["shares_contact", "badge_name", "photo_consent", "asks_contact_person"]
    )
    keep_apart(first, third, note="Kennen elkaar uit een eerdere zaak (verzonnen).")


def give_needs_role(event: EventPage) -> None:
    """The demo's organiser also arranges access and food."""
    EventRole.objects.get_or_create(event=event, user=User.objects.get(username=LOGIN), role=Role.NEEDS)


def _ask(event: EventPage) -> None:
    travel = _question(event, QuestionKind.CHOICE, "Hoe komt u?", options=("Met de trein", "Met de auto", "Anders"))
    car = travel.options.get(text="Met de auto")
    parking = QuestionDraft(
        values={"text": "Wilt u een parkeerplaats?", "help_text": "Er zijn er twintig."},
        options=[(None, "Ja"), (None, "Nee")],
        depends_on=travel.pk,
        depends_options=[car.pk],
    )
    save_question(FormQuestion(event=event, kind=QuestionKind.CHOICE), parking)
    _question(event, QuestionKind.LONG_TEXT, "Welke vraag uit uw praktijk brengt u mee?")
    _question(event, QuestionKind.CONSENT, "Mijn vraag mag zonder mijn naam op het scherm komen")


def _question(event: EventPage, kind: QuestionKind, text: str, *, options: tuple[str, ...] = ()) -> FormQuestion:
    draft = QuestionDraft(values={"text": text}, options=[(None, option) for option in options])
    return save_question(FormQuestion(event=event, kind=kind), draft)
