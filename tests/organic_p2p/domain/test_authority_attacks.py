"""Insiders who lie about when they acted, and what it brings them: nothing.

An attack adds up to eight operations to an honest history, by one person or a few, with any dependencies, by people
they let in themselves too. What must hold is in `assert_unharmed`.
"""

from random import Random

import pytest

from organic_p2p.domain.authority import (
    Ack,
    Act,
    Admit,
    CircleState,
    Expel,
    Leave,
    Motion,
    MotionKind,
    Vote,
)
from organic_p2p.domain.ids import OpId, PersonId
from tests.organic_p2p.domain.histories import NAMES, Computer, World, a_history, an_act, person

SYBILS = (person("Sybil"), person("Sybille"))


def an_honest_past(random: Random, founders: int) -> World:
    """A circle that kept the rules, in the end turned somebody out more often than not, and met."""
    world = a_history(random, random.randrange(10, 40), lawful=1.0, founders=founders, laptops=False)
    meet_all(world)
    if random.random() < 0.7:
        turn_out(random, world)
    for name in SYBILS:
        world.computer(name)
    meet_all(world)
    return world


def meet_all(world: World) -> None:
    for computer in world.computers:
        computer.known = set(world.ops)


def turn_out(random: Random, world: World) -> None:
    """Let the stewards unseat one of themselves, while that one is away."""
    stewards = sorted(world.authority().state().stewards)
    random.shuffle(stewards)
    target, *others = stewards or (NAMES[0],)
    if len(others) * 2 > len(stewards):
        kind = random.choice((MotionKind.REMOVE, MotionKind.DEMOTE))
        motion = world.write(world.of(others[0]), Motion(kind, target))
        for other in others[1:]:
            world.write(world.of(other), Vote(motion, True), [motion])


def acknowledge(world: World, people: frozenset[PersonId]) -> None:
    """Let each of these people say that they have heard everything."""
    everything = set(world.ops)
    for name in sorted(people):
        world.write(world.of(name), Ack(), everything)


def attack(random: Random, world: World, insiders: list[Computer], *, forks: bool) -> None:
    """Let the insiders and their sybils write what they like."""
    sybils = [world.of(name) for name in SYBILS]
    gang = [*insiders * 3, *sybils]
    written: list[OpId] = []
    for _ in range(random.randrange(1, 9)):
        computer = random.choice(gang)
        act = a_hostile_act(random, world, written)
        after = computer.last
        own = [op.id for op in world.ops.values() if op.device == computer.id]
        if forks and own and random.random() < 0.4:
            after = random.choice(own)
        deps = random.sample(list(world.ops), random.choice((0, 0, 1, 2)))
        deps += random.sample(written, min(len(written), random.randrange(3)))
        if isinstance(act, Vote):
            deps.append(act.motion)
        if not deps and after is None:
            deps = [next(iter(world.ops))]
        written.append(world.write(computer, act, deps, after))


def a_hostile_act(random: Random, world: World, written: list[OpId]) -> Act:
    motions = [x for x in written or world.ops if isinstance(world.ops[x].act, Motion)]
    target = random.choice(NAMES + SYBILS * 2)
    match random.choices(range(7), (30, 20, 30, 30, 2, 2, 2))[0]:
        case 0:
            return Admit(target)
        case 1:
            return Expel(target)
        case 2:
            return Motion(random.choice(tuple(MotionKind)), target)
        case 3 if motions:
            return Vote(random.choice(motions), True)
        case 4:
            return Leave()
        case 5:
            return an_act(random, world, world.computers[0], NAMES + SYBILS)
        case _:
            return Ack()


def harm(before: CircleState, after: CircleState, gang: frozenset[PersonId], put: frozenset[OpId]) -> str | None:
    """Return what the gang achieved that it must not, or None.

    Args:
        before: What held before the attack.
        after: What holds with it.
        gang: The insiders and everybody they may have let in.
        put: The motions put before the attack. Tipping one of those that is open is no harm: it is a vote.
    """
    if put & after.passed - before.passed:
        return None
    if before.passed - after.passed:
        return "a decision was undone"
    if before.stewards <= gang:
        return None
    if before.stewards - gang - after.stewards:
        return "a steward was unseated"
    if after.stewards - before.stewards:
        return "a steward was made"
    if before.stewards & gang:
        return None
    if before.members - gang - after.members:
        return "a member was removed"
    if after.members - before.members:
        return "somebody came in"
    return None


def try_attacks(random: Random, *, founders: int, insiders: int, forks: bool) -> int:
    """Attack one history in a few ways; return how many attacks that were by people who are no majority."""
    past = an_honest_past(random, founders)
    active = sorted(past.authority().state().members)
    attacks = 0
    for _ in range(8):
        writers = sorted({op.author for op in past.ops.values()})
        unseated = sorted({op.act.target for op in past.ops.values() if isinstance(op.act, Motion) and op.act.target in writers})
        gang = frozenset(random.sample(writers, min(insiders, len(writers))))
        if unseated and random.random() < 0.6:
            gang = frozenset([random.choice(unseated), *sorted(gang)][:insiders])
        world = past.copy()
        # Liars who mean to act in the past keep silent before; those who fork have acknowledged like everybody, and
        # that was heard.
        for _ in range(2 if forks else 1):
            acknowledge(world, frozenset(writers if insiders > 1 else active) - (frozenset() if forks else gang))
        authority = world.authority()
        before = authority.state()
        views = [authority.state_at([last]) for last in (world.of(name).last for name in gang) if last]
        if any(2 * len(view.stewards & gang) > len(view.stewards) for view in [before, *views]):
            continue
        attacks += 1
        put = frozenset(op.id for op in world.ops.values() if isinstance(op.act, Motion))
        attack(random, world, [world.of(name) for name in sorted(gang)], forks=forks)
        for op_id in world.ops:
            if not authority.known(op_id):
                authority.add(world.ops[op_id])
        achieved = harm(before, authority.state(), gang | set(SYBILS), put)
        assert achieved is None, achieved
    return attacks
