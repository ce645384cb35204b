"""Digests and derived keys: BLAKE2b under a label.

    H   digest(label, data)              32 bytes that name `data` for one purpose
    K   derive(key, label, data, size)   a key or token for one purpose, from a key

The label goes into the personalisation field of BLAKE2b (RFC 7693 §2.5 leaves the parameter block to the
implementation; this is the layout of the BLAKE2 paper, §2.8, that libsodium and Python share), padded with
zeros to 16 bytes. Whatever is passed as `data` must be of fixed width or carry its lengths, so that two
different meanings never share their bytes.

Ids are recomputed for every operation that arrives, so this is the busiest code of the package: the state
after the label is kept per label and copied, which leaves about a microsecond per call.
"""

import hashlib
import hmac
from functools import cache

from crypto.errors import MalformedKeyError

DIGEST_BYTES = 32
KEY_BYTES = 32
MAX_LABEL_BYTES = hashlib.blake2b.PERSON_SIZE  # 16

# An invitation's secret has 16 bytes and is the shortest key that is ever used; BLAKE2b takes no more than
# 64. BLAKE2b with an empty key is the keyless hash, so the lower bound also keeps K from silently becoming H.
MIN_KEY_BYTES = 16
MAX_KEY_BYTES = hashlib.blake2b.MAX_KEY_SIZE  # 64


def digest(label: bytes, data: bytes) -> bytes:
    """Return the 32-byte BLAKE2b digest of `data` for the purpose `label`.

    Args:
        label: A constant of `crypto.labels`, 1 to 16 bytes.
        data: Fields of fixed width, or with their lengths in front.

    Raises:
        ValueError: The label is empty or too long.
    """
    state = _labelled_state(label).copy()
    state.update(data)
    return state.digest()


def derive(key: bytes, label: bytes, data: bytes, size: int = KEY_BYTES) -> bytes:
    """Return `size` bytes (1 to 64) that only holders of `key` can compute, for the purpose `label`.

    Different sizes give unrelated results: BLAKE2b hashes the size as well.

    Args:
        key: 16 to 64 secret bytes; 32 everywhere but for the secret of an invitation.
        label: A constant of `crypto.labels`, 1 to 16 bytes.
        data: Fields of fixed width, or with their lengths in front.
        size: How many bytes to return.

    Raises:
        MalformedKeyError: The key is too short or too long.
        ValueError: The label or the size is out of range.
    """
    if not MIN_KEY_BYTES <= len(key) <= MAX_KEY_BYTES:
        raise MalformedKeyError("key to derive from", len(key), KEY_BYTES)
    return hashlib.blake2b(data, digest_size=size, key=key, person=_padded(label)).digest()


def equal(a: bytes, b: bytes) -> bool:
    """Return whether `a` and `b` are the same bytes, in a time that does not tell where they differ."""
    return hmac.compare_digest(a, b)


@cache
def _padded(label: bytes) -> bytes:
    if not 0 < len(label) <= MAX_LABEL_BYTES:
        raise ValueError(f"a label has 1 to {MAX_LABEL_BYTES} bytes, got {len(label)}")
    return label.ljust(MAX_LABEL_BYTES, b"\0")


# As many entries as there are labels. The cached state is only ever copied, so threads may share it.
@cache
def _labelled_state(label: bytes) -> "hashlib.blake2b":
    return hashlib.blake2b(digest_size=DIGEST_BYTES, person=_padded(label))
