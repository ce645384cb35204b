"""Runs: consecutive operations of one feed, as they travel.

What repeats is sent once. A run names its author, lane, first sequence number and first backlink; each operation then
adds only what is its own, and nil where its epoch or dependencies are those of the operation before it. The receiver
rebuilds the headers and computes the chain of ids: if one byte were rebuilt wrongly, no signature would fit.

Authenticity: an operation is its author's if it, or a later one of the same feed that reaches it by backlinks, carries
a valid signature. A content run therefore costs one signature check, at its last operation. Control operations are
few and decide who may do what: each is checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crypto import labels
from crypto.hashing import digest
from sync.errors import MalformedError
from sync.omp1 import Value
from sync.ops import (
    CONTENT_LANE,
    CONTROL_LANE,
    GENESIS_LABELS,
    HAS_BODY,
    MAX_SEQ,
    ZERO_ID,
    Header,
    Op,
    assemble,
    hash_body,
)

MAX_RUN_OPS = 512
# A content body longer than this is fetched by name, so that a receiver who knows it to be erased never asks for it.
INLINE_BODY_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Run:
    """Operations of one feed in order, each the predecessor of the next; never empty."""

    scope: bytes
    ops: tuple[Op, ...]

    @property
    def author(self) -> bytes:
        """The device that wrote them: 32 bytes."""
        return self.ops[0].header.author

    @property
    def lane(self) -> int:
        """`CONTROL_LANE` or `CONTENT_LANE`."""
        return self.ops[0].header.lane

    @property
    def first_seq(self) -> int:
        """Sequence number of the first operation."""
        return self.ops[0].header.seq

    @property
    def end_seq(self) -> int:
        """One more than the sequence number of the last operation."""
        return self.ops[-1].header.seq + 1

    def check_signatures(self) -> None:
        """Return quietly if every operation is its author's.

        Raises:
            BadSignatureError: One is not.
        """
        for op in self.ops if self.lane == CONTROL_LANE else self.ops[-1:]:
            op.check_signature()


def runs_of(scope: bytes, ops: Sequence[Op]) -> list[Run]:
    """Return `ops` in their order, cut into as few runs as that order allows."""
    runs: list[Run] = []
    current: list[Op] = []
    for op in ops:
        if current and (op.header.backlink != current[-1].id or len(current) >= MAX_RUN_OPS):
            runs.append(Run(scope, tuple(current)))
            current = []
        current.append(op)
    if current:
        runs.append(Run(scope, tuple(current)))
    return runs


def encode_run(run: Run) -> Value:
    """Return the run as a value for a message: ``[author, lane, first_seq, backlink, [op, ...]]``."""
    first = run.ops[0].header
    items: list[Value] = []
    epoch: bytes = ZERO_ID
    deps: tuple[bytes, ...] = ()
    for op in run.ops:
        h = op.header
        items.append(
            [
                h.kind,
                h.flags,
                _signed(h.hlc),
                op.signature,
                _body_value(op),
                None if h.epoch == epoch else h.epoch,
                None if h.deps == deps else list(h.deps),
                h.expiry,
                h.aux,
            ]
        )
        epoch, deps = h.epoch, h.deps
    return [first.author, first.lane, first.seq, first.backlink, items]


def decode_run(scope: bytes, value: Value) -> Run:
    """Return the run that a peer sent for `scope`, its chain rebuilt. Signatures are not yet checked.

    Raises:
        MalformedError: The value is no run, or an operation in it breaks a rule.
    """
    match value:
        case [bytes(author), int(lane), int(seq), bytes(backlink), [_, *_] as items] if (
            _are_plain(lane, seq)
            and lane in (CONTROL_LANE, CONTENT_LANE)
            and 0 <= seq < MAX_SEQ - MAX_RUN_OPS
            and len(items) <= MAX_RUN_OPS
        ):
            pass
        case _:
            raise MalformedError("a run of the wrong shape")
    ops: list[Op] = []
    epoch: bytes = ZERO_ID
    deps: tuple[bytes, ...] = ()
    for item in items:
        op = _decode_op(scope, author, seq + len(ops), backlink, epoch, deps, item)
        if op.header.lane != lane:
            raise MalformedError("an operation in the wrong lane")
        epoch, deps, backlink = op.header.epoch, op.header.deps, op.id
        ops.append(op)
    if ops[0].header.kind in GENESIS_LABELS and ops[0].scope != scope:
        raise MalformedError("the first operation of another scope")
    return Run(scope, tuple(ops))


def _decode_op(
    scope: bytes,
    author: bytes,
    seq: int,
    backlink: bytes,
    epoch: bytes,
    deps: tuple[bytes, ...],
    item: Value,
) -> Op:
    match item:
        case [
            int(kind),
            int(flags),
            int(hlc),
            bytes(signature),
            body,
            None | bytes() as own_epoch,
            None | [*_] as own_deps,
            int(expiry),
            int(aux),
        ] if _are_plain(kind, flags, hlc, expiry, aux):
            pass
        case _:
            raise MalformedError("an operation of the wrong shape")
    if own_deps is not None:
        deps = tuple(dep for dep in own_deps if isinstance(dep, bytes))
        if len(deps) != len(own_deps):
            raise MalformedError("a dependency that is no id")
    content, body_hash, body_len = _body_parts(body, flags)
    header = Header(
        kind=kind,
        scope=ZERO_ID if kind in GENESIS_LABELS else scope,
        author=author,
        seq=seq,
        hlc=hlc & ((1 << 64) - 1),
        backlink=backlink,
        body_hash=body_hash,
        body_len=body_len,
        epoch=epoch if own_epoch is None else own_epoch,
        deps=deps,
        flags=flags,
        expiry=expiry,
        aux=aux,
    )
    return assemble(header, signature, content)


def _body_value(op: Op) -> Value:
    if not op.header.flags & HAS_BODY:
        return None
    inline = op.body is not None and (op.header.lane == CONTROL_LANE or len(op.body) <= INLINE_BODY_BYTES)
    return op.body if inline else [op.header.body_hash, op.header.body_len]


def _body_parts(body: Value, flags: int) -> tuple[bytes | None, bytes, int]:
    match body:
        case None if not flags & HAS_BODY:
            return None, ZERO_ID, 0
        case bytes(content) if flags & HAS_BODY:
            return content, hash_body(content), len(content)
        case [bytes(body_hash), int(body_len)] if flags & HAS_BODY and _are_plain(body_len):
            return None, body_hash, body_len
        case _:
            raise MalformedError("a body of the wrong shape")


def _are_plain(*numbers: int) -> bool:
    # To Python True is an int; on the wire it would be a second way to write 1.
    return all(type(number) is int for number in numbers)


def _signed(number: int) -> int:
    # Canonical msgpack holds 63-bit magnitudes; an hlc uses 64 bits from the year 6429 on, or in a hostile header.
    return number - (1 << 64) if number >= 1 << 63 else number


def dev8(author: bytes, branch: bytes = b"") -> bytes:
    """Return the 8 bytes by which vectors name a device, or one branch of its feed after a fork.

    Args:
        author: The device's 32-byte id.
        branch: The 32-byte id of the branch's first operation; empty for the feed itself.
    """
    return digest(labels.DEV8, author + branch)[:8]
