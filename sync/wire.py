"""Messages as bytes: canonical msgpack arrays whose first item is the kind.

A kind that is not known here decodes to None and is passed over, so that newer devices can say more. A known kind in
another shape is malformed and ends the session.
"""

from collections.abc import Callable, Mapping, Sequence

from sync import omp1
from sync.errors import MalformedError
from sync.frames import MAX_FRAME_BYTES
from sync.messages import (
    DIGEST_BYTES,
    MAX_FEEDS,
    MAX_IDS,
    MAX_PAIRING_BYTES,
    MAX_PART_BYTES,
    MAX_PARTS,
    MAX_RANGES,
    MAX_RUNS,
    MAX_SCOPES,
    SHORT_BYTES,
    TOKEN_BYTES,
    VERSION,
    Answer,
    Body,
    Channel,
    Credit,
    Done,
    Err,
    Fetch,
    Greet,
    Greeting,
    Have,
    Hold,
    Kind,
    Message,
    Open,
    Ops,
    Part,
    Ping,
    Pull,
    Range,
    Request,
    Scopes,
    Seek,
    Vect,
    Want,
)
from sync.omp1 import Value
from sync.ops import CONTENT_LANE, CONTROL_LANE, ID_BYTES, MAX_BODY_BYTES, MAX_SEQ
from sync.ports import Extent, FeedKey, Held, Vector

# The list of a file of 4 GB, and its pieces: no part of any file has a higher number.
MAX_PART_INDEX = (1 << 20) - 1
MAX_HEADER_BYTES = 1024  # 264 bytes and at most sixteen dependencies of 32


def encode(message: Message) -> bytes:
    """Return the payload of a frame that says `message`."""
    return omp1.encode(_value(message))


def decode(payload: bytes) -> Message | None:
    """Return the message in a frame's payload; None if its kind is unknown.

    Raises:
        MalformedError: It is no message, or one of a known kind in a shape that this kind does not have.
    """
    value = omp1.decode(payload, max_bytes=MAX_FRAME_BYTES)
    if not isinstance(value, list) or not value or type(value[0]) is not int:
        raise MalformedError(f"{len(payload)} bytes that are no message")
    try:
        kind = Kind(value[0])
    except ValueError:
        return None
    return _READERS[kind](_Fields(kind, value[1:], len(payload)))


def _value(message: Message) -> Value:
    match message:
        case Greet(version, listen_port, caps):
            return [Kind.GREET.value, version, listen_port, caps]
        case Scopes(entries):
            return [Kind.SCOPES.value, [[token, digest] for token, digest in entries]]
        case Open(token, raw_header, body):
            return [Kind.OPEN.value, token, raw_header, body]
        case Vect(token, vector):
            return [Kind.VECT.value, token, _extents(vector)]
        case Have(token, vector):
            return [Kind.HAVE.value, token, _extents(vector)]
        case Pull(token, number, ranges):
            items: list[Value] = [[r.feed.dev8, r.feed.lane, r.lo, r.hi] for r in ranges]
            return [Kind.PULL.value, token, number, items]
        case Ops(token, runs):
            return [Kind.OPS.value, token, runs]
        case Done(number):
            return [Kind.DONE.value, number]
        case Want(token, number, ids):
            return [Kind.WANT.value, token, number, list(ids)]
        case Body(number, bodies):
            return [Kind.BODY.value, number, [[op_id, body] for op_id, body in bodies]]
        case Seek(token, keep, ids):
            return [Kind.SEEK.value, token, keep, list(ids)]
        case Hold(token, held):
            return [Kind.HOLD.value, token, [[file, state.value] for file, state in held]]
        case Fetch(token, number, file, parts):
            return [Kind.FETCH.value, token, number, file, list(parts)]
        case Part(number, index, data):
            return [Kind.PART.value, number, index, data]
        case Credit(channel, amount):
            return [Kind.CREDIT.value, channel.value, amount]
        case Ping():
            return [Kind.PING.value]
        case Err(code):
            return [Kind.ERR.value, int(code)]
        case Greeting(payload):
            return [Kind.GREETING.value, payload]
        case Request(payload):
            return [Kind.REQUEST.value, payload]
        case Answer(payload):
            return [Kind.ANSWER.value, payload]


def _extents(vector: Vector) -> Value:
    return [[feed.dev8, feed.lane, e.lo, e.hi, e.head] for feed, e in sorted(vector.items())]


class _Fields:
    """The items of a message after its kind, taken one by one and each checked as it is taken."""

    def __init__(self, kind: Kind, items: Sequence[Value], size: int) -> None:
        self.kind = kind
        self.size = size
        self._items = iter(items)

    def number(self, most: int = MAX_SEQ) -> int:
        value = self._next()
        # A bool is an int to isinstance, and not to us.
        if type(value) is not int or not 0 <= value <= most:
            raise self.malformed()
        return value

    def boolean(self) -> bool:
        value = self._next()
        if type(value) is not bool:
            raise self.malformed()
        return value

    def binary(self, size: int) -> bytes:
        value = self._next()
        if type(value) is not bytes or len(value) != size:
            raise self.malformed()
        return value

    def blob(self, most: int) -> bytes:
        value = self._next()
        if type(value) is not bytes or len(value) > most:
            raise self.malformed()
        return value

    def blob_or_nil(self, most: int) -> bytes | None:
        value = self._next()
        if value is None:
            return None
        if type(value) is not bytes or len(value) > most:
            raise self.malformed()
        return value

    def many(self, most: int) -> Sequence[Value]:
        value = self._next()
        if not isinstance(value, list) or len(value) > most:
            raise self.malformed()
        return value

    def each(self, most: int) -> "list[_Fields]":
        rows: list[_Fields] = []
        for item in self.many(most):
            if not isinstance(item, list):
                raise self.malformed()
            rows.append(_Fields(self.kind, item, 0))
        return rows

    def end(self) -> None:
        if next(self._items, self) is not self:
            raise self.malformed()

    def malformed(self) -> MalformedError:
        return MalformedError(f"malformed {self.kind.name}")

    def _next(self) -> Value:
        for value in self._items:
            return value
        raise self.malformed()


def _read_greet(f: _Fields) -> Greet:
    # Items after the third are for newer versions to add.
    greet = Greet(f.number(), f.number(0xFFFF), f.number())
    if greet.version < VERSION:
        raise f.malformed()
    return greet


def _read_scopes(f: _Fields) -> Scopes:
    entries = []
    for row in f.each(MAX_SCOPES):
        entries.append((row.binary(TOKEN_BYTES), row.binary(DIGEST_BYTES)))
        row.end()
    f.end()
    return Scopes(entries)


def _read_open(f: _Fields) -> Open:
    opening = Open(f.binary(TOKEN_BYTES), f.blob(MAX_HEADER_BYTES), f.blob_or_nil(MAX_BODY_BYTES))
    f.end()
    return opening


def _read_vector(f: _Fields) -> Vector:
    vector: dict[FeedKey, Extent] = {}
    for row in f.each(MAX_FEEDS):
        feed = FeedKey(row.binary(SHORT_BYTES), row.number(0xFF))
        extent = Extent(row.number(), row.number(), row.binary(SHORT_BYTES))
        row.end()
        # A control lane is always held from its beginning, but a branch of one begins where it parts from it.
        if extent.lo >= extent.hi or feed in vector:
            raise f.malformed()
        # Lanes that this version does not know are for later ones: not malformed, and nothing to us.
        if feed.lane in (CONTROL_LANE, CONTENT_LANE):
            vector[feed] = extent
    f.end()
    return vector


def _read_vect(f: _Fields) -> Vect:
    return Vect(f.binary(TOKEN_BYTES), _read_vector(f))


def _read_have(f: _Fields) -> Have:
    return Have(f.binary(TOKEN_BYTES), _read_vector(f))


def _read_pull(f: _Fields) -> Pull:
    token, number = f.binary(TOKEN_BYTES), f.number()
    ranges = []
    for row in f.each(MAX_RANGES):
        wanted = Range(FeedKey(row.binary(SHORT_BYTES), row.number(0xFF)), row.number(), row.number())
        row.end()
        if wanted.lo >= wanted.hi:
            raise f.malformed()
        ranges.append(wanted)
    f.end()
    return Pull(token, number, ranges)


def _read_ops(f: _Fields) -> Ops:
    ops = Ops(f.binary(TOKEN_BYTES), f.many(MAX_RUNS), f.size)
    f.end()
    return ops


def _read_done(f: _Fields) -> Done:
    done = Done(f.number())
    f.end()
    return done


def _read_want(f: _Fields) -> Want:
    want = Want(f.binary(TOKEN_BYTES), f.number(), _read_ids(f))
    f.end()
    return want


def _read_body(f: _Fields) -> Body:
    number = f.number()
    bodies = []
    for row in f.each(MAX_IDS):
        bodies.append((row.binary(ID_BYTES), row.blob_or_nil(MAX_BODY_BYTES)))
        row.end()
    f.end()
    return Body(number, bodies, f.size)


def _read_ids(f: _Fields) -> list[bytes]:
    ids = []
    for value in f.many(MAX_IDS):
        if type(value) is not bytes or len(value) != ID_BYTES:
            raise f.malformed()
        ids.append(value)
    return ids


def _read_seek(f: _Fields) -> Seek:
    seek = Seek(f.binary(TOKEN_BYTES), f.boolean(), _read_ids(f))
    f.end()
    return seek


def _read_hold(f: _Fields) -> Hold:
    token = f.binary(TOKEN_BYTES)
    held = []
    for row in f.each(MAX_IDS):
        held.append((row.binary(ID_BYTES), Held(row.number(max(Held)))))
        row.end()
    f.end()
    return Hold(token, held)


def _read_fetch(f: _Fields) -> Fetch:
    token, number, file = f.binary(TOKEN_BYTES), f.number(), f.binary(ID_BYTES)
    parts = []
    for index in f.many(MAX_PARTS):
        if type(index) is not int or not 0 <= index <= MAX_PART_INDEX or index in parts:
            raise f.malformed()
        parts.append(index)
    f.end()
    if not parts:
        raise f.malformed()
    return Fetch(token, number, file, parts)


def _read_part(f: _Fields) -> Part:
    part = Part(f.number(), f.number(MAX_PART_INDEX), f.blob_or_nil(MAX_PART_BYTES), f.size)
    f.end()
    return part


def _read_credit(f: _Fields) -> Credit | None:
    channel, amount = f.number(0xFF), f.number(1 << 30)
    f.end()
    # Credit for a channel that we do not have is for somebody newer.
    return Credit(Channel(channel), amount) if channel in set(Channel) else None


def _read_err(f: _Fields) -> Err:
    err = Err(f.number(0xFFFF))
    f.end()
    return err


def _bare(message: Message) -> Callable[[_Fields], Message]:
    def read(f: _Fields) -> Message:
        f.end()
        return message

    return read


def _parcel(make: Callable[[bytes], Message]) -> Callable[[_Fields], Message]:
    def read(f: _Fields) -> Message:
        message = make(f.blob(MAX_PAIRING_BYTES))
        f.end()
        return message

    return read


_READERS: Mapping[Kind, Callable[[_Fields], Message | None]] = {
    Kind.GREET: _read_greet,
    Kind.SCOPES: _read_scopes,
    Kind.OPEN: _read_open,
    Kind.VECT: _read_vect,
    Kind.HAVE: _read_have,
    Kind.PULL: _read_pull,
    Kind.OPS: _read_ops,
    Kind.DONE: _read_done,
    Kind.WANT: _read_want,
    Kind.BODY: _read_body,
    Kind.SEEK: _read_seek,
    Kind.HOLD: _read_hold,
    Kind.FETCH: _read_fetch,
    Kind.PART: _read_part,
    Kind.CREDIT: _read_credit,
    Kind.PING: _bare(Ping()),
    Kind.ERR: _read_err,
    Kind.GREETING: _parcel(Greeting),
    Kind.REQUEST: _parcel(Request),
    Kind.ANSWER: _parcel(Answer),
}
