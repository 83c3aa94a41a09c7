"""The quotes of a report on the reporter's side: who was asked, what they said, what may be published."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import signed_in
from reports.domain.quoting.asking import UnknownQuote, accept_wording, ask_about_quote, need_nobody
from reports.domain.quoting.listing import ListedQuote, quotes_of
from reports.forms.quotes import AskQuoteForm, NeedNobodyForm
from reports.models import QuoteConsent
from reports.views.signoff import ReportAction, ReportAdminView


@dataclass(frozen=True)
class Row:
    """A quote with the forms to ask or to decide."""

    quote: ListedQuote
    ask_form: AskQuoteForm
    nobody_form: NeedNobodyForm


class QuotesView(ReportAdminView):
    """All quotes of the newest text."""

    template_name = "reports/admin/quotes.html"
    page_title = gettext_lazy("Quotes in the report")
    header_icon = "openquote"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A row per quote."""
        return super().get_context_data(rows=[_row(quote) for quote in quotes_of(self.report)], **kwargs)


def _row(quote: ListedQuote) -> Row:
    consent = quote.consent
    known = {"name": consent.name, "email": consent.email} if consent else {}
    return Row(
        quote,
        AskQuoteForm(auto_id=f"id_{quote.block_id}_%s", initial=known),
        NeedNobodyForm(auto_id=f"id_{quote.block_id}_%s"),
    )


class _QuoteAction(ReportAction):
    back_to = "reports_admin:quotes"

    @property
    def block_id(self) -> str:
        """The quote that was sent."""
        return str(self.request.POST.get("block", ""))


class AskQuoteView(_QuoteAction):
    """Asks the person."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Mail the link."""
        form = AskQuoteForm(request.POST)
        if not form.is_valid():
            return self.back(_("Give a name and an e-mail address."), is_error=True)
        try:
            ask_about_quote(self.report, self.block_id, **form.cleaned_data, actor=signed_in(request))
        except UnknownQuote as refusal:
            return self.back(str(refusal), is_error=True)
        return self.back(_("%(name)s gets a mail with an own link.") % {"name": form.cleaned_data["name"]})


class NeedNobodyView(_QuoteAction):
    """Decides that nobody has to be asked."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep the reason."""
        form = NeedNobodyForm(request.POST)
        if not form.is_valid():
            return self.back(_("Say why no permission is needed."), is_error=True)
        try:
            need_nobody(self.report, self.block_id, **form.cleaned_data, actor=signed_in(request))
        except UnknownQuote as refusal:
            return self.back(str(refusal), is_error=True)
        return self.back(_("Saved."))


class AcceptWordingView(_QuoteAction):
    """Takes the words as the person wrote them."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Replace the words in the draft."""
        consent = get_object_or_404(QuoteConsent, page=self.report, block_id=self.block_id)
        accept_wording(consent, actor=signed_in(request))
        return self.back(_("The words now stand in the draft as the person wrote them."))
