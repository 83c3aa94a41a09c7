"""The local inbox: what left the house, as it was sent. For organisers, each for their own events."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.base import BaseListingView

from core.permissions import Visitor, events_for
from mailing.domain.letters import letter_kind
from mailing.models import OutboxMessage


def messages_for(user: Visitor) -> QuerySet[OutboxMessage]:
    """All messages for a superuser; for others those of the events that they may run."""
    messages = OutboxMessage.objects.select_related("event").defer("text", "html", "calendar")
    if user.is_authenticated and user.is_active and user.is_superuser:
        return messages
    return messages.filter(event__in=events_for(user).values("pk"))


def title_of(message: OutboxMessage) -> str:
    """The subject; as long as the mail is not written, what letter it will be."""
    if message.subject:
        return message.subject
    kind = letter_kind(message.composer)
    return _("Not written yet: %(letter)s") % {"letter": kind.title} if kind else _("Not written yet")


class InboxView(BaseListingView):
    """All messages in scope, newest first."""

    page_title = gettext_lazy("Inbox")
    header_icon = "mail"
    paginate_by = 30
    index_url_name = "mailing:inbox"
    default_ordering = "-pk"
    columns = [
        TitleColumn("subject", label=gettext_lazy("Subject"), accessor=title_of, url_name="mailing:message"),
        Column("to_address", label=gettext_lazy("To")),
        Column("event", label=gettext_lazy("Event")),
        Column("get_state_display", label=gettext_lazy("State")),
        DateColumn("created_at", label=gettext_lazy("Made at")),
    ]

    def get_base_queryset(self) -> QuerySet[OutboxMessage]:
        """Only messages of the person's events."""
        return messages_for(self.request.user)


class InboxMessageView(WagtailAdminTemplateMixin, TemplateView):
    """One message: HTML in a frame that may do nothing, the text, the calendar."""

    template_name = "mailing/admin/message.html"
    header_icon = "mail"

    @cached_property
    def message(self) -> OutboxMessage:
        """The message, if it is in scope."""
        return get_object_or_404(messages_for(self.request.user).defer(None), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """The subject."""
        return title_of(self.message)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Inbox, then this message."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("mailing:inbox"), "label": _("Inbox")},
            {"url": "", "label": title_of(self.message)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The message."""
        return super().get_context_data(message=self.message, **kwargs)
