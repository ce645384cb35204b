"""The operations of this home as sync sees them: implements `sync.ports.Shelf`."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence

from crypto.errors import CryptoError
from organic_p2p.domain.ids import CircleId, DeviceId, PersonId
from organic_p2p.records import control
from organic_p2p.services.claims import Doubt
from organic_p2p.services.core import Core
from organic_p2p.services.events import CircleAdded
from organic_p2p.services.keeper import Outcome
from organic_p2p.services.roster import Roster
from organic_p2p.services.state import CircleState
from organic_p2p.store import circles as circle_table
from organic_p2p.store import neighbours as neighbour_table
from organic_p2p.store import ops as op_table
from organic_p2p.store.circles import CircleKind, CircleRow, Status
from sync.errors import MalformedError
from sync.ops import Op
from sync.ports import Extent, FeedKey, Peer, Taken, Vector
from sync.runs import Run, dev8

# Each room that somebody opens costs us memory for ever: a friend opens a few, a prank opens thousands.
MAX_ROOMS_BY_PERSON = 64
# What one computer may claim to hold of one circle: two lanes for each of two thousand computers.
MAX_FEEDS_NOTED = 4096

logger = logging.getLogger("organic.shelf")


class Shelf:
    """Reads and keeps for sync; every judgement is the keeper's."""

    def __init__(self, core: Core, roster: Roster) -> None:
        self._core = core
        self._roster = roster
        self._dirty: dict[tuple[CircleId, DeviceId], set[FeedKey]] = {}

    @property
    def holdings(self) -> Mapping[tuple[CircleId, DeviceId], Mapping[FeedKey, Extent]]:
        """What other computers said they hold, by circle and device."""
        return self._roster.holdings

    async def load(self) -> None:
        """Read what other computers were last known to hold."""
        self._roster.holdings = await neighbour_table.holdings(self._core.database)

    async def save(self) -> None:
        """Write down what other computers hold; done now and then, since it is only about what others have."""
        dirty, self._dirty = self._dirty, {}
        rows = [
            (circle, device, key, self._roster.holdings[circle, device][key])
            for (circle, device), keys in dirty.items()
            for key in keys
        ]
        if rows:
            async with self._core.database.transaction() as tx:
                await neighbour_table.put_holdings(tx, rows)

    # -- sync.ports.Shelf ---------------------------------------------------------------------------

    def shared_with(self, peer: Peer) -> Sequence[bytes]:
        """Return the circles and rooms that `peer` has a right to."""
        return [circle.id for circle in self._core.registry if self._shares(circle, PersonId(peer.person))]

    def vector(self, scope: bytes) -> Vector:
        """Return what is held of a circle."""
        circle = self._core.registry.get(CircleId(scope))
        return {} if circle is None else circle.vector()

    async def read(self, scope: bytes, feed: FeedKey, lo: int, hi: int, max_bytes: int) -> Sequence[Op]:
        """Return operations lo.. of a content feed."""
        circle = self._core.registry.get(CircleId(scope))
        row = circle.feeds.get(feed) if circle is not None else None
        if row is None:
            return []
        return await op_table.read_feed(
            self._core.database, row.feed, max(lo, row.lo), min(hi, row.hi), max_bytes
        )

    async def read_control(self, scope: bytes, after: Mapping[FeedKey, int], max_bytes: int) -> Sequence[Op]:
        """Return control operations that a peer lacks, each after everything that it builds on."""
        circle = self._core.registry.get(CircleId(scope))
        if circle is None:
            return []
        rows = {circle.feeds[key].feed: first for key, first in after.items() if key in circle.feeds}
        return await op_table.read_control(self._core.database, circle.id, rows, max_bytes)

    async def take(self, scope: bytes, runs: Sequence[Run], source: Peer) -> Taken:
        """Judge and keep operations, in one transaction."""
        del source  # what counts is who signed, not who brought it
        if self._core.registry.get(CircleId(scope)) is None:
            return Taken()
        outcome = Outcome()
        async with self._core.taking() as tx:
            circle = self._core.circle(CircleId(scope))
            for run in runs:
                await self._core.keeper.keep_run(tx, circle, run, outcome)
        return Taken(outcome.deps_missing, outcome.refused, frozenset(outcome.conflicts))

    async def read_bodies(self, scope: bytes, ids: Sequence[bytes]) -> Sequence[tuple[bytes, bytes | None]]:
        """Return bodies by operation id."""
        return await op_table.bodies(self._core.database, CircleId(scope), ids)

    async def missing_bodies(self, scope: bytes, limit: int) -> Sequence[tuple[FeedKey, int, bytes]]:
        """Return operations whose body is wanted, newest first."""
        circle = self._core.registry.get(CircleId(scope))
        if circle is None:
            return []
        rows = await op_table.wanted(self._core.database, circle.id, limit)
        keys = [(circle.key_of(feed), seq, op_id) for feed, seq, op_id in rows]
        return [(key, seq, op_id) for key, seq, op_id in keys if key is not None]

    async def take_bodies(self, scope: bytes, bodies: Sequence[tuple[bytes, bytes]], source: Peer) -> None:
        """Keep bodies that fit the header held."""
        del source
        async with self._core.taking() as tx:
            circle = self._core.circle(CircleId(scope))
            for op_id, body in bodies:
                await self._core.keeper.keep_body(tx, circle, op_id, body)

    def learned(self, peer: Peer, scope: bytes, vector: Vector) -> None:
        """Note what `peer` says it holds."""
        circle = self._core.registry.get(CircleId(scope))
        if circle is None:
            return
        place = (circle.id, DeviceId(peer.device))
        held = self._roster.holdings.setdefault(place, {})
        for key, extent in vector.items():
            # A newcomer hears what others hold before it holds anything itself, so unknown feeds are noted too.
            if held.get(key) != extent and (key in held or len(held) < MAX_FEEDS_NOTED):
                held[key] = extent
                self._dirty.setdefault(place, set()).add(key)
        self._look_for_copy(circle, DeviceId(peer.device), vector)

    async def genesis(self, scope: bytes) -> Op | None:
        """Return the first operation of a room, to introduce it; circles are entered by invitation only."""
        circle = self._core.registry.get(CircleId(scope))
        return circle.genesis if circle is not None and circle.is_room else None

    async def introduced(self, genesis: Op, source: Peer) -> bool:
        """Take up a room that a member says we belong to: one in which we know everybody from our circles.

        Whoever is in a room with us can reach us and sees when we are there, so nobody may bring a stranger along, or
        somebody whom a circle has removed.
        """
        try:
            genesis.check_signature()
            body = control.read(genesis)
        except (CryptoError, MalformedError):
            return False
        if not isinstance(body, control.RoomGenesis) or genesis.header.deps:
            return False
        people = {identity.person: identity for identity in body.people}
        if self._core.me.person not in people or PersonId(source.person) not in people:
            return False
        circle_id = CircleId(genesis.scope)
        if self._core.registry.get(circle_id) is not None:
            return True
        author = next(person for person, i in people.items() if i.device.id == genesis.header.author)
        if (
            people.keys() - self._acquaintances()
            or len(self._core.registry.rooms_by(author)) >= MAX_ROOMS_BY_PERSON
        ):
            return False
        async with self._core.taking() as tx:
            if self._core.registry.get(circle_id) is None:
                row = CircleRow(circle_id, CircleKind.ROOM, "", Status.MEMBER)
                tx.touch(circle_id)
                await circle_table.add(tx, row)
                state = CircleState(row)
                self._core.registry.add(state)
                await self._core.keeper.keep_run(tx, state, Run(circle_id, (genesis,)), Outcome())
                tx.announce(CircleAdded(circle_id))
        return True

    def on_advance(self, listener: Callable[[bytes, Vector], None]) -> None:
        """Call `listener` with a circle and the extents that changed, after each commit."""
        self._core.on_advance(listener)

    # -- for ourselves ------------------------------------------------------------------------------

    def holders(self, circle: CircleState, feed: int, seq: int, devices: Iterable[DeviceId]) -> int:
        """Return how many of `devices` are known to hold an operation: ourselves, its author, and who said so."""
        key = circle.key_of(feed)
        author = circle.feeds[key].author if key is not None else None
        count = 0
        for device in devices:
            if device in (self._core.me.device, author):
                count += 1
                continue
            extent = self._roster.holdings.get((circle.id, device), {}).get(key) if key is not None else None
            if extent is not None and extent.lo <= seq < extent.hi:
                count += 1
        return count

    def _shares(self, circle: CircleState, person: PersonId) -> bool:
        if circle.status is Status.JOINING:
            return self._roster.host_of(circle.id) == person
        if circle.status is Status.MEMBER or self._roster.still_taking_leave(circle):
            return person in circle.members
        return False

    def _acquaintances(self) -> frozenset[PersonId]:
        circles = (circle.members for circle in self._core.registry.active() if not circle.is_room)
        return frozenset({self._core.me.person}).union(*circles)

    def _look_for_copy(self, circle: CircleState, device: DeviceId, vector: Vector) -> None:
        """Notice that others hold more of our own feeds than we do: this home was put back from an older copy."""
        short, now_s = dev8(self._core.me.device), self._core.clock.monotonic_s()
        for key, extent in vector.items():
            if key.dev8 == short:
                doubt = circle.claims.hear(device, key, extent, circle.feeds.get(key), now_s)
                if doubt is Doubt.COPIED:  # sync will fetch the other branch, if there is one
                    logger.warning("somebody says that another computer writes with the keys of this one")
