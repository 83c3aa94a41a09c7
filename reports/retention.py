"""What the reports app holds about people (D14): words of people who agreed, names said in public."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal


def declare_fields() -> None:
    """Declare every field of the app's models."""
    declare(
        "reports.ReportPage",
        personal={
            "body": PersonalField(
                purpose=_("the report: quotes of people who agreed, speakers and owners of agreements by name"),
                readers=_("everyone, once the report is published"),
                expiry=Expiry.REPORT,
            ),
        },
        impersonal=["introduction"],
    )
    declare_impersonal("reports.ReportTag", "The topics of a report.")
