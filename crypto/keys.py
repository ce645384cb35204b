"""Identities and agreement keys as values.

    SecretKey ── sign(purpose, message) ──▶ 64 bytes ── verify ──▶ PublicKey      Ed25519, RFC 8032
    AgreementKey ── agree(their public) ──▶ 32 shared bytes                       X25519, RFC 7748

The two kinds are generated independently and never converted into each other: a key has one use. What is
signed is `purpose`, a zero byte, and the message; purposes are labels and contain no zero byte, so no two
pairs of purpose and message share their bytes.

Which keys a device has, and who vouches for them, is decided elsewhere.
"""

from dataclasses import dataclass, field
from functools import cache

import nacl.exceptions
from nacl import bindings
from typing_extensions import override

from crypto.errors import BadSignatureError, HandshakeError, MalformedKeyError
from crypto.hashing import MAX_LABEL_BYTES

PUBLIC_KEY_BYTES = bindings.crypto_sign_PUBLICKEYBYTES  # 32
SEED_BYTES = bindings.crypto_sign_SEEDBYTES  # 32
SIGNATURE_BYTES = bindings.crypto_sign_BYTES  # 64
AGREEMENT_KEY_BYTES = bindings.crypto_scalarmult_SCALARBYTES  # 32, public and secret alike


@dataclass(frozen=True, slots=True, order=True)
class PublicKey:
    """The name of a device: 32 bytes, equal and hashable by content."""

    raw: bytes

    def __post_init__(self) -> None:
        """Refuse bytes of any other length. Whether they are a good point shows at the first signature."""
        if len(self.raw) != PUBLIC_KEY_BYTES:
            raise MalformedKeyError("PublicKey", len(self.raw), PUBLIC_KEY_BYTES)

    @override
    def __str__(self) -> str:
        """Return the first 8 hex digits: enough to tell family members apart in a log."""
        return self.raw[:4].hex()

    def verify(self, purpose: bytes, message: bytes, signature: bytes) -> None:
        """Return quietly if this key signed `message` for `purpose`.

        Args:
            purpose: The label given to `SecretKey.sign`. A signature made for one purpose is worth nothing
                for another.
            message: The exact bytes that were signed, of any length.
            signature: 64 bytes, R || S as in RFC 8032 §5.1.6.

        Raises:
            BadSignatureError: The signature does not fit, or the key is one of the few points for which
                anybody could sign. There is no boolean to forget.
        """
        # Of any other length, bytes would move between the signature and the message behind it.
        if len(signature) != SIGNATURE_BYTES:
            raise BadSignatureError(f"a signature has {SIGNATURE_BYTES} bytes, got {len(signature)}")
        try:
            bindings.crypto_sign_open(signature + _prefix(purpose) + message, self.raw)
        except nacl.exceptions.BadSignatureError as cause:
            raise BadSignatureError(f"not signed by {self}") from cause


@dataclass(frozen=True, slots=True)
class SecretKey:
    """The secret half of an identity. Its repr shows the public half only."""

    seed: bytes = field(repr=False)
    public: PublicKey = field(compare=False)
    _expanded: bytes = field(repr=False, compare=False)

    @classmethod
    def generate(cls) -> "SecretKey":
        """Return a fresh key, drawn from the operating system."""
        return cls.from_seed(bindings.randombytes(SEED_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> "SecretKey":
        """Return the key of a 32-byte seed, always the same one.

        Raises:
            MalformedKeyError: The seed has another length.
        """
        if len(seed) != SEED_BYTES:
            raise MalformedKeyError("seed of a SecretKey", len(seed), SEED_BYTES)
        public, expanded = bindings.crypto_sign_seed_keypair(seed)
        return cls(seed, PublicKey(public), expanded)

    def sign(self, purpose: bytes, message: bytes) -> bytes:
        """Return 64 bytes that only this key can make, bound to `purpose`.

        Args:
            purpose: A constant of `crypto.labels`.
            message: The bytes to sign, of any length: fields of fixed width, or with their lengths in front.
        """
        return bindings.crypto_sign(_prefix(purpose) + message, self._expanded)[:SIGNATURE_BYTES]


@dataclass(frozen=True, slots=True)
class AgreementKey:
    """A secret from which two sides make one key, without sending it. Its repr shows the public half only."""

    raw: bytes = field(repr=False)
    public: bytes = field(compare=False)

    @classmethod
    def generate(cls) -> "AgreementKey":
        """Return a fresh key, drawn from the operating system."""
        return cls.from_bytes(bindings.randombytes(AGREEMENT_KEY_BYTES))

    @classmethod
    def from_bytes(cls, raw: bytes) -> "AgreementKey":
        """Return the key that `raw` holds: 32 secret bytes, clamped when they are used (RFC 7748 §5).

        Raises:
            MalformedKeyError: The bytes have another length.
        """
        if len(raw) != AGREEMENT_KEY_BYTES:
            raise MalformedKeyError("AgreementKey", len(raw), AGREEMENT_KEY_BYTES)
        return cls(raw, bindings.crypto_scalarmult_base(raw))

    def agree(self, their_public: bytes) -> bytes:
        """Return 32 bytes that the holder of `their_public` computes as well from our public half.

        They are no key yet: pass them through `derive` with a label, together with who the two are.

        Raises:
            HandshakeError: The peer's bytes are no public key, or are one of the few points that would make
                the result the same for everybody.
        """
        if len(their_public) != AGREEMENT_KEY_BYTES:
            raise HandshakeError(f"a public key needs {AGREEMENT_KEY_BYTES} bytes, got {len(their_public)}")
        try:
            return bindings.crypto_scalarmult(self.raw, their_public)
        except nacl.exceptions.RuntimeError as cause:
            # libsodium reports an all-zero result this way, and it has no other reason to fail.
            raise HandshakeError("the peer's public key is a point of low order") from cause


@cache
def _prefix(purpose: bytes) -> bytes:
    if not 0 < len(purpose) <= MAX_LABEL_BYTES or b"\0" in purpose:
        raise ValueError("a purpose is a label: 1 to 16 bytes, none of them zero")
    return purpose + b"\0"
