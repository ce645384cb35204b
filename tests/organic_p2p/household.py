"""Several homes in one process, without a network: real engines, a clock that stands still, and sync by hand.

    async with household(folder, "Anna", "Ben") as (anna, ben):     a circle "Family" in which both are in step
        post = await anna.post("hello")
        await meet(anna, ben)                                       each takes over what the other holds
        assert await ben.texts() == ["hello"]

What passes between two homes goes through the codec of the wire and the shelf's judgement, as in a session. What
follows from what arrived happens when `tend` is called. Making keys and joining takes a moment, so each family is
made once and then copied.
"""

import asyncio
import functools
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from crypto.bodies import seal_body
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.codec import to_json
from organic_p2p.domain.ids import DeviceId, OpId, PersonId
from organic_p2p.engine import Engine
from organic_p2p.handlers import handle
from organic_p2p.records import content, control
from organic_p2p.services.doorkeeper import Doorkeeper
from organic_p2p.services.state import CircleState
from organic_p2p.store.home import prepare
from sync.omp1 import Value, decode, encode
from sync.ops import CONTENT_LANE, CONTROL_LANE, HAS_BODY, Header, Op, hash_body, sign
from sync.ports import Address, FeedKey, Guest, Host, Peer, Taken
from sync.runs import Run, decode_run, dev8, encode_run, runs_of
from tests.fakes import FakeClock

FAMILY = "Family"
AN_ADDRESS = Address("192.168.1.20", 4711)
# Everything that is planned, however far ahead.
ANY_TIME_S = 10_000.0
_MUCH = 1 << 30

P = ParamSpec("P")
T = TypeVar("T")


class RefusedError(AssertionError):
    """A request that a test expected to be done was refused."""


def scene(play: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Let pytest run an asynchronous test."""

    @functools.wraps(play)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        asyncio.run(play(*args, **kwargs))

    return run


class Home:
    """One opened home of a test."""

    def __init__(self, name: str, folder: Path, clock: FakeClock, engine: Engine) -> None:
        self.name, self.folder, self.clock, self.engine = name, folder, clock, engine

    @classmethod
    async def open(cls, name: str, folder: Path, clock: FakeClock) -> "Home":
        await asyncio.to_thread(prepare, folder)
        return cls(name, folder, clock, await Engine.open(folder, clock=clock))

    async def close(self) -> None:
        await self.engine.close()

    async def reopen(self) -> None:
        """Stop the engine and start it again."""
        await self.engine.close()
        self.engine = await Engine.open(self.folder, clock=self.clock)

    # -- who -----------------------------------------------------------------------------------------------------

    @property
    def person(self) -> PersonId:
        return self.engine.core.me.person

    @property
    def device(self) -> DeviceId:
        return self.engine.core.me.device

    @property
    def peer(self) -> Peer:
        return Peer(self.person, self.device)

    @property
    def doorkeeper(self) -> Doorkeeper:
        return self.engine._doorkeeper

    def circle(self, name: str = FAMILY) -> CircleState:
        """Return the circle of this name, or the only room if there is no such circle."""
        return next(c for c in self.engine.core.registry if c.name == name)

    def rooms(self) -> list[CircleState]:
        return [c for c in self.engine.core.registry if c.is_room]

    # -- asking --------------------------------------------------------------------------------------------------

    async def ask(self, request: q.Request) -> Any:
        """Return the reply to a request that is not refused."""
        reply = await handle(self.engine, request)
        if isinstance(reply, r.Refused):
            raise RefusedError(f"{type(request).__name__}: {reply.error}: {reply.message}")
        return reply

    async def refusal(self, request: q.Request) -> str:
        """Return the kind of a refusal that is expected, after checking that its sentence is one."""
        reply = await handle(self.engine, request)
        assert isinstance(reply, r.Refused), reply
        assert reply.message.endswith((".", ")", "?")) or "organic " in reply.message, reply.message
        return reply.error

    async def post(self, text: str, circle: str = FAMILY) -> OpId:
        self.clock.advance(1)
        return OpId((await self.ask(q.Post(circle, text))).post)

    async def comment(self, post: bytes, text: str) -> OpId:
        self.clock.advance(1)
        return OpId((await self.ask(q.Comment(post.hex(), text))).post)

    async def edit(self, post: bytes, text: str) -> None:
        self.clock.advance(1)
        await self.ask(q.Edit(post.hex(), text))

    async def react(self, post: bytes, emoji: str) -> None:
        self.clock.advance(1)
        await self.ask(q.React(post.hex(), emoji))

    async def delete(self, post: bytes) -> None:
        self.clock.advance(1)
        await self.ask(q.Delete(post.hex()))

    async def posts(self, circle: str = FAMILY) -> tuple[r.PostView, ...]:
        reply: r.PostsReply = await self.ask(q.ReadFeed(circle, 500, ""))
        return reply.posts

    async def texts(self, circle: str = FAMILY) -> list[str]:
        """Return the texts of a circle's posts, oldest first."""
        return [post.text for post in reversed(await self.posts(circle))]

    async def remove(self, person: "Home", circle: str = FAMILY) -> None:
        self.clock.advance(1)
        await self.ask(q.Remove(person.person.hex(), circle, "a reason"))

    async def tend(self, within_s: float = 0.0) -> None:
        """Let everything happen that is due by now, or within so many seconds."""
        tending = self.engine._tending
        while True:
            until = self.clock.monotonic_s() + within_s
            due = sorted(key for key, at in tending._due.items() if at <= until)
            if not due:
                return
            for key in due:
                tending._due.pop(key, None)
                await tending._do(*key)

    # -- writing what no honest program writes ---------------------------------------------------------------------

    def draft(self, circle: CircleState, kind: int, body: bytes | None, **fields: Any) -> Header:
        """Return the header of this computer's next operation, with `fields` as a liar would have them."""
        lane = kind >> 7
        feed = circle.feed_of(self.device, lane)
        header = Header(
            kind=int(kind),
            scope=circle.id,
            author=self.device,
            seq=feed.hi if feed else 0,
            hlc=self.engine.core.stamps.next(),
            backlink=feed.head if feed else bytes(32),
            body_hash=bytes(32) if body is None else hash_body(body),
            body_len=0 if body is None else len(body),
            epoch=self.epoch(circle) if lane == CONTENT_LANE else bytes(32),
            deps=circle.authority.heads(),
            flags=0 if body is None else HAS_BODY,
        )
        return replace(header, **fields)

    def forge(self, circle: CircleState, kind: int, body: bytes | None, **fields: Any) -> Op:
        """Return a signed operation with this content, right or wrong, that this home itself does not keep."""
        return sign(self.draft(circle, kind, body, **fields), self.engine.core.me.keys.signing, body)

    def forge_content(self, circle: CircleState, kind: int, plaintext: bytes, **fields: Any) -> Op:
        """Return a signed operation of the content lane with any plaintext, sealed for the circle."""
        place = self.draft(circle, kind, b"\0", **fields)
        body = seal_body(circle.secrets[OpId(place.epoch)], content.place(place), plaintext)
        return self.forge(circle, kind, body, **{"hlc": place.hlc, **fields})

    def epoch(self, circle: CircleState) -> OpId:
        """Return the newest epoch whose secret is here."""
        return max(circle.secrets, key=lambda e: (circle.epochs[e].generation, e))

    async def write(self, body: control.ControlBody | content.ContentBody, circle: str = FAMILY) -> Op:
        """Write an operation as this program writes it, without asking whether the rules allow it."""
        core = self.engine.core
        async with core.changing() as tx:
            state = core.circle(self.circle(circle).id)
            if type(body) in content.KIND_OF:
                return await core.pen.content(tx, state, body)  # type: ignore[arg-type]  # just checked
            return await core.pen.control(tx, state, body)  # type: ignore[arg-type]  # the other half

    async def take(self, *ops: Op, circle: CircleState | None = None) -> Taken:
        """Take operations of the family from a stranger, as they come off the wire."""
        return await hand_over(self, (circle or self.circle()).id, ops)


# -- households ----------------------------------------------------------------------------------------------------


@asynccontextmanager
async def household(folder: Path, *names: str) -> AsyncGenerator[tuple[Home, ...], None]:
    """Open one home for each name; all are members of the circle "Family" and in step.

    Args:
        folder: Where the homes are kept.
        names: The first one founded the circle. One that ends in ``*`` belongs to a steward.
    """
    made = await _made(tuple(names))
    clock = FakeClock(made.wall_s)
    async with AsyncExitStack() as stack:
        homes = []
        for name in names:
            plain = name.rstrip("*")
            await asyncio.to_thread(shutil.copytree, made.folder / plain, folder / plain)
            home = await Home.open(plain, folder / plain, clock)
            stack.push_async_callback(home.close)
            homes.append(home)
        yield tuple(homes)


@asynccontextmanager
async def strangers(
    folder: Path, *names: str, clock: FakeClock | None = None
) -> AsyncGenerator[tuple[Home, ...], None]:
    """Open one new home for each name. Nobody lives there yet."""
    clock = clock or FakeClock()
    async with AsyncExitStack() as stack:
        homes = []
        for name in names:
            home = await Home.open(name, folder / name, clock)
            stack.push_async_callback(home.close)
            homes.append(home)
        yield tuple(homes)


@asynccontextmanager
async def anna_and_nina(folder: Path) -> AsyncGenerator[tuple[Home, Home], None]:
    """Open the homes of Anna, who founded the circle "Family" and is alone in it, and of Nina, who is in none yet."""
    async with household(folder, "Anna") as (anna,), strangers(folder, "Nina", clock=anna.clock) as (nina,):
        yield anna, nina


@asynccontextmanager
async def newcomer(folder: Path, host: Home, name: str = "Nina") -> AsyncGenerator[Home, None]:
    """Open a home whose person was just let in: it holds the control operations of the family and no content."""
    async with strangers(folder, name, clock=host.clock) as (guest,):
        await guest.ask(q.Join(await a_code(host), name, 0))
        assert await knock(guest, host) == "admitted"
        control_ops = [op for op in await every_op(host) if op.header.lane == CONTROL_LANE]
        await hand_over(guest, host.circle().id, control_ops)
        yield guest


@asynccontextmanager
async def copy_of(home: Home, folder: Path) -> AsyncGenerator[Home, None]:
    """Open a copy of a home as it is on disk now: its twin, or itself put back from a backup."""
    await home.reopen()
    await asyncio.to_thread(shutil.copytree, home.folder, folder)
    twin = await Home.open(home.name, folder, FakeClock(home.clock.wall_s()))
    try:
        yield twin
    finally:
        await twin.close()


@dataclass
class _Made:
    folder: Path
    wall_s: float


_CACHE: dict[tuple[str, ...], _Made] = {}
_SHELF = tempfile.TemporaryDirectory(prefix="organic-households-")


async def _made(names: tuple[str, ...]) -> _Made:
    if names not in _CACHE:
        folder = Path(_SHELF.name) / str(len(_CACHE))
        plain = [name.rstrip("*") for name in names]
        async with strangers(folder, *plain) as homes:
            founder, *others = homes
            await founder.ask(q.StartCircle(FAMILY, founder.name))
            for other in others:
                await bring_in(founder, other)
            await meet(*homes)
            for name, home in zip(names, homes, strict=True):
                if name.endswith("*") and home is not founder:
                    await promote(home, *(h for h in homes if h.person in h.circle().stewards))
                    await meet(*homes)
            for home in homes:
                await home.tend(ANY_TIME_S)
            await meet(*homes)
            wall_s = founder.clock.wall_s()
        _CACHE[names] = _Made(folder, wall_s)
    return _CACHE[names]


async def promote(candidate: Home, *stewards: Home) -> None:
    """Make somebody a steward, with as many yeses as it takes."""
    for steward in stewards:
        await meet(*stewards)
        if candidate.person not in steward.circle().stewards:
            await steward.ask(q.Promote(candidate.person.hex(), FAMILY))


async def bring_in(host: Home, guest: Home, circle: str = FAMILY) -> None:
    """Invite and admit somebody, until both hold the same."""
    code = await a_code(host, circle)
    await guest.ask(q.Join(code, guest.name, 0))
    assert await knock(guest, host) == "admitted"
    await settle(host, guest)


async def a_code(host: Home, circle: str = FAMILY, *, days: int = 7, ask: bool = False) -> str:
    """Return the code of a new invitation."""
    reply: r.InviteReply = await host.ask(q.Invite(circle, days, ask, ()))
    return reply.code


async def knock(guest: Home, host: Home) -> str | None:
    """Let a guest show its code to a host; return the host's answer, or None if the two do not come together."""
    meeting = next(meetings(guest, host), None)
    if meeting is None:
        return None
    h = os.urandom(32)
    sought, offered = meeting
    answer = await conversation(guest, host, sought, offered, h)
    if answer is None:
        return None
    await guest.doorkeeper.settle(sought.invitation, answer, AN_ADDRESS)
    fields = decode(answer, max_bytes=1024)
    assert isinstance(fields, dict)
    return str(fields["state"])


async def conversation(guest: Home, host: Home, wanted: Host, offered: Guest, h: bytes) -> bytes | None:
    """Let guest and host speak as far as the host's answer."""
    greeting = await host.doorkeeper.greeting(offered.invitation)
    static = host.engine.core.me.keys.transport.public
    request = await guest.doorkeeper.request(wanted.invitation, static, h, greeting)
    if request is None:
        return None
    static = guest.engine.core.me.keys.transport.public
    return await host.doorkeeper.answer(offered.invitation, static, h, request)


def meetings(guest: Home, host: Home) -> Iterator[tuple[Host, Guest]]:
    """Yield the pairs of contacts by which the handshake would bring the two together."""
    for sought in guest.engine.roster.contacts():
        for offered in host.engine.roster.contacts():
            if (
                sought.key == offered.key
                and isinstance(sought.name, Host)
                and isinstance(offered.name, Guest)
            ):
                assert {sought.role, offered.role} == {0, 1}
                yield sought.name, offered.name


# -- sync ----------------------------------------------------------------------------------------------------------


async def settle(*homes: Home) -> None:
    """Let everybody take over everything, and do what follows from it, until nothing more happens."""
    before: object = None
    while before != (now := [vectors(home) for home in homes]):
        before = now
        await meet(*homes)
        for home in homes:
            await home.tend(ANY_TIME_S)


async def meet(*homes: Home) -> None:
    """Let each take over what the others hold, until all hold the same."""
    before: object = None
    while before != (now := [vectors(home) for home in homes]):
        before = now
        for giver in homes:
            for taker in homes:
                if giver is not taker:
                    await pass_on(giver, taker)


def vectors(home: Home) -> dict[bytes, dict[FeedKey, Any]]:
    return {circle.id: dict(circle.vector()) for circle in home.engine.core.registry}


async def pass_on(giver: Home, taker: Home) -> None:
    """Let `taker` take over what `giver` holds, as far as each thinks that the other has a right to it."""
    for scope in giver.engine.shelf.shared_with(taker.peer):
        if scope not in taker.engine.shelf.shared_with(giver.peer):
            genesis = await giver.engine.shelf.genesis(scope)
            if genesis is None or not await taker.engine.shelf.introduced(genesis, giver.peer):
                continue
        await pass_on_scope(giver, taker, scope)


async def pass_on_scope(giver: Home, taker: Home, scope: bytes) -> None:
    ours, theirs = giver.engine.shelf, taker.engine.shelf
    have, held = theirs.vector(scope), ours.vector(scope)
    after = {key: have[key].hi if key in have else 0 for key in held if key.lane == CONTROL_LANE}
    await hand_over(taker, scope, await ours.read_control(scope, after, _MUCH), giver.peer)
    for key, extent in held.items():
        if key.lane == CONTENT_LANE:
            own = theirs.vector(scope).get(key)
            first = extent.lo if own is None else own.hi
            await hand_over(taker, scope, await ours.read(scope, key, first, extent.hi, _MUCH), giver.peer)
            if own is not None and extent.lo < own.lo:
                beneath = await ours.read(scope, key, extent.lo, own.lo, _MUCH)
                await hand_over(taker, scope, beneath, giver.peer)
    wanted = [op_id for _, _, op_id in await theirs.missing_bodies(scope, 1000)]
    bodies = [(op_id, body) for op_id, body in await ours.read_bodies(scope, wanted) if body is not None]
    await theirs.take_bodies(scope, bodies, giver.peer)
    theirs.learned(giver.peer, scope, ours.vector(scope))
    ours.learned(taker.peer, scope, theirs.vector(scope))


async def hand_over(taker: Home, scope: bytes, ops: Sequence[Op], source: Peer | None = None) -> Taken:
    """Let `taker` judge operations as they come off the wire, in this order."""
    runs = [over_the_wire(run) for run in runs_of(scope, ops)]
    return await taker.engine.shelf.take(scope, runs, source or taker.peer) if runs else Taken()


def over_the_wire(run: Run) -> Run:
    """Return a run as the other side reads it."""
    value: Value = decode(encode(encode_run(run)), max_bytes=_MUCH)
    return decode_run(run.scope, value)


# -- looking -------------------------------------------------------------------------------------------------------


async def every_op(home: Home, circle: str = FAMILY) -> list[Op]:
    """Return all operations of a circle that a home holds: control in a causal order, then content."""
    state, shelf = home.circle(circle), home.engine.shelf
    after = {key: 0 for key in state.vector() if key.lane == CONTROL_LANE}
    ops = list(await shelf.read_control(state.id, after, _MUCH))
    for key, extent in state.vector().items():
        if key.lane == CONTENT_LANE:
            ops += await shelf.read(state.id, key, extent.lo, extent.hi, _MUCH)
    return ops


async def view(home: Home, circle: str = FAMILY) -> dict[str, Any]:
    """Return everything that the members of a circle must agree on."""
    state = home.circle(circle)
    posts = to_json(await home.ask(q.ReadFeed(circle, 500, "")))["posts"]
    for entry in [*posts, *(comment for post in posts for comment in post["comments"])]:
        del entry["copies"]  # who holds it is what each knows by itself
        entry["reactions"].sort(key=lambda reaction: reaction["person"])
    members = to_json(await home.ask(q.ListMembers(circle)))["members"]
    for member in members:
        del member["met_ms"]  # each meets others at other times
    invitations = to_json(await home.ask(q.ListInvitations(circle)))["invitations"]
    return {
        "posts": posts,
        "members": members,
        "invitations": sorted(invitations, key=lambda invitation: str(invitation["id"])),
        "erased": sorted(
            [device.hex(), seq]
            for device, spans in state.erased.items()
            for lo, hi in spans
            for seq in range(lo, hi)
        ),
        "feeds": sorted(
            [key.dev8.hex(), key.lane, e.lo, e.hi, e.head.hex()] for key, e in state.vector().items()
        ),
    }


async def table(home: Home, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Return rows of a home's database."""
    return await home.engine.core.database.fetch_all(sql, parameters)


async def kept(home: Home, op: Op) -> bool:
    """Return whether this home holds an operation."""
    return await table(home, "SELECT 1 FROM ops WHERE id = ?", op.id) == [(1,)]


def feed_key(home: Home, lane: int = CONTENT_LANE) -> FeedKey:
    return FeedKey(dev8(home.device), lane)
