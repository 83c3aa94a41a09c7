"""Organisers' pages about the letters of an event: all of them, and the words of one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from core.permissions import signed_in
from core.scoped import EventScopedMixin
from mailing.domain.letters import LetterKind, allowed_names, letter_kind, letter_kinds
from mailing.domain.previewing import preview_letter
from mailing.domain.senders import sender_of, site_of
from mailing.domain.wordings import (
    EditConflict,
    Owner,
    WordingError,
    back_to_standard,
    changes_of,
    rows_for,
    save_words,
    switch_letter,
    texts_now,
    words_of,
)
from mailing.forms.letters import LetterForm, SenderForm
from mailing.models import EventSender, LetterWording
from mailing.views.base import MailPage


class LettersView(MailPage):
    """Every automatic letter: when it goes, in whose words, and whether it is sent."""

    template_name = "mailing/admin/letters.html"
    header_icon = "mail"

    def get_page_title(self) -> str:
        """Of this page."""
        return _("Automatic letters")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One query for all rows."""
        rows = rows_for(self.event)
        letters = []
        for kind in letter_kinds():
            own, general = rows.get(kind.name, (None, None))
            schedule = kind.schedule(self.event) if kind.schedule else None
            letters.append(
                {"kind": kind, "words": words_of(kind, own, general, "nl"), "own": own, "schedule": schedule}
            )
        return super().get_context_data(letters=letters, sender=sender_of(self.event), **kwargs)


class LetterSwitchView(EventScopedMixin, View):
    """Sends a letter or leaves it out."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """One button, two ways."""
        kind = letter_kind(kwargs["letter"])
        if kind is None:
            raise Http404
        try:
            row = switch_letter(kind, Owner(self.event), on=request.POST.get("on") == "1", actor=signed_in(request))
        except WordingError as error:
            messages.error(request, str(error))
        else:
            text = _("“%(letter)s” is sent.") if row.is_on else _("“%(letter)s” is not sent any more.")
            messages.success(request, text % {"letter": kind.title})
        return HttpResponseRedirect(reverse("event_mail:letters", args=[self.event.pk]))


class LetterView(MailPage):
    """The words of one letter at this event, with a preview; nothing is saved until one saves."""

    template_name = "mailing/admin/letter.html"
    header_icon = "edit"
    of_organisation = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the letter; the organisation's words are for who may change its look."""
        super().setup(request, *args, **kwargs)
        kind = letter_kind(kwargs["letter"])
        if kind is None or (self.of_organisation and not request.user.has_perm("core.change_brandingsettings")):
            raise Http404
        self.kind: LetterKind = kind

    @cached_property
    def owner(self) -> Owner:
        """Whose words are changed."""
        return Owner(site=site_of(self.event)) if self.of_organisation else Owner(self.event)

    @cached_property
    def row(self) -> LetterWording | None:
        """The own words, if there are any."""
        return LetterWording.objects.filter(letter=self.kind.name, **self.owner.lookup()).first()

    def get_page_title(self) -> str:
        """The letter, and whose words."""
        if self.of_organisation:
            return _("%(letter)s: text for all meetings") % {"letter": self.kind.title}
        return str(self.kind.title)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The words as they are now."""
        initial = texts_now(self.kind, self.owner, self.row)
        form = LetterForm(
            initial={**initial, "version": self.row.version if self.row else 0}, event=self.event, kind=self.kind
        )
        return self.render_to_response(self.get_context_data(form=form, texts=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, look, or go back to the standard text."""
        action = request.POST.get("action", "save")
        if action == "standard":  # whatever stands in the form
            no_texts = {"version": request.POST.get("version", "")}
            form = LetterForm(no_texts, event=self.event, kind=self.kind)
        else:
            form = LetterForm(request.POST, event=self.event, kind=self.kind)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, texts=form.texts), status=422)
        if action == "preview":
            return self.render_to_response(self.get_context_data(form=form, texts=form.texts))
        version = form.cleaned_data["version"]
        try:
            if action == "standard":
                back_to_standard(self.kind, self.owner, version=version, actor=signed_in(request))
            else:
                save_words(self.kind, self.owner, form.texts, version=version, actor=signed_in(request))
        except EditConflict as error:
            return self._conflict(form, error)
        messages.success(request, _("The text of “%(letter)s” is saved.") % {"letter": self.kind.title})
        return HttpResponseRedirect(request.path)

    def _conflict(self, form: LetterForm, error: EditConflict) -> HttpResponse:
        """What was typed stays, and saving again overwrites knowingly."""
        form.add_error(None, str(error))
        typed = self.request.POST.copy()
        typed["version"] = str(self.row.version if self.row else 0)
        form.data = typed
        return self.render_to_response(self.get_context_data(form=form, texts=form.texts), status=409)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The preview of the texts at hand, what may be filled in, and who changed it before."""
        return super().get_context_data(
            kind=self.kind,
            own=self.row,
            of_organisation=self.of_organisation,
            may_change_organisation=self.request.user.has_perm("core.change_brandingsettings"),
            previews=preview_letter(self.kind, self.event, kwargs.pop("texts")),
            placeholders=allowed_names(self.kind, "nl").items(),
            changes=changes_of(self.kind, self.owner),
            **kwargs,
        )


class OrganisationLetterView(LetterView):
    """The words of one letter at all meetings of the organisation."""

    of_organisation = True


class LetterPreviewView(EventScopedMixin, View):
    """The preview alone, for the script that shows it while one types. Saves nothing."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """What was typed, as it will look."""
        kind = letter_kind(kwargs["letter"])
        if kind is None:
            raise Http404
        form = LetterForm(request.POST, event=self.event, kind=kind)
        is_valid = form.is_valid()
        context = {"previews": preview_letter(kind, self.event, form.texts), "form": form}
        return render(request, "mailing/admin/previews.html", context, status=200 if is_valid else 422)


class SenderView(MailPage):
    """From whom the mails of this event come."""

    template_name = "mailing/admin/sender.html"
    header_icon = "user"

    def get_page_title(self) -> str:
        """Of this page."""
        return _("Sender")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The sender as it is."""
        return self.render_to_response(self.get_context_data(form=SenderForm(instance=self._row())))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it."""
        form = SenderForm(request.POST, instance=self._row())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        form.save()
        messages.success(request, _("The sender is saved."))
        return HttpResponseRedirect(reverse("event_mail:index", args=[self.event.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The sender as it works out now."""
        return super().get_context_data(sender=sender_of(self.event), **kwargs)

    def _row(self) -> EventSender:
        return EventSender.objects.filter(event=self.event).first() or EventSender(event=self.event)
