"""Secrets sealed for one device: HPKE with X-Wing.

    seal(to, info, plaintext) ──▶ sealed bytes ──▶ SealKey.open(info, sealed)

X-Wing (draft-connolly-cfrg-xwing-kem) combines ML-KEM-768 with X25519, and stays secret while either of the
two
holds: what is recorded today is not opened by a quantum computer later. HPKE (RFC 9180, base mode) puts
HKDF-SHA256 and ChaCha20-Poly1305 behind it. A seal says nothing about who made it: whoever relies on that
signs the operation that carries the seal. `info` names the place of the seal (operation, epoch, recipient),
and a seal moved to another place does not open.

Formats, all as the X-Wing draft has them:

    public key   1216 B = ML-KEM-768 encapsulation key 1184 | X25519 32
    secret key     32 B = seed, expanded with SHAKE-256 to ML-KEM d 32 | z 32 | X25519 32
    sealed        n + 1136 B = ML-KEM ciphertext 1088 | X25519 ephemeral 32 | ciphertext n | tag 16
"""

import hashlib
from dataclasses import dataclass, field

import nacl.exceptions
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from nacl import bindings
from typing_extensions import override

from crypto.errors import MalformedKeyError, UnopenableError

SEAL_KEY_BYTES = 32
SEAL_PUBLIC_KEY_BYTES = 1216
SEAL_OVERHEAD_BYTES = 1136

_MLKEM_PUBLIC_BYTES = 1184
_MLKEM_SEED_BYTES = 64
_X25519_BYTES = 32

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


@dataclass(frozen=True, slots=True, order=True)
class SealPublicKey:
    """The key for which others seal: 1216 bytes, equal and hashable by content.

    Every `SealPublicKey` in hand can be sealed for. That is checked here and not when sealing, because one
    bad key among the members of a circle would otherwise stop everybody from handing out new secrets.
    """

    raw: bytes
    _key: MLKEM768X25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse bytes of another length, an ML-KEM key out of range, and an X25519 point of low order."""
        if len(self.raw) != SEAL_PUBLIC_KEY_BYTES:
            raise MalformedKeyError("SealPublicKey", len(self.raw), SEAL_PUBLIC_KEY_BYTES)
        mlkem_raw, x25519_raw = self.raw[:_MLKEM_PUBLIC_BYTES], self.raw[_MLKEM_PUBLIC_BYTES:]
        try:
            # Any scalar finds a point of low order, since all of them are multiples of the cofactor.
            bindings.crypto_scalarmult(bytes(_X25519_BYTES), x25519_raw)
            key = MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(mlkem_raw), X25519PublicKey.from_public_bytes(x25519_raw)
            )
        except (ValueError, nacl.exceptions.RuntimeError) as cause:
            raise MalformedKeyError("SealPublicKey", len(self.raw), SEAL_PUBLIC_KEY_BYTES) from cause
        object.__setattr__(self, "_key", key)  # the one way to fill a field of a frozen dataclass

    @override
    def __str__(self) -> str:
        """Return the first 8 hex digits, for a log."""
        return self.raw[:4].hex()

    @override
    def __repr__(self) -> str:
        # The whole key would fill a screen.
        return f"SealPublicKey({self})"


@dataclass(frozen=True, slots=True)
class SealKey:
    """The key that opens what was sealed for one device. Its repr shows the public half only."""

    raw: bytes = field(repr=False)
    public: SealPublicKey = field(compare=False)
    _key: MLKEM768X25519PrivateKey = field(repr=False, compare=False)

    @classmethod
    def generate(cls) -> "SealKey":
        """Return a fresh key, drawn from the operating system."""
        return cls.from_bytes(bindings.randombytes(SEAL_KEY_BYTES))

    @classmethod
    def from_bytes(cls, raw: bytes) -> "SealKey":
        """Return the key of a 32-byte seed, always the same one.

        Raises:
            MalformedKeyError: The seed has another length.
        """
        if len(raw) != SEAL_KEY_BYTES:
            raise MalformedKeyError("SealKey", len(raw), SEAL_KEY_BYTES)
        expanded = hashlib.shake_256(raw).digest(_MLKEM_SEED_BYTES + _X25519_BYTES)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_BYTES])
        x25519 = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_BYTES:])
        public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        return cls(raw, SealPublicKey(public), MLKEM768X25519PrivateKey(mlkem, x25519))

    def open(self, info: bytes, sealed: bytes) -> bytes:
        """Return what was sealed for this key at the place `info`.

        Args:
            info: The bytes given to `seal`.
            sealed: What `seal` returned, 1136 bytes longer than the plaintext.

        Raises:
            UnopenableError: It is damaged, or was sealed for another key or another place.
        """
        try:
            return _SUITE.decrypt(sealed, self._key, info)
        except (InvalidTag, ValueError) as cause:
            raise UnopenableError(f"seal of {len(sealed)} bytes") from cause


def seal(to: SealPublicKey, info: bytes, plaintext: bytes) -> bytes:
    """Return `plaintext` so that only the holder of `to` can read it, and only at the place `info`.

    Args:
        to: Whose device may open it.
        info: The place of the seal: a label and fields of fixed width. It is needed again to open.
        plaintext: Any bytes, as a rule a secret of 32, which makes 1168.
    """
    return _SUITE.encrypt(plaintext, to._key, info)
