"""Invented circles: people with computers that act, meet, miss each other, and sometimes lie.

A `World` holds every operation ever written and what each computer has heard of. Honest computers name their heads
as dependencies; a liar may name any it likes, and may continue its feed from an earlier place.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

from organic_p2p.domain.authority import (
    Ack,
    Act,
    Admit,
    Authority,
    ControlOp,
    Erase,
    EraseTarget,
    Expel,
    Genesis,
    Hello,
    Invite,
    InviteRevoke,
    Leave,
    Motion,
    MotionKind,
    NotAllowedError,
    Vote,
)
from organic_p2p.domain.ids import DeviceId, OpId, PersonId


def person(name: str) -> PersonId:
    return PersonId(name.encode().ljust(32, b"."))


@dataclass
class Computer:
    """One device: whose it is, what it has heard of, and the latest operation of its own feed."""

    owner: PersonId
    id: DeviceId
    known: set[OpId] = field(default_factory=set)
    last: OpId | None = None


class World:
    def __init__(self) -> None:
        self.ops: dict[OpId, ControlOp] = {}
        self.computers: list[Computer] = []
        self._pasts: dict[OpId, frozenset[OpId]] = {}

    def computer(self, owner: PersonId, name: str = "pc") -> Computer:
        """Give a person a computer that knows nothing yet."""
        device = DeviceId(hashlib.blake2b(owner + name.encode(), digest_size=32).digest())
        computer = Computer(owner, device)
        self.computers.append(computer)
        return computer

    def founded_by(self, *owners: PersonId, members: tuple[PersonId, ...] = (), fixed: bool = False) -> OpId:
        """Start the circle on the first owner's computer, and let everybody there know."""
        computers = [self.computer(owner) for owner in owners + members]
        genesis = self.write(computers[0], Genesis(owners, members, fixed))
        for computer in computers:
            computer.known = {genesis}
        return genesis

    def copy(self) -> "World":
        """Return a world with the same past and a future of its own."""
        twin = World()
        twin.ops = dict(self.ops)
        twin._pasts = dict(self._pasts)
        twin.computers = [Computer(c.owner, c.id, set(c.known), c.last) for c in self.computers]
        return twin

    def of(self, owner: PersonId) -> Computer:
        """The first computer of a person."""
        return next(computer for computer in self.computers if computer.owner == owner)

    def past(self, op_id: OpId) -> frozenset[OpId]:
        return self._pasts[op_id]

    def closure(self, deps: Iterable[OpId]) -> frozenset[OpId]:
        deps = frozenset(deps)
        return deps.union(*(self._pasts[dep] for dep in deps))

    def heads(self, known: Iterable[OpId]) -> frozenset[OpId]:
        known = frozenset(known)
        return known - frozenset().union(*(self._pasts[x] for x in known))

    def write(
        self, computer: Computer, act: Act, deps: Iterable[OpId] | None = None, after: OpId | None = None
    ) -> OpId:
        """Write an operation and return its digest.

        Args:
            computer: Whose feed it continues; it knows the operation at once.
            act: What it says.
            deps: Default: the heads of what the computer knows. A liar names others.
            after: Default: the latest operation of the feed. A liar names an earlier one, and forks the feed.
        """
        after = computer.last if after is None else after
        named = self.heads(computer.known) if deps is None else frozenset(deps)
        past = self.closure(named | ({after} if after else set()))
        seen = self.heads(past) | ({after} if after else set())
        seq = self.ops[after].seq + 1 if after else 0
        content = repr((computer.id, seq, sorted(seen), act, len(self.ops)))
        op_id = OpId(hashlib.blake2b(content.encode(), digest_size=32).digest())
        self.ops[op_id] = ControlOp(op_id, computer.owner, computer.id, seq, tuple(sorted(seen)), act, after)
        self._pasts[op_id] = past
        computer.last = op_id
        computer.known |= past | {op_id}
        return op_id

    def meet(self, one: Computer, other: Computer) -> None:
        one.known |= other.known
        other.known |= one.known

    def meet_all(self) -> None:
        """Let every computer hear of everything."""
        for computer in self.computers:
            computer.known = set(self.ops)

    def authority(self, known: Iterable[OpId] | None = None, random: Random | None = None) -> Authority:
        """Return an `Authority` that was told of `known` (default: everything) in some order that is possible."""
        waiting = sorted(self.ops if known is None else known, key=list(self.ops).index)
        if random is not None:
            random.shuffle(waiting)
        authority = Authority()
        while waiting:
            later = []
            for op_id in waiting:
                op = self.ops[op_id]
                if all(authority.known(dep) for dep in op.deps):
                    authority.add(op)
                else:
                    later.append(op_id)
            waiting = later
        return authority


NAMES = tuple(map(person, ("Ann", "Bob", "Cleo", "Dan", "Eve", "Finn")))
ANN, BOB, CLEO, DAN, EVE, FINN = NAMES

seeds = st.integers(0, 2**32 - 1)


def an_act(random: Random, world: World, computer: Computer, people: tuple[PersonId, ...]) -> Act:
    """Something a person might do, allowed or not, about what their computer has heard of."""
    known = sorted(computer.known)
    invites = [x for x in known if isinstance(world.ops[x].act, Invite)]
    motions = [x for x in known if isinstance(world.ops[x].act, Motion)]
    target = random.choice(people)
    match random.choices(range(10), (18, 6, 1, 26, 40, 5, 2, 1, 3, 3))[0]:
        case 0:
            return Admit(target, random.choice([None, None, *invites]))
        case 1:
            return Expel(target)
        case 2:
            return Leave()
        case 3:
            kind = random.choices(tuple(MotionKind), (8, 3, 4, 1))[0]
            return Motion(kind, None if kind is MotionKind.POLICY else target)
        case 4 if motions:
            return Vote(random.choice(motions[-4:]), random.random() < 0.8)
        case 5:
            return Invite()
        case 6 if invites:
            return InviteRevoke(random.choice(invites))
        case 7:
            return Hello()
        case 8:
            return Erase((EraseTarget(target, computer.id, 0, 3),))
        case _:
            return Ack()


def a_history(
    random: Random,
    steps: int,
    *,
    lies: float = 0.0,
    lawful: float = 0.8,
    founders: int | None = None,
    laptops: bool = True,
) -> World:
    """Invent a circle of up to six people and let them act and meet.

    Args:
        random: Where chance comes from.
        steps: How many times somebody does something.
        lies: How often somebody names an old past; half of these times they fork their feed as well.
        lawful: How often somebody minds that they may not do a thing, by what their computer knows.
        founders: How many there are at the start; default: one to three.
        laptops: Whether some people have a second computer.
    """
    world = World()
    count = founders or random.choice((1, 1, 2, 3))
    others = NAMES[count : count + random.randrange(3)]
    world.founded_by(*NAMES[:count], members=others)
    for name in NAMES[count + len(others) :]:
        world.computer(name)
    for name in random.sample(NAMES, random.randrange(3) if laptops else 0):
        world.computer(name, "laptop")
    for _ in range(steps):
        computer = random.choice(world.computers)
        if not computer.known or random.random() < 0.3:
            for other in random.sample(world.computers, random.choice((1, 2, 5))):
                world.meet(computer, other)
            continue
        act = an_act(random, world, computer, NAMES)
        if random.random() < lawful:
            authority = world.authority(computer.known)
            wishes = (an_act(random, world, computer, NAMES) for _ in range(12))
            act = next((wish for wish in wishes if is_allowed(authority, computer, wish)), Ack())
        if random.random() < lies:
            lie(random, world, computer, act)
        else:
            world.write(computer, act)
    return world


def is_allowed(authority: Authority, computer: Computer, act: Act) -> bool:
    try:
        authority.may(computer.owner, act)
    except NotAllowedError:
        return False
    return True


def lie(random: Random, world: World, computer: Computer, act: Act, *, forks: bool = True) -> OpId:
    """Write an operation that pretends to have been written earlier."""
    after = computer.last
    if forks and after is not None and random.random() < 0.5:
        after = random.choice([x for x in world.ops if world.ops[x].device == computer.id])
    pool = list(computer.known)
    pool.sort(key=list(world.ops).index)
    deps = random.sample(pool, min(len(pool), random.randrange(1, 3)))
    if isinstance(act, Vote) and random.random() < 0.8:
        deps.append(act.motion)
    return world.write(computer, act, deps, after)
