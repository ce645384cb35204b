"""What every service stands on: the open database, the circles in memory, this person, and the way to change things.

async with core.changing() as tx:          one transaction; circles in memory follow it, or are built again
    circle = core.circle(circle_id)
    await core.pen.content(tx, circle, Post("…"))
# committed: listeners have heard what changed, and sync has heard which feeds advanced
"""

import os
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager

from crypto.keys import AgreementKey
from organic_p2p.domain.ids import CircleId, PersonId
from organic_p2p.errors import DeviceTroubleError, NotFoundError
from organic_p2p.records.identity import RECOVERY_ENTROPY_BYTES, DeviceKeys, new_identity
from organic_p2p.services.clock import HybridClock, now_ms
from organic_p2p.services.events import NameChanged, NameErased
from organic_p2p.services.keeper import Keeper
from organic_p2p.services.likeness import Likeness
from organic_p2p.services.names import Names
from organic_p2p.services.pen import Pen
from organic_p2p.services.registry import Registry
from organic_p2p.services.state import CircleState
from organic_p2p.store import me as me_table
from organic_p2p.store import ops as op_table
from organic_p2p.store import profiles as profile_table
from organic_p2p.store.database import Database, Transaction
from organic_p2p.store.me import Me
from sync.errors import ShelfError
from sync.ops import CONTENT_LANE
from sync.ports import Clock, Vector

AdvanceListener = Callable[[bytes, Vector], None]


class Core:
    """One opened home."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self.registry = Registry(database)
        self.names = Names()
        self._likeness = Likeness(self.registry, self.names)
        self._stamps = HybridClock(clock)
        self._me: Me | None = None
        self._keeper: Keeper | None = None
        self._pen: Pen | None = None
        self._face = b""
        self._advance_listeners: list[AdvanceListener] = []
        database.listen(self._hear)
        database.on_rollback(self._rebuild)

    async def load(self) -> None:
        """Read the home into memory."""
        await self.registry.load()
        self.names.load(await profile_table.every(self.database))
        me = await me_table.load(self.database)
        if me is not None:
            await self._become(me)

    @property
    def me(self) -> Me:
        """This home's person.

        Raises:
            NotFoundError: Nobody has used this home yet.
        """
        if self._me is None:
            raise NotFoundError(
                "nobody",
                "Nobody lives in this home yet. Start a circle (organic start-circle NAME --as MY_NAME) or join one "
                "(organic join CODE --as MY_NAME).",
            )
        return self._me

    @property
    def face(self) -> bytes:
        """My picture, for every circle and room; no bytes if I have none."""
        return self._face

    @property
    def has_person(self) -> bool:
        """Whether somebody has used this home."""
        return self._me is not None

    @property
    def keeper(self) -> Keeper:
        """Keeps what arrives."""
        self.me  # noqa: B018 — says that nobody lives here, if so
        if self._keeper is None:
            raise AssertionError("a person without a keeper")
        return self._keeper

    @property
    def pen(self) -> Pen:
        """Writes what is ours."""
        self.me  # noqa: B018 — says that nobody lives here, if so
        if self._pen is None:
            raise AssertionError("a person without a pen")
        return self._pen

    @property
    def stamps(self) -> HybridClock:
        """Orders what this computer writes."""
        return self._stamps

    def now_ms(self) -> int:
        """Return Unix time in milliseconds."""
        return now_ms(self.clock)

    async def ensure_person(self, name: str) -> Me:
        """Return this home's person, made now if nobody has used it yet; `name` is what I was last called."""
        if self._me is None:
            keys, reach = DeviceKeys.generate(), AgreementKey.generate()
            entropy = os.urandom(RECOVERY_ENTROPY_BYTES)
            me = Me(keys, reach, new_identity(keys, reach, entropy, self.now_ms()), name)
            async with self.database.transaction() as tx:
                await me_table.save(tx, me, entropy)
            await self._become(me)
        elif self._me.name != name:
            async with self.database.transaction() as tx:
                await me_table.rename(tx, name)
            self._me = Me(self._me.keys, self._me.reach, self._me.identity, name)
        return self.me

    async def wear(self, face: bytes) -> None:
        """Remember my picture for all circles; whoever shows it there writes it there."""
        async with self.database.transaction() as tx:
            await me_table.set_face(tx, face)
        self._face = face

    def circle(self, circle: CircleId) -> CircleState:
        """Return a circle of this home; ask again inside each transaction, since a failed one replaces it."""
        state = self.registry.get(circle)
        if state is None:
            raise NotFoundError("unknown-circle", "This home knows no such circle.")
        return state

    @asynccontextmanager
    async def changing(self) -> AsyncGenerator[Transaction, None]:
        """Run one transaction; afterwards tell sync which feeds advanced."""
        advanced: dict[CircleId, Vector] = {}
        async with self.database.transaction() as tx:
            yield tx
            for touched in tx.touched:
                circle = self.registry.get(CircleId(touched))
                if circle is not None:
                    advanced[circle.id] = circle.take_advanced()
        self._likeness.forget()
        for circle_id, vector in advanced.items():
            if vector:
                for listener in self._advance_listeners:
                    listener(circle_id, vector)

    @asynccontextmanager
    async def taking(self) -> AsyncGenerator[Transaction, None]:
        """Run one transaction for what a peer sent: a disk that refuses is no fault of the peer.

        Raises:
            ShelfError: The disk is full or refuses to write; nothing of it was kept.
        """
        try:
            async with self.changing() as tx:
                yield tx
        except DeviceTroubleError as trouble:
            raise ShelfError(trouble.kind) from trouble

    def on_advance(self, listener: AdvanceListener) -> None:
        """Have `listener` called with a circle and the extents that changed, after each commit."""
        self._advance_listeners.append(listener)

    def name_of(self, person: PersonId, circle: CircleId | None = None) -> str:
        """Return what a person is called: in this circle, else anywhere, else a short form of the id.

        Of two who are called alike the second has a number (`Likeness`).
        """
        return self.told_apart(person, self.plain_name_of(person, circle))

    def plain_name_of(self, person: PersonId, circle: CircleId | None = None) -> str:
        """Return the same as the person wrote it, to be compared with what somebody typed."""
        if self._me is not None and person == self._me.person:
            return self.names.find(person, circle) or self._me.name
        return self.names.find(person, circle) or f"somebody ({person[:4].hex()})"

    def told_apart(self, person: PersonId, name: str) -> str:
        """Return a name as it is shown where others may be called alike."""
        return name if self._me is None else self._likeness.told_apart(person, name, self._me.person)

    async def _become(self, me: Me) -> None:
        self._me = me
        self._face = await me_table.get_value(self.database, "face") or b""
        for circle in self.registry:
            own = circle.feed_of(me.device, CONTENT_LANE)
            if own is not None:
                newest = await op_table.read_feed(self.database, own.feed, own.hi - 1, own.hi, 1)
                self._stamps.saw_own(newest[0].header.hlc)
        self._keeper = Keeper(me, self.clock, self._stamps, await op_table.next_arrival(self.database))
        self._pen = Pen(me, self._keeper, self._stamps, self.clock)

    async def _rebuild(self, touched: Iterable[bytes]) -> None:
        self._likeness.forget()
        for circle in touched:
            await self.registry.reload(CircleId(circle))

    def _hear(self, event: object) -> None:
        self._likeness.forget()
        match event:
            case NameChanged(circle, person, name, stamp, face):
                self.names.heard(circle, person, name, stamp, face)
            case NameErased(circle, person):
                self.names.forget(circle, person)
            case _:
                pass
