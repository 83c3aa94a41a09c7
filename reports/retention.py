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
        impersonal=["introduction", "introduction_mark", "has_chapters", "in_words"],
    )
    declare_impersonal("reports.ReportTag", "The topics of a report.")
    declare_impersonal("reports.ReportTemplate", "Parts, headings and fixed text of a report; checked for persons.")
    declare_impersonal("reports.ReportPlan", "What the report of a meeting looks like.")
    declare_impersonal("reports.ComparedMeeting", "Which meetings a report compares.")
    declare_impersonal("reports.ReferenceDocument", "Styles of an organisation's files; names of makers are taken out.")
    declare_impersonal("reports.ReportBundle", "Files of a report, as the page itself; removed after a day.")
    _declare_sign_off()
    _declare_quotes()
    _declare_versions()


def _declare_sign_off() -> None:
    reporters = _("the reporter and the organisers")
    reader = PersonalField(_("to ask somebody to read the draft of a report"), reporters, Expiry.EVENT)
    said = PersonalField(_("what a reader says of the draft of a report"), reporters, Expiry.EVENT)
    declare(
        "reports.SignOffReader",
        personal={
            **dict.fromkeys(("name", "email", "role"), reader),
            **dict.fromkeys(("answer", "condition", "answered_at", "was_late"), said),
        },
        impersonal=["is_handled"],
    )
    declare(
        "reports.SignOffComment",
        personal={"text": said, "written_at": said},
        impersonal=["block_id", "place", "is_handled"],
    )
    account = PersonalField(
        _("account of an organiser or colleague: to sign in and to see who did what"),
        _("administrators"),
        Expiry.ACCOUNT,
    )
    declare(
        "reports.SignOffRound",
        personal={"started_by": account},
        impersonal=[
            *("answer_by", "message", "remind_days", "offers_files", "started_at", "reminded_at", "ended_at"),
        ],
    )
    _declare_redline(said, account)


def _declare_redline(said: PersonalField, account: PersonalField) -> None:
    declare(
        "reports.RedlineFile",
        personal={**dict.fromkeys(("name", "content", "received_at"), said), "received_by": account},
        impersonal=["size", "sha256"],
    )
    words = ("before", "after", "follows", "pieces", "remark", "author", "written_at")
    declare(
        "reports.RedlineChange",
        personal={**dict.fromkeys(words, said), "decided_by": account},
        impersonal=["position", "block_id", "place", "sort", "state", "taken_parts", "decided_at", "is_handled"],
    )


def _declare_quotes() -> None:
    reporters = _("the reporter and the organisers")
    words = PersonalField(
        _("the exact words that somebody is quoted with, and whether they agree"), reporters, Expiry.REPORT
    )
    contact = PersonalField(_("to ask somebody whether a quote is right"), reporters, Expiry.EVENT)
    declare(
        "reports.QuoteConsent",
        personal={
            **dict.fromkeys(("name", "email", "registration"), contact),
            **dict.fromkeys(("text", "attribution", "own_wording", "state", "answered_at"), words),
        },
        impersonal=["block_id", "reason", "asked_at", "mark"],
    )


def _declare_versions() -> None:
    account = PersonalField(
        _("account of an organiser or colleague: to sign in and to see who did what"),
        _("administrators"),
        Expiry.ACCOUNT,
    )
    kept = PersonalField(
        _("the report as it was published: quotes of people who agreed, speakers and owners of agreements by name"),
        _("everyone, once the report is published"),
        Expiry.REPORT,
    )
    declare(
        "reports.PublishedVersion",
        personal={"content": kept, "published_by": account},
        impersonal=["number", "published_at", "note", "category", "results", "build", "is_complete", "removed_at"],
    )
    declare(
        "reports.PublishedFile",
        personal={"content": kept},
        impersonal=["filename", "mime", "size", "sha256", "made_at"],
    )
    declare("reports.ReportStage", personal={"approved_by": account}, impersonal=["stage", "returned_at", "changed_at"])
    mailed = PersonalField(_("to mail the report to each attendee and owner once"), _("the organisers"), Expiry.EVENT)
    declare(
        "reports.ReturnedMail",
        personal={"registration": mailed, "contact": mailed, "queued_at": mailed},
        impersonal=["page"],
    )
    declare("reports.SeenFinding", personal={"seen_by": account}, impersonal=["key", "seen_at"])
