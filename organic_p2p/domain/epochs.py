"""Which key to write with: the eligibility rule (`PROTOCOL.md`, "Eligibility").

An *epoch* is a secret that was sealed to a set of devices. Several may exist side by side, because two people may
renew the keys without knowing of each other. Nobody leads and no clock is asked:

    Write only with an epoch of which every recipient is, as far as I know, a device of a present member.

So the moment I learn that somebody was removed, every epoch they can open is out of the question for me, and I make
a new one before I write. What others wrote with any epoch remains readable to whoever holds it.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from organic_p2p.domain.ids import OpId

# A generation only orders epochs. An insider may claim any; ours must still fit the 63 bits of a record.
MAX_GENERATION = 2**62


@dataclass(frozen=True, slots=True)
class EpochInfo:
    """What the rule looks at in one EPOCH and all valid GRANTs to it."""

    id: OpId
    generation: int
    """0 for a circle's first, then one more than the highest its author knew. To be counted, never to be believed:
    an insider would claim one that nobody can exceed."""
    recipients: frozenset[bytes]
    """Everybody it was ever sealed for, by short device digest (8 bytes); grown by GRANTs."""
    author_was_member: bool
    """Did its author belong as far as the EPOCH knows? See `Authority.author_was_member`."""


@dataclass(frozen=True, slots=True)
class WriteWith:
    """An epoch to write with."""

    epoch: OpId
    missing: frozenset[bytes]
    """Members' devices that cannot open it yet: they need a GRANT."""


@dataclass(frozen=True, slots=True)
class Renew:
    """There is no such epoch; make one before writing."""

    generation: int
    recipients: frozenset[bytes]
    """Seal it to all of these."""


def choose(
    epochs: Mapping[OpId, EpochInfo],
    held: Set[OpId],
    present: Set[bytes],
    unaware: Set[OpId] = frozenset(),
    own: bytes | None = None,
) -> WriteWith | Renew:
    """Say with which epoch to write now.

    Args:
        epochs: Every EPOCH known in the circle.
        held: Those whose secret this device has, and found to be the one that was promised.
        present: Short digests of the devices of all members in this device's view, its own included.
        unaware: Epochs whose author did not know of every removal that is known here: out of the question too,
            because a GRANT we have not heard of may have handed them to somebody who was let in and is gone again.
            Who grants an epoch knows what its author knew, so an epoch made later cannot reach them that way.
            See `Authority.unaware`.
        own: Short digest of this device, to be told when others write what it cannot read.
    """
    best = _best(epochs, held, present, unaware)
    if best is None or shut_out(epochs, held, present, unaware, own):
        return Renew(next_generation(epochs.values()), frozenset(present))
    return WriteWith(best.id, frozenset(present) - best.recipients)


def shut_out(
    epochs: Mapping[OpId, EpochInfo],
    held: Set[OpId],
    present: Set[bytes],
    unaware: Set[OpId],
    own: bytes | None,
) -> bool:
    """Say whether the others write with an epoch that was sealed for `own`, too, but with a secret that is none.

    Whoever made it can keep somebody from reading without anybody noticing, so that somebody makes a new one. See
    `choose` for what the rest means.
    """
    best = _best(epochs, held, present, unaware)
    return any(
        own in epoch.recipients and epoch.id not in held and (best is None or _rank(epoch) > _rank(best))
        for epoch in epochs.values()
        # The others found no fault in it.
        if _may_be_written_with(epoch, present, unaware)
    )


def _best(
    epochs: Mapping[OpId, EpochInfo], held: Set[OpId], present: Set[bytes], unaware: Set[OpId]
) -> EpochInfo | None:
    usable = [
        epoch
        for epoch in epochs.values()
        if epoch.id in held and _may_be_written_with(epoch, present, unaware)
    ]
    # Everybody who knows the same epochs prefers the same one, so concurrent renewals meet again by themselves.
    return max(usable, key=_rank, default=None)


def _may_be_written_with(epoch: EpochInfo, present: Set[bytes], unaware: Set[OpId]) -> bool:
    return epoch.author_was_member and epoch.id not in unaware and epoch.recipients <= present


def _rank(epoch: EpochInfo) -> tuple[int, OpId]:
    return epoch.generation, epoch.id


def next_generation(epochs: Iterable[EpochInfo]) -> int:
    """Return the generation of a new epoch: above all that are known."""
    return min(max((epoch.generation for epoch in epochs), default=-1) + 1, MAX_GENERATION)
