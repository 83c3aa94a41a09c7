"""Send the invitations and the reminders: how many people, what the mail says, and only then the button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from mailing.domain.composing import ComposedMail
from mailing.domain.letters import letter_kind
from mailing.domain.senders import sender_of
from mailing.domain.writing import write_letter
from registrations.domain.inviting_mail import may_mail, send_invitations, send_reminders, to_remind, unsent
from registrations.domain.window import window_of
from registrations.forms.inviting import ReminderForm
from registrations.models import InvitationReminder
from registrations.views.inviting_base import InvitingView


class InvitationsSendView(InvitingView):
    """Invite, remind now, and choose moments to remind."""

    template_name = "registrations/admin/invitations_send.html"
    page_title = gettext_lazy("Send and remind")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Numbers, texts, moments."""
        kwargs.setdefault("form", ReminderForm())
        return super().get_context_data(
            to_invite=unsent(self.event).count(),
            to_remind=to_remind(self.event).count(),
            may_invite=may_mail(self.event),
            may_remind=window_of(self.event).is_open,
            invitation=self._letter("registrations.invitation"),
            reminder=self._letter("registrations.invitation_reminder"),
            moments=self.scoped(InvitationReminder),
            **kwargs,
        )

    def _letter(self, name: str) -> ComposedMail | None:
        """The mail as an example person would get it."""
        kind, language = letter_kind(name), get_language() or "nl"
        if kind is None:
            return None
        values = kind.example(self.event, language)
        return write_letter(kind, event=self.event, language=language, values=values, sender=sender_of(self.event))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One press: invite, remind, add a moment or take one away."""
        action = request.POST.get("action", "")
        if action == "invite":
            number = send_invitations(self.event)
            words = ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", number)
            messages.success(request, words % {"count": number})
        elif action == "remind":
            number = send_reminders(self.event)
            words = ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", number)
            messages.success(request, words % {"count": number})
        elif action == "add":
            form = ReminderForm(request.POST)
            if not form.is_valid():
                return self.shown(form=form, status=422)
            InvitationReminder.objects.get_or_create(event=self.event, due_at=form.cleaned_data["due_at"])
            messages.success(request, _("The moment is kept."))
        elif action.startswith("remove-") and action[7:].isdecimal() and len(action) < 26:
            get_object_or_404(self.scoped(InvitationReminder), pk=int(action[7:])).delete()
            messages.success(request, _("The moment is gone."))
        return redirect("registrations_admin:invitations_send", self.event.pk)
