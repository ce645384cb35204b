"""What others say about our own chain in a circle, and for how long we take their word for it.

A home that was put back from an older copy must not write before it has fetched what it has forgotten: two
operations would claim one place. That others hold more of our chain than we do is the first sign of it. But they only
say so, and whoever could silence us with a word would. So such a claim is believed for as long as what it speaks of
keeps coming, and a little longer; a computer whose claim came to nothing is not believed again until the next start.
The proof that a chain goes on in two ways is another matter: it is signed (see `chains`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from organic_p2p.domain.ids import DeviceId
from organic_p2p.store.ops import FeedRow
from sync.ports import Extent, FeedKey

# Asking and answering takes a second; a computer that has to be asked twice, or by way of another, some more.
BELIEVED_S = 60.0


class Doubt(Enum):
    """Why we should not write now."""

    BEHIND = "behind"
    """Others hold more of our chain than we do."""
    COPIED = "copied"
    """Others hold something else in our place."""


@dataclass(slots=True)
class _Claim:
    theirs: Extent
    reached: int
    since_s: float


class Claims:
    """What other computers say about our own chains in one circle."""

    def __init__(self) -> None:
        self._claims: dict[tuple[DeviceId, FeedKey], _Claim] = {}
        self._disbelieved: set[DeviceId] = set()

    def hear(
        self, device: DeviceId, feed: FeedKey, theirs: Extent, own: FeedRow | None, now_s: float
    ) -> Doubt | None:
        """Take in what `device` says it holds of `feed`, one of ours; return the doubt that it raises."""
        if device in self._disbelieved:
            return None
        doubt = _doubt(theirs, own)
        if doubt is None:
            self._claims.pop((device, feed), None)
            return None
        claim = self._claims.setdefault((device, feed), _Claim(theirs, 0 if own is None else own.hi, now_s))
        claim.theirs = theirs
        return doubt

    def doubt(self, feeds: Mapping[FeedKey, FeedRow], now_s: float) -> Doubt | None:
        """Return why nothing should be written now, given what we hold of our feeds; None if nothing is in the way."""
        found = None
        for (device, feed), claim in tuple(self._claims.items()):
            own = feeds.get(feed)
            doubt = _doubt(claim.theirs, own)
            held = 0 if own is None else own.hi
            if held > claim.reached:
                claim.reached, claim.since_s = held, now_s
            if doubt is None or now_s - claim.since_s > BELIEVED_S:
                del self._claims[device, feed]
                if doubt is not None:
                    self._disbelieved.add(device)
                continue
            found = doubt if found is not Doubt.COPIED else found
        return found


def _doubt(theirs: Extent, own: FeedRow | None) -> Doubt | None:
    if own is None or theirs.hi > own.hi:
        return Doubt.BEHIND
    if theirs.hi == own.hi and theirs.head != own.head[:8]:
        return Doubt.COPIED
    return None
