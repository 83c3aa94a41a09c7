"""Factories of the registrations app."""

import time
from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from registrations.domain.codes import new_code
from registrations.enums import QuestionKind
from registrations.enums import RegistrationState as State
from registrations.models import FormOption, FormQuestion, Invitation, InvitationCode, Registration
from tests.factories.events import EventPageFactory


class RegistrationFactory(DjangoModelFactory):
    """A confirmed registration; another ``state`` brings the time or number that belongs to it."""

    class Meta:
        model = Registration

    event = factory.SubFactory(EventPageFactory)
    name = factory.Sequence(lambda n: f"Verzonnen Persoon {n}")
    email = factory.Sequence(lambda n: f"persoon{n}@organisatie.example")
    email_key = factory.LazyAttribute(lambda registration: registration.email.lower())
    state = State.CONFIRMED
    confirmed_at = factory.LazyAttribute(lambda item: timezone.now() if item.state == State.CONFIRMED else None)
    cancelled_at = factory.LazyAttribute(lambda item: timezone.now() if item.state == State.CANCELLED else None)
    declined_at = factory.LazyAttribute(lambda item: timezone.now() if item.state == State.DECLINED else None)
    offer_expires_at = factory.LazyAttribute(
        lambda item: timezone.now() + timedelta(days=1) if item.state == State.OFFERED else None
    )
    queue_number = factory.LazyAttribute(
        lambda item: time.time_ns() // 1000 if item.state == State.WAITLISTED else None
    )


class FormQuestionFactory(DjangoModelFactory):
    """A short question of an event; ``options=["a", "b"]`` gives it options."""

    class Meta:
        model = FormQuestion
        skip_postgeneration_save = True

    event = factory.SubFactory(EventPageFactory)
    kind = QuestionKind.SHORT_TEXT
    text = factory.Sequence(lambda n: f"Vraag {n}")
    position = factory.Sequence(lambda n: n)

    @factory.post_generation
    def options(self, create, extracted, **kwargs):
        """In the order given."""
        if create and extracted:
            for number, text in enumerate(extracted):
                FormOption.objects.create(question=self, text=text, position=number)


class InvitationFactory(DjangoModelFactory):
    """Somebody on the list, not mailed yet; ``sent_at`` makes it sent."""

    class Meta:
        model = Invitation

    event = factory.SubFactory(EventPageFactory)
    name = factory.Sequence(lambda n: f"Genodigde {n}")
    email = factory.Sequence(lambda n: f"genodigde{n}@organisatie.example")
    email_key = factory.LazyAttribute(lambda invitation: invitation.email.lower())


class InvitationCodeFactory(DjangoModelFactory):
    """A code without a limit or an end."""

    class Meta:
        model = InvitationCode

    event = factory.SubFactory(EventPageFactory)
    label = factory.Sequence(lambda n: f"Voor groep {n}")
    code = factory.LazyFunction(new_code)
