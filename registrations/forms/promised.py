"""What the form promised when it was shown, and what the loser of a race is told."""

from django import forms

from registrations.enums import RegistrationState


class PromisedFields(forms.Form):
    """The hidden promise; a strange or missing one promises nothing."""

    has_lost_the_race = False

    @property
    def promised(self) -> RegistrationState | None:
        """What the form said would happen."""
        value = self.data.get("promised", "")
        return RegistrationState(value) if value in RegistrationState.values else None

    def add_lost_race(self, message: str) -> None:
        """The place went to somebody else meanwhile: say so, and let the form be sent again for the waiting list."""
        self.has_lost_the_race = True
        self.add_error(None, message)
