"""The organiser's page with the rules of registration."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.domain.rules import RulesChanged, save_rules
from registrations.forms.rules import RulesForm


class RulesView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """All rules of one event on one page. Two organisers at once never overwrite each other."""

    template_name = "registrations/admin/rules.html"
    header_icon = "list-ul"
    page_title = gettext_lazy("Registration rules")
    changed_meanwhile = False

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, registrations, rules."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": "", "label": _("Registration rules")},
        ]

    @cached_property
    def form(self) -> RulesForm:
        """The form, with what was typed."""
        return RulesForm(self.request.POST if self.request.method == "POST" else None, event=self.event)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or show again what was typed with what is wrong."""
        if self.form.is_valid():
            try:
                save_rules(
                    self.event,
                    based_on=self.form.cleaned_data["version"],
                    values=self.form.values,
                    quotas=self.form.quotas,
                )
            except RulesChanged as error:
                self.form.add_error(None, str(error))
                self.changed_meanwhile = True
            else:
                messages.success(request, _("The registration rules are saved."))
                return redirect("registrations_admin:rules", self.event.pk)
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form."""
        return super().get_context_data(form=self.form, changed_meanwhile=self.changed_meanwhile, **kwargs)
