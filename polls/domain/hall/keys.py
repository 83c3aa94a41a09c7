"""What rows of an open session say of a voter: HMACs under a key that is destroyed when the session closes."""

import hmac

from polls.domain.voters import VOTER_ID_BYTES

KEY_BYTES = 32


def supporter_key(box_key: bytes, voter_id: bytes) -> bytes:
    """The same for all questions of a session, so that questions can be merged without counting anybody twice."""
    return hmac.digest(box_key, b"support:" + voter_id, "sha256")[:VOTER_ID_BYTES]


def author_key(box_key: bytes, voter_id: bytes) -> bytes:
    """Another one than the supporter's: what somebody asked is not tied to what they supported."""
    return hmac.digest(box_key, b"ask:" + voter_id, "sha256")[:VOTER_ID_BYTES]
