"""What each post costs in cryptography; the targets leave room for a machine five times slower than this."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from nacl import bindings

from crypto.bodies import open_body, seal_body
from crypto.keys import SecretKey
from tests.bench.figures import Figure, rate

_PURPOSE = b"bench"


def measure() -> Iterator[Figure]:
    """Measure signatures and bodies of one kilobyte, each beside libsodium's own part of it."""
    message, secret = os.urandom(1000), os.urandom(32)
    key = SecretKey.generate()
    signature = key.sign(_PURPOSE, message)
    body = seal_body(secret, b"", message)
    public, raw = bindings.crypto_sign_keypair()
    signed = bindings.crypto_sign(message, raw)
    nonce = os.urandom(24)
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(message, b"", nonce, secret)
    yield _beside(
        "sign 1 kB", 3_000, lambda: key.sign(_PURPOSE, message), lambda: bindings.crypto_sign(message, raw)
    )
    yield _beside(
        "verify 1 kB",
        1_500,
        lambda: key.public.verify(_PURPOSE, message, signature),
        lambda: bindings.crypto_sign_open(signed, public),
    )
    yield _beside(
        "seal a body of 1 kB",
        5_000,
        lambda: seal_body(secret, b"", message),
        lambda: bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(message, b"", nonce, secret),
    )
    yield _beside(
        "open a body of 1 kB",
        5_000,
        lambda: open_body(secret, b"", body),
        lambda: bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, b"", nonce, secret),
    )


def _beside(
    what: str, least_per_s: float, action: Callable[[], object], bare: Callable[[], object]
) -> Figure:
    floor = rate("", 0, bare).value
    return rate(what, least_per_s, action, f"floor: libsodium alone {floor:,.0f} /s")
