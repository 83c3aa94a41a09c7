"""The cards behind the drafted text."""

from typing import Any

from django.utils.translation import gettext_lazy

from reports.domain.drafting import report_language
from reports.domain.noted import noted_by_prompt
from reports.views.signoff import ReportAdminView
from workshops.domain.reading import captured


class NotedView(ReportAdminView):
    """Everything that was noted, under its prompt, with where it was said. It stays inside: readers see the report."""

    template_name = "reports/admin/noted.html"
    page_title = gettext_lazy("What was noted")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The prompts with their cards."""
        noted = noted_by_prompt(captured(self.event, report_language(self.event)))
        return super().get_context_data(report=self.report, noted=noted, **kwargs)
