"""What a guest with an invitation and a host say to each other, free of I/O.

    host   ── GREETING ──▶ guest
    host   ◀── REQUEST ─── guest
    host   ── ANSWER ────▶ guest       and the guest ends the channel

Three parcels whose content is opaque here, each of at most 512 KiB and within 30 seconds, in this order and
no other. Both sides run behind the same handshake as relatives do, so from outside a guest looks like one.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, TypeAlias

from sync import messages, wire
from sync.errors import LocalProtocolError, MalformedError, RemoteProtocolError, SyncError
from sync.frames import FrameReader, frame
from sync.messages import Fault

STEP_TIMEOUT_S: Final = 30.0


class Side(Enum):
    """Which half of the conversation this device has."""

    HOST = auto()
    GUEST = auto()


@dataclass(frozen=True, slots=True)
class Received:
    """The peer's next parcel: for a guest the greeting, then the answer; for a host the request."""

    payload: bytes


@dataclass(frozen=True, slots=True)
class Ended:
    """The conversation is over. `cause` is None when everything was said."""

    cause: SyncError | None


Event: TypeAlias = Received | Ended

# Who speaks, in order.
_SCRIPT: Final = (
    (Side.HOST, messages.Greeting),
    (Side.GUEST, messages.Request),
    (Side.HOST, messages.Answer),
)


class Pairing:
    """One conversation between guest and host.

    Attributes:
        over: Whether nothing more is said.
        since_s: When the parcel before, of either side, was complete.
    """

    def __init__(self, side: Side, now_s: float) -> None:
        """Begin. The host speaks first, the guest waits."""
        self._side = side
        self._step = 0
        self._reader = FrameReader(messages.MAX_PAIRING_BYTES + 64)
        self._outgoing = bytearray()
        self.since_s = now_s
        self.over = False

    @property
    def our_turn(self) -> bool:
        """Whether the next parcel is ours to `say`."""
        return not self.over and self._step < len(_SCRIPT) and _SCRIPT[self._step][0] is self._side

    def say(self, payload: bytes, now_s: float) -> None:
        """Send our next parcel.

        Raises:
            LocalProtocolError: It is the peer's turn, or the parcel is too long.
        """
        if not self.our_turn or len(payload) > messages.MAX_PAIRING_BYTES:
            raise LocalProtocolError(f"a parcel of {len(payload)} bytes out of turn or too long")
        self._send(_SCRIPT[self._step][1](payload))
        self._advance(now_s)

    def close(self) -> None:
        """Say nothing more; for a guest that has the answer, or wants to go away."""
        self.over = True

    def hang_up(self, *, properly: bool) -> list[Event]:
        """Return what follows from the end of the peer's stream; `properly` if it said goodbye."""
        if self.over:
            return []
        if properly and self._step == len(_SCRIPT):
            return [self._end(None)]
        return [self._end(RemoteProtocolError("the peer went away"))]

    def receive(self, data: bytes, now_s: float) -> list[Event]:
        """Return the events that `data` completes: `Ended` at most once, and last."""
        if self.over:
            return []
        events: list[Event] = []
        try:
            for payload in self._reader.feed(data):
                message = wire.decode(payload)
                if message is not None:
                    events += self._on_message(message, now_s)
                if self.over:
                    break
        except (MalformedError, RemoteProtocolError) as cause:
            fault = Fault.MALFORMED if isinstance(cause, MalformedError) else Fault.RULE
            self._send(messages.Err(fault))
            events.append(self._end(cause))
        return events

    def tick(self, now_s: float) -> list[Event]:
        """Return what the passing of time brings about."""
        if self.over or self.our_turn or now_s - self.since_s <= STEP_TIMEOUT_S:
            return []
        self._send(messages.Err(Fault.SILENCE))
        return [self._end(RemoteProtocolError("silence in a pairing"))]

    def take_outgoing(self) -> bytes:
        """Return the bytes to write to the peer now, and forget them."""
        data = bytes(self._outgoing)
        self._outgoing.clear()
        return data

    def _on_message(self, message: messages.Message, now_s: float) -> list[Event]:
        match message:
            case messages.Err(code):
                return [self._end(RemoteProtocolError(f"the peer found fault {code}"))]
            case messages.Ping():
                return []
            case messages.Greeting(payload) | messages.Request(payload) | messages.Answer(payload):
                if (
                    self.our_turn
                    or self._step >= len(_SCRIPT)
                    or not isinstance(message, _SCRIPT[self._step][1])
                ):
                    raise RemoteProtocolError(f"{type(message).__name__} out of turn")
                self._advance(now_s)
                return [Received(payload)]
            case _:
                raise RemoteProtocolError(f"{type(message).__name__} in a pairing")

    def _advance(self, now_s: float) -> None:
        self._step += 1
        self.since_s = now_s

    def _end(self, cause: SyncError | None) -> Ended:
        self.over = True
        return Ended(cause)

    def _send(self, message: messages.Message) -> None:
        self._outgoing += frame(wire.encode(message))
