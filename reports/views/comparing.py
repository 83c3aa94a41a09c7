"""How Wagtail's page that compares two versions shows the text of a report."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin.compare import StreamFieldComparison

from reports.domain.refreshing.versions import compare_versions


class BodyComparison(StreamFieldComparison):
    """What differs, block by block; what does not is counted. Keys and fingerprints are no text."""

    def htmldiff(self) -> SafeString:
        """The differences as HTML."""
        before, after = ([dict(child) for child in value.raw_data] for value in (self.val_a, self.val_b))
        return render_to_string("reports/admin/compared_body.html", {"differences": compare_versions(before, after)})
