"""The Noise protocol framework, revision 34, for 25519, ChaChaPoly and BLAKE2b.

    write_message(payload) ──▶ bytes to the peer          until `finished`, then
    bytes from the peer ──▶ read_message() ──▶ payload    split() ──▶ (sending, receiving) cipher

The engine runs any pattern that it is given in the notation of the specification, with pre-shared keys; the
program itself uses one, `XX_PSK0`. Being general costs nothing and lets the published vectors of all patterns
speak for the code. It knows neither sockets nor framing: one call takes or makes exactly one handshake
message.

Names follow the specification: `s` and `e` are our static and ephemeral key, `rs` and `re` the peer's, `ck`
the chaining key, `h` the handshake hash, `k` and `n` a cipher's key and counter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from crypto.cipher import CipherState
from crypto.errors import HandshakeError, MalformedKeyError, UnopenableError
from crypto.keys import AGREEMENT_KEY_BYTES, AgreementKey
from crypto.symmetric import SymmetricState

PSK_BYTES = 32
MAX_MESSAGE_BYTES = 65535

_SUITE = "25519_ChaChaPoly_BLAKE2b"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Who sends which keys in which message.

    Attributes:
        name: As in the protocol name, modifiers included: ``XXpsk0``.
        initiator_known: Tokens that the responder knows beforehand, a pre-message (§7.1): ``("s",)`` or
            nothing.
        responder_known: The same the other way round.
        messages: The tokens of each message in turn; the initiator sends the first.
    """

    name: str
    initiator_known: tuple[str, ...]
    responder_known: tuple[str, ...]
    messages: tuple[tuple[str, ...], ...]

    @property
    def uses_psk(self) -> bool:
        """Whether a pre-shared key takes part, which changes how ephemerals are mixed (§9.2)."""
        return any("psk" in tokens for tokens in self.messages)


XX_PSK0 = Pattern("XXpsk0", (), (), (("psk", "e"), ("e", "ee", "s", "es"), ("s", "se")))


class HandshakeState:
    """One side of one handshake (§5.3). After a `HandshakeError` it is of no further use."""

    def __init__(
        self,
        pattern: Pattern,
        *,
        initiator: bool,
        prologue: bytes = b"",
        static: AgreementKey | None = None,
        remote_static: bytes | None = None,
        psks: Sequence[bytes] = (),
    ) -> None:
        """Prepare to speak `pattern`.

        Args:
            pattern: The tokens, the same on both sides.
            initiator: Whether this side sends the first message.
            prologue: What both sides must have seen before: the handshake fails where it differs.
            static: Our long-term key, where the pattern has an `s` for us.
            remote_static: The peer's public key, where the pattern takes it as known.
            psks: One 32-byte key for each `psk` token, in the order of the tokens.

        Raises:
            MalformedKeyError: A pre-shared key has another length.
            ValueError: The pattern needs a key that was not given.
        """
        if sum(tokens.count("psk") for tokens in pattern.messages) != len(psks):
            raise ValueError(f"{pattern.name} with {len(psks)} pre-shared keys")
        for psk in psks:
            if len(psk) != PSK_BYTES:
                raise MalformedKeyError("pre-shared key", len(psk), PSK_BYTES)
        self._uses_psk = pattern.uses_psk
        self._initiator = initiator
        self._s, self._rs = static, remote_static
        self._e: AgreementKey | None = None
        self._re: bytes | None = None
        self._psks = list(psks)
        self._messages = list(pattern.messages)
        self._our_turn = initiator
        self._symmetric = SymmetricState(f"Noise_{pattern.name}_{_SUITE}".encode())
        self._symmetric.mix_hash(prologue)
        for known, ours in ((pattern.initiator_known, initiator), (pattern.responder_known, not initiator)):
            for _ in known:  # always "s"
                self._symmetric.mix_hash(_need(static).public if ours else _need(remote_static))

    @property
    def finished(self) -> bool:
        """Whether every message of the pattern has passed."""
        return not self._messages

    @property
    def remote_static(self) -> bytes:
        """The peer's static public key, once it has been sent; it is proven when the handshake is finished.

        Raises:
            ValueError: It is not known yet.
        """
        return _need(self._rs)

    @property
    def handshake_hash(self) -> bytes:
        """64 bytes that both sides share and that name this session, once it is finished (§11.2)."""
        return self._symmetric.h

    def write_message(self, payload: bytes = b"") -> bytes:
        """Return the next handshake message, with `payload` encrypted as well as the pattern allows by now.

        Raises:
            HandshakeError: The peer sent a key with which nothing can be agreed.
            ValueError: It is not our turn.
        """
        parts = [self._write_token(token) for token in self._next_message(ours=True)]
        parts.append(self._symmetric.encrypt_and_hash(payload))
        return b"".join(parts)

    def read_message(self, message: bytes) -> bytes:
        """Return the payload of the peer's next handshake message.

        Args:
            message: Exactly one message; Noise has no lengths, the caller knows where it ends.

        Raises:
            HandshakeError: It is damaged, cut, out of order, from a peer with other keys, or contains a point
                of low order.
            ValueError: It is not the peer's turn.
        """
        tokens = self._next_message(ours=False)
        if len(message) > MAX_MESSAGE_BYTES:
            raise HandshakeError(f"a handshake message of {len(message)} bytes")
        rest = message
        try:
            for token in tokens:
                rest = self._read_token(token, rest)
            return self._symmetric.decrypt_and_hash(rest)
        except UnopenableError as cause:
            raise HandshakeError(f"a handshake message of {len(message)} bytes does not open") from cause

    def split(self) -> tuple[CipherState, CipherState]:
        """Return the ciphers of the session: the one to send with, and the one to receive with.

        Raises:
            ValueError: The handshake is not finished.
        """
        if not self.finished:
            raise ValueError("the handshake is not finished")
        first, second = self._symmetric.split()
        return (first, second) if self._initiator else (second, first)

    def _next_message(self, *, ours: bool) -> tuple[str, ...]:
        if self.finished or self._our_turn is not ours:
            raise ValueError("a handshake message out of turn")
        self._our_turn = not self._our_turn
        return self._messages.pop(0)

    def _write_token(self, token: str) -> bytes:
        match token:
            case "e":
                if self._e is None:  # tests of known vectors have put one here
                    self._e = AgreementKey.generate()
                self._mix_ephemeral(self._e.public)
                return self._e.public
            case "s":
                return self._symmetric.encrypt_and_hash(_need(self._s).public)
            case _:
                self._mix_token(token)
                return b""

    def _read_token(self, token: str, rest: bytes) -> bytes:
        match token:
            case "e":
                self._re, rest = _take(rest, AGREEMENT_KEY_BYTES)
                self._mix_ephemeral(self._re)
            case "s":
                encrypted, rest = _take(rest, AGREEMENT_KEY_BYTES + self._symmetric.overhead)
                self._rs = self._symmetric.decrypt_and_hash(encrypted)
            case _:
                self._mix_token(token)
        return rest

    def _mix_ephemeral(self, public: bytes) -> None:
        self._symmetric.mix_hash(public)
        if self._uses_psk:
            # Without this a key could be made of the psk alone, the same in every session (§9.2).
            self._symmetric.mix_key(public)

    def _mix_token(self, token: str) -> None:
        if token == "psk":  # noqa: S105 -- a token of the Noise notation, not a secret
            self._symmetric.mix_key_and_hash(self._psks.pop(0))
            return
        # The first letter is the initiator's key, the second the responder's.
        ours, theirs = (token[0], token[1]) if self._initiator else (token[1], token[0])
        own = self._e if ours == "e" else self._s
        public = self._re if theirs == "e" else self._rs
        self._symmetric.mix_key(_need(own).agree(_need(public)))


def _take(data: bytes, size: int) -> tuple[bytes, bytes]:
    if len(data) < size:
        raise HandshakeError(f"a handshake message ends after {len(data)} of {size} bytes")
    return data[:size], data[size:]


def _need(key: _T | None) -> _T:
    if key is None:
        raise ValueError("a key is missing, or not known yet")
    return key
