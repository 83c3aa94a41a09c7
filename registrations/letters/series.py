"""The letters of a masterclass: thank you with the certificate, and what became of an own case."""

from django.utils.translation import gettext_lazy as _

from registrations.domain.series.certificates import certificate_of
from registrations.enums import CaseState
from registrations.enums import RegistrationState as State
from registrations.letters.registry import Letter
from registrations.letters.standard import BUTTON, HELLO
from registrations.models import OwnCase, Registration


def _has_certificate(registration: Registration, about: str) -> bool:
    return certificate_of(registration) is not None


def _has_answer(registration: Registration, about: str) -> bool:
    return OwnCase.objects.filter(registration=registration).exclude(state=CaseState.SENT).exists()


LETTERS = [
    Letter(
        name="certificate",
        title=_("Thank you, with the certificate of attendance"),
        when=_("When you give somebody the certificate of attendance of a masterclass."),
        subject=_("Your certificate of attendance: {event}"),
        body=(
            _("# Thank you for taking part"),
            HELLO,
            _("Thank you for taking part in **{event}**. Your certificate of attendance is ready."),
            _(
                "You download it on your personal page. Who gets it from you can check that it is real with the "
                "code on it, without our telling anybody who you are."
            ),
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        holds=_has_certificate,
        caution=_("Without it people do not hear that their certificate is ready."),
        order=80,
    ),
    Letter(
        name="case_answered",
        title=_("Answer about an own case"),
        when=_("When you approve a case of a masterclass or send it back."),
        subject=_("About your case: {event}"),
        body=(
            _("# There is an answer about your case"),
            HELLO,
            _("The organiser has read the case that you sent in for **{event}**. The answer is on your personal page."),
            BUTTON,
        ),
        states=(State.CONFIRMED,),
        holds=_has_answer,
        order=82,
    ),
]
