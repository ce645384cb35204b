"""The silent hello and the Noise handshake behind it (KH1), as two machines without I/O.

    peer bytes ── receive() ──▶ Initiator or Responder ── [Established] or [Failed] ──▶ caller
    take_outgoing() ──▶ peer bytes

    1  R→I  Ns                                       32 B   random
    2  I→R  Nc 16 | 16 tags of 16, sorted           272 B   tag  = K(key, "org1/hello-i", Ns|Nc)
    3  R→I  rtag                                     16 B   rtag = K(key, "org1/hello-r", Ns|Nc)
    4  I→R  mask_i(e) | 16 zeros, encrypted          64 B   ┐ Noise_XXpsk0_25519_ChaChaPoly_BLAKE2b
    5  R→I  mask_r(e) | s | payload 160, encrypted  256 B   │ psk      = K(key, "org1/noise-psk", Ns|Nc)
    6  I→R  s | payload 160, encrypted              224 B   ┘ prologue = "org1/tp/1" | messages 1 to 3

`key` is what the two sides share beforehand, a `Candidate` on both. Without such a key a prober gets 32
random bytes and then nothing, every byte on the wire is uniformly random to an observer (ephemerals are
masked by XOR with K(key, "org1/mask-i" or "org1/mask-r", Ns|Nc), since a bare public key shows by its top
bit), and a recording is worth nothing against a fresh Ns. The initiator may offer sixteen candidates, when it
does not know who answers.

A peer's mistake is an event, never an exception. `Established` proves that the peer holds the candidate's key
and the secret half of `remote_static`. Whether that static key belongs to a device of the person behind the
candidate is for the caller to find out, before a word is said.

After `Failed` the machine swallows what arrives and says nothing more. A responder's driver should go on
reading for a random time of 5 to 30 seconds before it closes, so that a prober learns nothing from the moment
either.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from nacl import bindings

from crypto import labels, padding
from crypto.channel import Channel
from crypto.errors import CryptoError, HandshakeError
from crypto.hashing import digest, equal
from crypto.hello import HELLO_TAG_BYTES, INITIATOR_NONCE_BYTES, RESPONDER_NONCE_BYTES, Candidate, Hello
from crypto.keys import AgreementKey
from crypto.noise import HandshakeState

__all__ = [
    "MAX_CANDIDATES",
    "MAX_PAYLOAD_BYTES",
    "Candidate",
    "Established",
    "Event",
    "Failed",
    "Initiator",
    "Responder",
]

MAX_CANDIDATES = 16
MAX_PAYLOAD_BYTES = 150

HELLO_BYTES = INITIATOR_NONCE_BYTES + MAX_CANDIDATES * HELLO_TAG_BYTES  # 272
MESSAGE_1_BYTES, MESSAGE_2_BYTES, MESSAGE_3_BYTES = 64, 256, 224

_PAYLOAD_BYTES = 160
# Travels encrypted in the first message. This version sends zeros and accepts nothing else.
_RESERVED = bytes(16)


@dataclass(frozen=True, slots=True)
class Established:
    """The peer holds the key of the candidate `name`, and the channel is open.

    Attributes:
        name: From the `Candidate` that matched.
        remote_static: The peer's proven X25519 key, 32 bytes. Look up whose it is before anything else.
        remote_payload: What the peer said about itself, at most 150 bytes, authentic and as yet unparsed.
        handshake_hash: 32 bytes that name this session, the same on both sides and never again.
        channel: Encrypts and decrypts from here on.
        leftover: Bytes that arrived behind the handshake: feed them to the channel first.
    """

    name: Hashable
    remote_static: bytes
    remote_payload: bytes
    handshake_hash: bytes
    channel: Channel = field(repr=False, compare=False)
    leftover: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Failed:
    """There will be no session. `reason` is for our own log: it names no key and is never sent."""

    reason: str


Event: TypeAlias = Established | Failed


class _Side:
    """What the two machines share: cutting the stream, and the shape of the end."""

    def __init__(self, static: AgreementKey, payload: bytes) -> None:
        if len(payload) > MAX_PAYLOAD_BYTES:
            raise ValueError(f"a payload has at most {MAX_PAYLOAD_BYTES} bytes, got {len(payload)}")
        self._static = static
        self._payload = padding.fill(payload, _PAYLOAD_BYTES)
        self._incoming, self._outgoing = bytearray(), bytearray()
        self._wanted: int  # bytes of the message that `_step` waits for
        self._step: Callable[[bytes], Event | None]
        self._end: Event | None = None

    def receive(self, data: bytes) -> list[Event]:
        """Return the event that `data` completes, if any: one in the life of a machine.

        Args:
            data: Any cut of the peer's stream.

        Raises:
            HandshakeError: The handshake is `Established`, and the caller gave the channel's bytes to the
                machine.
        """
        if isinstance(self._end, Established) and data:
            raise HandshakeError("what follows a handshake belongs to its channel")
        if self._end is not None:
            return []
        self._incoming += data
        while self._end is None and len(self._incoming) >= self._wanted:
            message = bytes(self._incoming[: self._wanted])
            del self._incoming[: self._wanted]
            try:
                self._end = self._step(message)
            except CryptoError as cause:
                self._end = Failed(str(cause))
        return self._finish()

    def take_outgoing(self) -> bytes:
        """Return the bytes to write to the peer now, and forget them."""
        data = bytes(self._outgoing)
        self._outgoing.clear()
        return data

    def _finish(self) -> list[Event]:
        match self._end:
            case None:
                return []
            case Established():
                self._end = replace(self._end, leftover=bytes(self._incoming))
        self._incoming.clear()
        return [self._end]

    def _await(self, size: int, step: Callable[[bytes], Event | None]) -> None:
        self._wanted, self._step = size, step

    def _read_payload(self, noise: HandshakeState, message: bytes) -> bytes:
        padded = noise.read_message(message)
        # Somebody who connects two ends of one device to each other holds no key, and still gets this far.
        if equal(noise.remote_static, self._static.public):
            raise HandshakeError("the peer is a mirror")
        payload = padding.strip(padded)
        if len(payload) > MAX_PAYLOAD_BYTES:
            raise HandshakeError(f"a payload of {len(payload)} bytes")
        return payload


class Initiator(_Side):
    """The side that connects. It speaks second, once the responder's nonce is there."""

    def __init__(self, static: AgreementKey, candidates: Sequence[Candidate], payload: bytes = b"") -> None:
        """Prepare to be recognised.

        Args:
            static: This device's transport key.
            candidates: 1 to 16 keys by which the responder may know us; the best guess need not come first.
            payload: At most 150 bytes about ourselves. They are sent once the responder is proven.

        Raises:
            ValueError: The payload is too long, or there are too many candidates or none.
        """
        super().__init__(static, payload)
        # Equal keys would show as equal tags; of two names for one key the first counts.
        self._candidates = list({candidate.key: candidate for candidate in reversed(candidates)}.values())
        if not 1 <= len(self._candidates) <= MAX_CANDIDATES:
            raise ValueError(f"a hello has 1 to {MAX_CANDIDATES} candidates, got {len(self._candidates)}")
        self._await(RESPONDER_NONCE_BYTES, self._on_nonce)

    def _on_nonce(self, responder_nonce: bytes) -> None:
        initiator_nonce = bindings.randombytes(INITIATOR_NONCE_BYTES)
        hellos = [Hello(candidate, responder_nonce, initiator_nonce) for candidate in self._candidates]
        tags = [hello.tag for hello in hellos]
        tags += [bindings.randombytes(HELLO_TAG_BYTES) for _ in range(MAX_CANDIDATES - len(tags))]
        # Sorted, so that neither the number nor the order of the real ones shows.
        message = initiator_nonce + b"".join(sorted(tags))
        self._outgoing += message
        said = responder_nonce + message
        self._await(HELLO_TAG_BYTES, lambda answer: self._on_answer(hellos, said, answer))

    def _on_answer(self, hellos: list[Hello], said: bytes, answer: bytes) -> Event | None:
        known = [hello for hello in hellos if equal(hello.answer, answer)]
        if not known:
            return Failed("the peer holds none of our keys")
        hello = known[0]
        noise = hello.noise(self._static, said + answer, initiator=True)
        self._outgoing += hello.mask(labels.MASK_I, noise.write_message(_RESERVED))
        self._await(MESSAGE_2_BYTES, lambda message: self._on_message_2(hello, noise, message))
        return None

    def _on_message_2(self, hello: Hello, noise: HandshakeState, message: bytes) -> Event:
        payload = self._read_payload(noise, hello.mask(labels.MASK_R, message))
        self._outgoing += noise.write_message(self._payload)
        return _established(hello, noise, payload)


class Responder(_Side):
    """The side that was connected to. It says 32 random bytes, and more only to somebody with a key."""

    def __init__(self, static: AgreementKey, candidates: Iterable[Candidate], payload: bytes = b"") -> None:
        """Prepare to recognise a peer; the nonce is waiting in `take_outgoing`.

        Args:
            static: This device's transport key.
            candidates: Every key by which somebody may make themselves known: hundreds are fine, none is too.
                Where several match, the first does.
            payload: At most 150 bytes about ourselves, which only a peer with a key can read.

        Raises:
            ValueError: The payload is too long.
        """
        super().__init__(static, payload)
        self._candidates = list(candidates)
        self._nonce = bindings.randombytes(RESPONDER_NONCE_BYTES)
        self._outgoing += self._nonce
        self._await(HELLO_BYTES, self._on_hello)

    def _on_hello(self, message: bytes) -> Event | None:
        initiator_nonce = message[:INITIATOR_NONCE_BYTES]
        tags = {
            message[start : start + HELLO_TAG_BYTES]
            for start in range(INITIATOR_NONCE_BYTES, HELLO_BYTES, HELLO_TAG_BYTES)
        }
        # A set is searched in a time that may tell something about a tag, which without the key is random
        # bytes that are never used again. All candidates are tried, so that the time tells nothing about
        # their order.
        hellos = [Hello(candidate, self._nonce, initiator_nonce) for candidate in self._candidates]
        known = [hello for hello in hellos if hello.tag in tags]
        if not known:
            return Failed("the peer holds none of our keys")
        hello = known[0]
        noise = hello.noise(self._static, self._nonce + message + hello.answer, initiator=False)
        self._outgoing += hello.answer
        self._await(MESSAGE_1_BYTES, lambda message: self._on_message_1(hello, noise, message))
        return None

    def _on_message_1(self, hello: Hello, noise: HandshakeState, message: bytes) -> None:
        if noise.read_message(hello.mask(labels.MASK_I, message)) != _RESERVED:
            raise HandshakeError("the peer says more than this version knows")
        self._outgoing += hello.mask(labels.MASK_R, noise.write_message(self._payload))
        self._await(MESSAGE_3_BYTES, lambda message: self._on_message_3(hello, noise, message))

    def _on_message_3(self, hello: Hello, noise: HandshakeState, message: bytes) -> Event:
        return _established(hello, noise, self._read_payload(noise, message))


def _established(hello: Hello, noise: HandshakeState, payload: bytes) -> Established:
    return Established(
        hello.candidate.name,
        noise.remote_static,
        payload,
        digest(labels.HANDSHAKE, noise.handshake_hash),
        Channel(*noise.split()),
    )
