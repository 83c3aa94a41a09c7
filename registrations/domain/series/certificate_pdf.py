"""The certificate as PDF/A-2a and PDF/UA-1, set by typst from data."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import segno
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.dates import format_date
from core.origin import absolute
from core.typesetting import typeset
from registrations.domain.printing.paper import meeting_of
from registrations.domain.series.codes import code_of, in_groups
from registrations.models import Certificate, Registration

TEMPLATE = Path(__file__).parents[2] / "typst" / "certificate.typ"


def check_address(code: str) -> str:
    """The public address at which a certificate is checked."""
    return absolute(reverse("registrations:certificate_check", args=[code]))


def certificate_pdf(certificate: Certificate, registration: Registration) -> bytes:
    """The PDF of somebody's certificate, in the person's language. Raises TypesettingError."""
    with translation.override(registration.language):
        code = code_of(registration, certificate.serial)
        address = check_address(code)
        issued = timezone.localdate(certificate.issued_at)
        data = {
            "language": registration.language,
            "accent": meeting_of(registration.event).hue,
            "date": [issued.year, issued.month, issued.day],
            "title": _("Certificate of attendance"),
            "declares": _("Hereby we declare that"),
            "name": registration.name,
            "took_part": _("took part in"),
            "event": registration.event.title,
            "facts": _facts(certificate),
            "place_and_day": _("Given on %(day)s") % {"day": day_in_words(issued)},
            "signed_by": certificate.signed_by,
            "check_title": _("Check this certificate"),
            "check_how": _("Scan the code, or go to %(address)s. The code is %(code)s.")
            % {"address": address, "code": in_groups(code)},
            "qr_alt": _("QR code of the address at which this certificate can be checked"),
        }
    picture = io.BytesIO()
    segno.make(address, micro=False, error="m").save(picture, kind="svg", border=2, xmldecl=False, svgns=True)
    return typeset(TEMPLATE, data, files={"qr.svg": picture.getvalue()}).pdf


def day_in_words(day: date) -> str:
    """The day in words: "5 maart 2015"."""
    return format_date(day, "j F Y")


def number_in_words(number: Decimal) -> str:
    """A number without noughts behind the comma: "10,5"."""
    return number_format(number.normalize() if number % 1 else number.quantize(Decimal(1)), use_l10n=True)


def _facts(certificate: Certificate) -> list[list[str]]:
    """What it was worth, line by line: what, and how much."""
    days = [day_in_words(date.fromisoformat(day)) for day in certificate.days]
    facts = [
        [_("Attended on"), "; ".join(days)],
        [_("Hours"), number_in_words(certificate.hours)],
    ]
    if certificate.points is not None:
        register = f" ({certificate.points_register})" if certificate.points_register else ""
        facts.append([_("Accreditation points"), number_in_words(certificate.points) + register])
    return facts
