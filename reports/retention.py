"""What the reports app holds about people (D14): words of people who agreed, names said in public."""

from core.retention import Expiry, PersonalField, declare, declare_impersonal


def declare_fields() -> None:
    """Declare every field of the app's models."""
    declare(
        "reports.ReportPage",
        personal={
            "body": PersonalField(
                purpose="the report: quotes of people who agreed, speakers and owners of agreements by name",
                readers="everyone, once published",
                expiry=Expiry.REPORT,
            ),
        },
        impersonal=["introduction"],
    )
    declare_impersonal("reports.ReportTag", "The topics of a report.")
