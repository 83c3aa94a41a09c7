"""What the history of a verslag tells besides what Wagtail writes there itself. Never with a name from outside."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "sign_off_start": _("Start the sign-off round"),
    "sign_off_answer": _("Answer of a reader"),
    "sign_off_end": _("End the sign-off round"),
    "redline_received": _("A Word file of a reader came in"),
    "redline": _("Take over changes from a Word file"),
    "drafted_by_itself": _("Draft the report after the last hand-in"),
    "refresh": _("Bring up to date with the facts"),
    "review": _("Ready to be checked"),
    "back_to_draft": _("Back to draft"),
    "approve": _("Approve"),
    "finding_seen": _("Warning of the review list seen"),
    "returned": _("Mail the report to the attendees"),
    "version": _("Keep a published version"),
    "photo": _("Put a photo of a flip chart in the report"),
    "quote_asked": _("Ask somebody about a quote"),
    "quote_answer": _("Answer about a quote"),
    "quote_decided": _("Decide about a quote"),
    "quote_withdrawn": _("Take a quote out on request"),
}
