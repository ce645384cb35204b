"""Small questions about an operation: which feed it is part of, and how long it is on the wire."""

from sync.ops import CONTROL_LANE, Op
from sync.ports import FeedKey
from sync.runs import INLINE_BODY_BYTES, dev8


def feed_of(op: Op) -> FeedKey:
    """Return the feed that an operation is part of."""
    return FeedKey(dev8(op.header.author), op.header.lane)


def wire_bytes(op: Op) -> int:
    """Return about how many bytes an operation takes in a message."""
    body = len(op.body) if op.body is not None else 0
    inline = op.header.lane == CONTROL_LANE or body <= INLINE_BODY_BYTES
    return 130 + 34 * len(op.header.deps) + (body if inline else 40)
