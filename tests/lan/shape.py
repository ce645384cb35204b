"""What a bad cable does to frames: a value, and one direction of a cable that acts by it.

The kernel's own emulator (netem) is missing from many kernels, so frames pass through `Pipe` in a process of
ours (`relay`). All chance comes from one seeded generator for each direction, so that a seed tells the whole
story.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

# An Ethernet header is 14 bytes. Damage starts after it, or the switch and not the receiver would refuse the
# frame.
_ETHERNET_HEADER_BYTES = 14
_SMALLEST_DAMAGED_BYTES = 34


@dataclass(frozen=True, slots=True)
class Shape:
    """One direction's faults; the default is a perfect cable.

    Attributes:
        delay_ms: Added to every frame.
        jitter_ms: At most so much more, evenly spread; order is kept.
        loss: Share of the frames that vanish, 0 to 1; likewise `dup`, `reorder` (by up to 20 ms) and
            `corrupt` (one bit flipped).
        rate_kbit_s: The cable's speed; 0 is unlimited.
        queue_kib: How much may wait for a slow cable before frames are dropped.
    """

    delay_ms: float = 0.0
    jitter_ms: float = 0.0
    loss: float = 0.0
    dup: float = 0.0
    reorder: float = 0.0
    corrupt: float = 0.0
    rate_kbit_s: float = 0.0
    queue_kib: int = 64


PERFECT = Shape()


class Pipe:
    """One direction of one cable: decides when, whether and how often a frame arrives."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)
        self._queued_bytes = 0
        self._free_at_s = 0.0
        self._last_at_s = 0.0
        self.shape = PERFECT
        self.sent = 0
        self.dropped = 0

    def reshape(self, shape: Shape) -> None:
        """Act by `shape` from the next frame on."""
        self.shape = shape
        self._queued_bytes, self._free_at_s, self._last_at_s = 0, 0.0, 0.0

    def fate(self, frame: bytes, now_s: float) -> list[tuple[float, bytes]]:
        """Return (time of arrival, frame) none, one or two times, on the clock that `now_s` was read from."""
        shape, chance = self.shape, self._random.random
        if chance() < shape.loss or self._is_full(frame):
            self.dropped += 1
            return []
        at_s = self._sent_at_s(frame, now_s) + shape.delay_ms / 1000
        if shape.jitter_ms:
            at_s += self._random.uniform(0, shape.jitter_ms) / 1000
        if chance() < shape.reorder:
            at_s += self._random.uniform(0.001, 0.02)
        else:
            at_s = self._last_at_s = max(at_s, self._last_at_s)
        if chance() < shape.corrupt and len(frame) > _SMALLEST_DAMAGED_BYTES:
            frame = self._damaged(frame)
        return [(at_s, frame)] * (2 if chance() < shape.dup else 1)

    def arrived(self, frame: bytes) -> None:
        """Note that a frame given by `fate` has left the queue of a slow cable."""
        if self.shape.rate_kbit_s:
            self._queued_bytes = max(0, self._queued_bytes - len(frame))

    def _is_full(self, frame: bytes) -> bool:
        shape = self.shape
        return bool(shape.rate_kbit_s) and self._queued_bytes + len(frame) > shape.queue_kib * 1024

    def _sent_at_s(self, frame: bytes, now_s: float) -> float:
        if not self.shape.rate_kbit_s:
            return now_s
        self._queued_bytes += len(frame)
        self._free_at_s = max(now_s, self._free_at_s) + len(frame) * 8 / (self.shape.rate_kbit_s * 1000)
        return self._free_at_s

    def _damaged(self, frame: bytes) -> bytes:
        spoilt = bytearray(frame)
        at = self._random.randrange(_ETHERNET_HEADER_BYTES, len(spoilt))
        spoilt[at] ^= 1 << self._random.randrange(8)
        return bytes(spoilt)
