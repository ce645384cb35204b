"""What follows from a shared key and two nonces: the values of the silent hello.

`crypto.handshake` puts them on the wire. Each value has a label and a direction of its own, so nothing that a
peer was sent can be sent back as its answer. The responder's nonce makes all of them new for every
connection, and a recording worthless.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field

from crypto import labels
from crypto.errors import MalformedKeyError
from crypto.hashing import KEY_BYTES, derive
from crypto.keys import AGREEMENT_KEY_BYTES, AgreementKey
from crypto.noise import XX_PSK0, HandshakeState

RESPONDER_NONCE_BYTES = 32
INITIATOR_NONCE_BYTES = 16
HELLO_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Candidate:
    """A key that the peer may hold too.

    Attributes:
        name: Whatever tells the caller whose key it is; never sent.
        key: 32 bytes: of a pair of people, of oneself, or of an invitation (`crypto.reach`).
    """

    name: Hashable
    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse keys of any other length."""
        if len(self.key) != KEY_BYTES:
            raise MalformedKeyError("Candidate", len(self.key), KEY_BYTES)


class Hello:
    """Everything that follows from one candidate and the two nonces."""

    __slots__ = ("_context", "candidate")

    def __init__(self, candidate: Candidate, responder_nonce: bytes, initiator_nonce: bytes) -> None:
        """Combine a candidate with the 32 bytes of the responder and the 16 of the initiator."""
        self.candidate = candidate
        self._context = responder_nonce + initiator_nonce

    @property
    def tag(self) -> bytes:
        """16 bytes by which the responder recognises the initiator."""
        return derive(self.candidate.key, labels.HELLO_I, self._context, HELLO_TAG_BYTES)

    @property
    def answer(self) -> bytes:
        """16 bytes by which the initiator recognises the responder, and which of its candidates matched."""
        return derive(self.candidate.key, labels.HELLO_R, self._context, HELLO_TAG_BYTES)

    def noise(self, static: AgreementKey, said: bytes, *, initiator: bool) -> HandshakeState:
        """Return the Noise handshake that follows.

        Args:
            static: Our transport key.
            said: All that was sent before, by both sides and in order: if it is not what arrived, the
                handshake fails. Otherwise somebody in between could blank a tag, and so choose under which of
                several common keys two devices meet.
            initiator: Whether this side connected.
        """
        return HandshakeState(
            XX_PSK0,
            initiator=initiator,
            prologue=labels.PROLOGUE + said,
            static=static,
            psks=(derive(self.candidate.key, labels.NOISE_PSK, self._context),),
        )

    def mask(self, label: bytes, message: bytes) -> bytes:
        """Cover the ephemeral key that opens `message`, or uncover it."""
        mask = derive(self.candidate.key, label, self._context, AGREEMENT_KEY_BYTES)
        ephemeral = bytes(a ^ b for a, b in zip(message[:AGREEMENT_KEY_BYTES], mask, strict=True))
        return ephemeral + message[AGREEMENT_KEY_BYTES:]
