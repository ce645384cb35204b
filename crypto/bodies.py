"""Content encrypted under the secret of an epoch, bound to its place in a feed.

    body = 0x01 | salt 24 | XChaCha20-Poly1305(key, nonce = salt, aad, pad(plaintext))
    key  = K(epoch secret, "org1/body-key", aad | salt)
    pad  = marker and zeros, to 256 bytes or the next Padmé size

`aad` is the place: the caller puts scope, author, sequence number and backlink into it, all of fixed width. A
body that another member copies into a post of their own, or that is played back later, does not open.

XChaCha20-Poly1305 alone lets one ciphertext open under two keys. The key here comes from an epoch secret to
which the circle holds a commitment, so a body shows the same text to everybody who opens it. The salt makes
every body unlike any other, so its digest confirms no guess at a short text once the body is erased.
"""

import nacl.exceptions
from nacl import bindings

from crypto import labels, padding
from crypto.errors import MalformedKeyError, UnopenableError
from crypto.hashing import KEY_BYTES, derive

BODY_VERSION = b"\x01"
SALT_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES  # 24, enough to be drawn at random
TAG_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES  # 16

# What a header may announce. A photo travels beside the body, so text, poll and thumbnail have room.
MAX_BODY_BYTES = 65536

# Most posts, comments and reactions are shorter, and so look alike.
MIN_PADDED_BYTES = 256

_ENVELOPE_BYTES = len(BODY_VERSION) + SALT_BYTES + TAG_BYTES


def seal_body(epoch_secret: bytes, aad: bytes, plaintext: bytes) -> bytes:
    """Return `plaintext` as a body that holders of `epoch_secret` can open at the place `aad`.

    Args:
        epoch_secret: 32 secret bytes.
        aad: The place, in fields of fixed width. It is needed again to open.
        plaintext: At most `max_plaintext_bytes()` bytes.

    Raises:
        MalformedKeyError: The secret has another length.
        ValueError: The plaintext is too long.
    """
    if len(plaintext) > max_plaintext_bytes():
        raise ValueError(f"a body holds at most {max_plaintext_bytes()} bytes, got {len(plaintext)}")
    return _seal_with_salt(epoch_secret, aad, plaintext, bindings.randombytes(SALT_BYTES))


def open_body(epoch_secret: bytes, aad: bytes, body: bytes) -> bytes:
    """Return the plaintext of `body`, which was sealed under `epoch_secret` for the place `aad`.

    Raises:
        MalformedKeyError: The secret has another length.
        UnopenableError: The body is damaged, of an unknown version, or belongs to another secret or place.
    """
    if not _ENVELOPE_BYTES < len(body) <= MAX_BODY_BYTES or not body.startswith(BODY_VERSION):
        raise UnopenableError(f"body of {len(body)} bytes")
    salt = body[len(BODY_VERSION) :][:SALT_BYTES]
    ciphertext = body[len(BODY_VERSION) + SALT_BYTES :]
    try:
        padded = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            ciphertext, aad, salt, _body_key(epoch_secret, aad, salt)
        )
    except nacl.exceptions.CryptoError as cause:
        raise UnopenableError(f"body of {len(body)} bytes") from cause
    return unpad(padded)


def pad(data: bytes) -> bytes:
    """Return `data` padded so that its size tells little: to 256 bytes, or to the next Padmé size."""
    return padding.fill(data, _padded_bytes(len(data)))


def unpad(padded: bytes) -> bytes:
    """Return the data that `pad` padded.

    Raises:
        UnopenableError: `pad` would not have made these bytes.
    """
    data = padding.strip(padded)
    if _padded_bytes(len(data)) != len(padded):
        raise UnopenableError(f"padding of {len(padded)} bytes")
    return data


def body_overhead(plaintext_bytes: int) -> int:
    """Return by how many bytes a body is longer than its plaintext of `plaintext_bytes`."""
    return _ENVELOPE_BYTES + _padded_bytes(plaintext_bytes) - plaintext_bytes


def max_plaintext_bytes() -> int:
    """Return the length of the longest plaintext whose body still fits `MAX_BODY_BYTES`."""
    return _MAX_PLAINTEXT_BYTES


def _padded_bytes(data_bytes: int) -> int:
    return max(MIN_PADDED_BYTES, padding.padme(data_bytes + padding.MARKER_BYTES))


def _longest_plaintext() -> int:
    # Counting down stops within one Padmé step, about two thousand.
    length = MAX_BODY_BYTES - _ENVELOPE_BYTES
    while length + body_overhead(length) > MAX_BODY_BYTES:
        length -= 1
    return length


_MAX_PLAINTEXT_BYTES = _longest_plaintext()


def _seal_with_salt(epoch_secret: bytes, aad: bytes, plaintext: bytes, salt: bytes) -> bytes:
    key = _body_key(epoch_secret, aad, salt)
    ciphertext = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(pad(plaintext), aad, salt, key)
    return BODY_VERSION + salt + ciphertext


def _body_key(epoch_secret: bytes, aad: bytes, salt: bytes) -> bytes:
    if len(epoch_secret) != KEY_BYTES:
        raise MalformedKeyError("epoch secret", len(epoch_secret), KEY_BYTES)
    # The salt has a fixed width and comes last, so where the place ends is never in doubt.
    return derive(epoch_secret, labels.BODY_KEY, aad + salt)
