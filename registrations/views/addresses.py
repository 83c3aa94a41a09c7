"""Correcting an address whose mail comes back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from core.scoped import EventScopedMixin
from registrations.domain.correcting import correct_address
from registrations.domain.errors import RegistrationError
from registrations.models import Registration


class AddressForm(forms.Form):
    """One address."""

    email = forms.EmailField(max_length=254)


class AddressView(EventScopedMixin, View):
    """Takes the right address from the page of a registration."""

    def post(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        """Correct it, send what was held, and go back."""
        registration = get_object_or_404(self.scoped(Registration).select_related("event"), pk=kwargs["pk"])
        form = AddressForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(map(str, form.errors["email"])))
            return redirect("registrations_admin:detail", self.event.pk, registration.pk)
        try:
            number = correct_address(registration, form.cleaned_data["email"], actor=str(request.user))
        except RegistrationError as error:
            messages.error(request, str(error))
        else:
            text = ngettext("%(number)s held mail goes out.", "%(number)s held mails go out.", number)
            messages.success(request, _("The address is corrected.") + " " + text % {"number": number})
        return redirect("registrations_admin:detail", self.event.pk, registration.pk)
