"""The code on a certificate and the fingerprints that are kept of it (decision 0141).

The code follows from the site's secret and the registration, so that it can be printed again while the
person is known, and from nothing at all when the registration is gone.
"""

import base64
import hashlib
import hmac
import re
import unicodedata

from django.conf import settings
from django.utils.crypto import constant_time_compare

from registrations.models import Registration

LENGTH = 16  # letters of five bits


def code_of(registration: Registration, serial: int) -> str:
    """The code of a registration's certificate: 80 bits, in letters and digits that are not mistaken (RFC 4648)."""
    key = hashlib.sha256(f"plenair.certificate:{settings.SECRET_KEY}".encode()).digest()
    digest = hmac.new(key, f"{registration.reference}:{serial}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest)[:LENGTH].decode()


def in_groups(code: str) -> str:
    """The code as people read it: four groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def clean_code(typed: str) -> str:
    """What somebody typed as a code: dashes, blanks and capitals do not matter. Empty: this can be no code."""
    found = re.sub(r"[\s\-–.]", "", typed).upper().replace("0", "O").replace("1", "I").replace("8", "B")
    return found if re.fullmatch(rf"[A-Z2-7]{{{LENGTH}}}", found) else ""


def hash_of_code(code: str) -> str:
    """The fingerprint by which a certificate is found."""
    return hashlib.sha256(f"plenair.certificate:{code}".encode()).hexdigest()


def hash_of_name(code: str, name: str) -> str:
    """The fingerprint of initial and surname, made with the code as its key: without the code it tells nothing."""
    return hmac.new(code.encode(), name_key(name).encode(), hashlib.sha256).hexdigest()


def is_name(code: str, name: str, fingerprint: str) -> bool:
    """Whether somebody's initial and surname are those on the certificate."""
    return bool(name_key(name)) and constant_time_compare(hash_of_name(code, name), fingerprint)


def name_key(name: str) -> str:
    """Initial and surname without accents, capitals, points and further initials: "S.A. de Vries" is "s de vries"."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter)
    )
    words = re.findall(r"\w+", plain)
    if len(words) < 2:
        return " ".join(words)
    return " ".join([words[0][0], *(word for word in words[1:] if len(word) > 1)])
