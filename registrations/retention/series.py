"""What a masterclass keeps of people, why, who sees it, and when it goes (D14)."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal

ORGANISERS = _("the organisers of the meeting")
EVERYBODY_WITH_THE_CODE = _("nobody: only a fingerprint is kept, and it needs the code on your certificate")


def declare_series() -> None:
    """Declare every model of a masterclass."""
    _declare_dates()
    _declare_work()
    _declare_certificates()
    declare_impersonal("registrations.SeriesGroup", "A group of a masterclass, as it is announced.")
    declare_impersonal("registrations.SeriesDate", "A date of a masterclass, as it is announced.")
    declare_impersonal("registrations.Material", "Texts, links and files of the organiser.")
    declare_impersonal("registrations.Homework", "Texts, links and files of the organiser.")


def _declare_dates() -> None:
    dates = PersonalField(_("to know on which dates you come"), ORGANISERS, Expiry.EVENT)
    declare("registrations.GroupPlace", personal={"registration": dates, "group": dates}, impersonal=[])
    declare(
        "registrations.CatchUp",
        personal={"registration": dates, "missed": dates, "chosen": dates},
        impersonal=[],
    )


def _declare_work() -> None:
    homework = PersonalField(_("to read your homework and to see that it was handed in"), ORGANISERS, Expiry.EVENT)
    declare(
        "registrations.HandIn",
        personal=dict.fromkeys(("registration", "text", "handed_in_at"), homework),
        impersonal=["homework"],
    )
    declare(
        "registrations.StoredFile",
        personal=dict.fromkeys(("name", "content", "stored_at", "hand_in"), homework),
        impersonal=["content_type", "size", "material", "homework"],
    )
    case = PersonalField(_("to discuss your case in the masterclass"), ORGANISERS, Expiry.NEEDS)
    fields = ("registration", "situation", "question", "tried", "state", "feedback", "sent_at", "decided_at")
    declare("registrations.OwnCase", personal=dict.fromkeys((*fields, "decided_by"), case), impersonal=[])


def _declare_certificates() -> None:
    given = PersonalField(_("to give your certificate of attendance"), ORGANISERS, Expiry.EVENT)
    kept = PersonalField(
        _("so that who gets your certificate can check that it is real"), EVERYBODY_WITH_THE_CODE, Expiry.CERTIFICATE
    )
    impersonal = ("event", "serial", "points", "points_register", "signed_by", "check_until", "withdrawn_at")
    declare(
        "registrations.Certificate",
        personal={
            "registration": given,
            "code_hash": kept,
            "name_hash": kept,
            "days": kept,
            "hours": kept,
            "issued_at": kept,
        },
        impersonal=impersonal,
    )
    declare(
        "registrations.MasterclassRules",
        personal={"signed_by": PersonalField(_("name under the certificates"), _("who gets one"), Expiry.PUBLISHED)},
        impersonal=[
            "event",
            "group_changes_until",
            "required_dates",
            "needs_homework",
            "needs_case",
            "hours",
            "points",
            "points_register",
            "check_years",
            "asks_case",
            "case_until",
            "cases_deleted_on",
        ],
    )
