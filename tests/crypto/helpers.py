"""What several tests of crypto need: cuts of a stream, keys that look like a name, conversations."""

import hashlib
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import strategies as st

from crypto.handshake import Event, Initiator, Responder
from crypto.hashing import digest
from crypto.keys import AgreementKey

# Points whose multiples are all zero for every X25519 secret, in all encodings that libraries accept: order
# 1, 2, 4 and 8, the same plus the field prime, and with the ignored top bit set.
_LOW_ORDER = (
    0,
    1,
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
    2**255 - 20,
    2**255 - 19,
    2**255 - 18,
)
LOW_ORDER_POINTS = tuple(
    value.to_bytes(32, "little") for point in _LOW_ORDER for value in (point, point | 1 << 255)
)


def a_secret(name: str) -> bytes:
    """Return 32 bytes that are the same for the same `name` and no secret at all."""
    return digest(b"test/secret", name.encode())


def an_agreement_key(name: str) -> AgreementKey:
    """Return an agreement key that is the same for the same `name`."""
    return AgreementKey.from_bytes(a_secret(name))


def flipped(data: bytes, bit: int) -> bytes:
    """Return `data` with one bit changed."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@st.composite
def cuts(draw: st.DrawFn, stream: bytes) -> list[bytes]:
    """Draw some way in which a network may hand over `stream`: pieces of any size, empty ones included."""
    marks = sorted(draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    edges = [0, *marks, len(stream)]
    return [stream[start:end] for start, end in pairwise(edges)]


def bytewise(stream: bytes) -> Iterator[bytes]:
    """Yield `stream` a byte at a time."""
    for index in range(len(stream)):
        yield stream[index : index + 1]


def converse(initiator: Initiator, responder: Responder) -> tuple[list[Event], list[Event], list[bytes]]:
    """Carry bytes between two machines until both are silent.

    Returns the initiator's events, the responder's events, and what was sent, message by message.
    """
    initiator_events: list[Event] = []
    responder_events: list[Event] = []
    sent: list[bytes] = []
    while True:
        to_initiator = responder.take_outgoing()
        if to_initiator:
            sent.append(to_initiator)
            initiator_events += initiator.receive(to_initiator)
        to_responder = initiator.take_outgoing()
        if to_responder:
            sent.append(to_responder)
            responder_events += responder.receive(to_responder)
        if not to_initiator and not to_responder:
            return initiator_events, responder_events, sent


class Chance:
    """Stands in for `nacl.bindings.randombytes` where a test needs the same chance twice."""

    def __init__(self, seed: str) -> None:
        self._stream = hashlib.shake_256(seed.encode()).digest(65536)
        self._used = 0

    def __call__(self, size: int) -> bytes:
        """Return the next `size` bytes."""
        self._used += size
        return self._stream[self._used - size : self._used]
