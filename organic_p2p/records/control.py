"""Bodies of the control lane: who belongs, who may, and which secrets protect what is written.

Each body is one frozen dataclass with `encode()`; `read()` turns an operation into the right one or raises
`MalformedError`. Control bodies are not encrypted a second time: only members ever receive them, and carriers
of sealed parcels will not be able to look inside. Names of people are content and never stand here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from crypto import labels
from crypto.hashing import digest
from organic_p2p.domain.authority_acts import MotionKind
from organic_p2p.domain.ids import CircleId, DeviceId, OpId, PersonId
from organic_p2p.records.fields import body_map, get_bool, get_bytes, get_int, get_list, get_text
from organic_p2p.records.identity import Identity, pack_identity, read_identity
from organic_p2p.records.kinds import Kind
from sync.errors import MalformedError
from sync.omp1 import Value, encode
from sync.ops import ID_BYTES, Op

MAX_NAME_BYTES = 256
MAX_REASON_BYTES = 2_000
MAX_SLOTS = 40
MAX_ROOM_PEOPLE = 20
MAX_TARGETS = 1_000
SEALED_SECRET_BYTES = 1_168
_NONCE_BYTES = 16

MOTIONS: Mapping[int, MotionKind] = {
    1: MotionKind.PROMOTE,
    2: MotionKind.DEMOTE,
    3: MotionKind.REMOVE,
    4: MotionKind.POLICY,
}
"""What stewards can propose, by the number that stands for it; for ever."""
MOTION_NUMBERS: Mapping[MotionKind, int] = {kind: number for number, kind in MOTIONS.items()}


@dataclass(frozen=True, slots=True)
class Slot:
    """A secret sealed for one device: short names of the device and of its sealing key, and the box."""

    device: bytes
    key: bytes
    box: bytes


@dataclass(frozen=True, slots=True)
class CircleGenesis:
    """A circle begins: its name, its founder (the first steward), whether newcomers may read what was before them."""

    name: str
    founder: Identity
    history: str
    nonce: bytes

    def encode(self) -> bytes:
        """Return the body."""
        return encode(
            {
                "t": "circle",
                "name": self.name,
                "founder": pack_identity(self.founder),
                "history": self.history,
                "nonce": self.nonce,
            }
        )


@dataclass(frozen=True, slots=True)
class RoomGenesis:
    """A room begins: exactly these people, for ever. The author is one of them."""

    people: tuple[Identity, ...]
    nonce: bytes

    def encode(self) -> bytes:
        """Return the body."""
        return encode(
            {"t": "room", "people": [pack_identity(person) for person in self.people], "nonce": self.nonce}
        )


@dataclass(frozen=True, slots=True)
class Hello:
    """A device's first word in a scope: it fixes what the device had seen by then."""


@dataclass(frozen=True, slots=True)
class Ack:
    """A device has seen the control operations that this one builds on."""


@dataclass(frozen=True, slots=True)
class Admit:
    """A steward lets a person in.

    Attributes:
        identity: The newcomer.
        via: The INVITE that was redeemed.
        handshake_hash: 32 bytes of the conversation in which it was redeemed.
        proof: Signature of the invitation's key over circle, newcomer and handshake.
    """

    identity: Identity
    via: OpId
    handshake_hash: bytes
    proof: bytes

    def encode(self) -> bytes:
        """Return the body."""
        return encode(
            {
                "identity": pack_identity(self.identity),
                "via": self.via,
                "h": self.handshake_hash,
                "proof": self.proof,
            }
        )


@dataclass(frozen=True, slots=True)
class Expel:
    """A steward removes a member who is no steward, and says why."""

    person: PersonId
    reason: str

    def encode(self) -> bytes:
        """Return the body."""
        return encode({"person": self.person, "reason": self.reason})


@dataclass(frozen=True, slots=True)
class Leave:
    """The author's person leaves."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A steward proposes to change the stewards (or, later, the rules): `what` is a number of `MOTIONS`."""

    what: int
    person: PersonId | None
    reason: str

    def encode(self) -> bytes:
        """Return the body."""
        return encode({"what": self.what, "person": self.person, "reason": self.reason})


@dataclass(frozen=True, slots=True)
class Vote:
    """A steward says yes or no to a motion."""

    motion: OpId
    yes: bool

    def encode(self) -> bytes:
        """Return the body."""
        return encode({"motion": self.motion, "yes": self.yes})


@dataclass(frozen=True, slots=True)
class Invite:
    """A steward makes an invitation for one person.

    Attributes:
        key: Ed25519 public key whose secret half follows from the code.
        expiry_minutes: Unix minutes after which no steward honours it.
        ask: Whether a steward must approve the guest by hand.
        slots: The code's 16 secret bytes (padded to 32), sealed for the other stewards' devices.
    """

    key: bytes
    expiry_minutes: int
    ask: bool
    slots: tuple[Slot, ...]

    @property
    def expires_ms(self) -> int:
        """When it runs out, in Unix milliseconds."""
        return self.expiry_minutes * 60_000

    def encode(self) -> bytes:
        """Return the body."""
        return encode(
            {
                "key": self.key,
                "expiry": self.expiry_minutes,
                "ask": self.ask,
                "slots": _pack_slots(self.slots),
            }
        )


@dataclass(frozen=True, slots=True)
class InviteRevoke:
    """A steward takes an invitation back."""

    invite: OpId

    def encode(self) -> bytes:
        """Return the body."""
        return encode({"invite": self.invite})


@dataclass(frozen=True, slots=True)
class Epoch:
    """A new secret for the circle, sealed for each member's device; `commit` fixes it for all of them alike."""

    commit: bytes
    generation: int
    slots: tuple[Slot, ...]

    def encode(self) -> bytes:
        """Return the body."""
        return encode({"commit": self.commit, "gen": self.generation, "slots": _pack_slots(self.slots)})


@dataclass(frozen=True, slots=True)
class Grant:
    """An existing epoch's secret, sealed for more devices."""

    epoch: OpId
    slots: tuple[Slot, ...]

    def encode(self) -> bytes:
        """Return the body."""
        return encode({"epoch": self.epoch, "slots": _pack_slots(self.slots)})


@dataclass(frozen=True, slots=True)
class EraseTarget:
    """Content operations lo..hi-1 of one device."""

    device: DeviceId
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Erase:
    """Bodies that nobody keeps, asks for or hands on any more."""

    targets: tuple[EraseTarget, ...]
    reason: str

    def encode(self) -> bytes:
        """Return the body."""
        return encode({"targets": [[t.device, t.lo, t.hi] for t in self.targets], "reason": self.reason})


@dataclass(frozen=True, slots=True)
class Unknown:
    """A kind that a later version will understand: kept and passed on."""

    kind: int


ControlBody: TypeAlias = (
    CircleGenesis
    | RoomGenesis
    | Hello
    | Ack
    | Admit
    | Expel
    | Leave
    | Motion
    | Vote
    | Invite
    | InviteRevoke
    | Epoch
    | Grant
    | Erase
    | Unknown
)

KIND_OF: Mapping[type, Kind] = {
    CircleGenesis: Kind.CIRCLE_GENESIS,
    RoomGenesis: Kind.CIRCLE_GENESIS,
    Hello: Kind.HELLO,
    Ack: Kind.ACK,
    Admit: Kind.ADMIT,
    Expel: Kind.EXPEL,
    Leave: Kind.LEAVE,
    Motion: Kind.MOTION,
    Vote: Kind.VOTE,
    Invite: Kind.INVITE,
    InviteRevoke: Kind.INVITE_REVOKE,
    Epoch: Kind.EPOCH,
    Grant: Kind.GRANT,
    Erase: Kind.ERASE,
}


def write(body: ControlBody) -> tuple[Kind, bytes | None]:
    """Return the kind and the encoded body of a control operation; None for those that say all by existing."""
    match body:
        case Hello() | Ack() | Leave():
            return KIND_OF[type(body)], None
        case Unknown():
            raise MalformedError("a kind that this version cannot write")
        case _:
            return KIND_OF[type(body)], body.encode()


def read(op: Op) -> ControlBody:
    """Return what a control operation says.

    Raises:
        MalformedError: The body does not fit its kind.
    """
    match op.header.kind:
        case Kind.HELLO:
            return Hello()
        case Kind.ACK:
            return Ack()
        case Kind.LEAVE:
            return Leave()
        case kind if kind not in _READERS:
            return Unknown(kind)
        case kind:
            return _READERS[Kind(kind)](op)


def _genesis(op: Op) -> CircleGenesis | RoomGenesis:
    fields = body_map(op.body)
    nonce = get_bytes(fields, "nonce", _NONCE_BYTES)
    if fields.get("t") == "room":
        people = tuple(read_identity(item) for item in get_list(fields, "people", MAX_ROOM_PEOPLE))
        devices = [identity.device.id for identity in people]
        if op.header.author not in devices or len(set(devices)) != len(devices):
            raise MalformedError("a room whose author is not in it, or with somebody twice")
        return RoomGenesis(people, nonce)
    if fields.get("t") != "circle":
        raise MalformedError("the beginning of neither a circle nor a room")
    founder = read_identity(fields.get("founder"))
    if founder.device.id != op.header.author:
        raise MalformedError("a circle founded in somebody else's name")
    return CircleGenesis(
        get_text(fields, "name", MAX_NAME_BYTES), founder, get_text(fields, "history", 32), nonce
    )


def _admit(op: Op) -> Admit:
    fields = body_map(op.body)
    return Admit(
        read_identity(fields.get("identity")),
        OpId(get_bytes(fields, "via", ID_BYTES)),
        get_bytes(fields, "h", 32),
        get_bytes(fields, "proof", 64),
    )


def _expel(op: Op) -> Expel:
    fields = body_map(op.body)
    return Expel(
        PersonId(get_bytes(fields, "person", ID_BYTES)), get_text(fields, "reason", MAX_REASON_BYTES)
    )


def _motion(op: Op) -> Motion:
    fields = body_map(op.body)
    person = None if fields.get("person") is None else PersonId(get_bytes(fields, "person", ID_BYTES))
    return Motion(get_int(fields, "what", 0, 255), person, get_text(fields, "reason", MAX_REASON_BYTES))


def _vote(op: Op) -> Vote:
    fields = body_map(op.body)
    return Vote(OpId(get_bytes(fields, "motion", ID_BYTES)), get_bool(fields, "yes"))


def _invite(op: Op) -> Invite:
    fields = body_map(op.body)
    return Invite(
        get_bytes(fields, "key", 32),
        get_int(fields, "expiry", 1, (1 << 32) - 1),
        get_bool(fields, "ask"),
        _slots(fields),
    )


def _revoke(op: Op) -> InviteRevoke:
    return InviteRevoke(OpId(get_bytes(body_map(op.body), "invite", ID_BYTES)))


def _epoch(op: Op) -> Epoch:
    fields = body_map(op.body)
    return Epoch(get_bytes(fields, "commit", 32), get_int(fields, "gen", 0, 1 << 62), _slots(fields))


def _grant(op: Op) -> Grant:
    fields = body_map(op.body)
    return Grant(OpId(get_bytes(fields, "epoch", ID_BYTES)), _slots(fields))


def _erase(op: Op) -> Erase:
    fields = body_map(op.body)
    targets = []
    for item in get_list(fields, "targets", MAX_TARGETS):
        match item:
            case [bytes(device), lo, hi] if (
                len(device) == ID_BYTES and type(lo) is int and type(hi) is int and 0 <= lo < hi
            ):
                targets.append(EraseTarget(DeviceId(device), lo, hi))
            case _:
                raise MalformedError("an erase target of the wrong shape")
    return Erase(tuple(targets), get_text(fields, "reason", MAX_REASON_BYTES))


_READERS = {
    Kind.CIRCLE_GENESIS: _genesis,
    Kind.ADMIT: _admit,
    Kind.EXPEL: _expel,
    Kind.MOTION: _motion,
    Kind.VOTE: _vote,
    Kind.INVITE: _invite,
    Kind.INVITE_REVOKE: _revoke,
    Kind.EPOCH: _epoch,
    Kind.GRANT: _grant,
    Kind.ERASE: _erase,
}


def _pack_slots(slots: tuple[Slot, ...]) -> Value:
    return [[slot.device, slot.key, slot.box] for slot in slots]


def _slots(fields: Mapping[str, Value]) -> tuple[Slot, ...]:
    slots = []
    for item in get_list(fields, "slots", MAX_SLOTS):
        match item:
            case [bytes(device), bytes(key), bytes(box)] if (
                len(device) == 8 and len(key) == 8 and len(box) == SEALED_SECRET_BYTES
            ):
                slots.append(Slot(device, key, box))
            case _:
                raise MalformedError("a sealed secret of the wrong shape")
    return tuple(slots)


def seal8(public_raw: bytes) -> bytes:
    """Return the 8 bytes by which a slot names a sealing key, given its 1216 bytes."""
    return digest(labels.SEAL8, public_raw)[:8]


def redeem_message(circle: CircleId, person: PersonId, handshake_hash: bytes) -> bytes:
    """Return what an invitation's key signs when `person` redeems it (label ``org1/redeem``)."""
    return circle + person + handshake_hash
