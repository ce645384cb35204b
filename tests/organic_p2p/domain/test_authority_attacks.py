"""Insiders who lie about when they acted, and what it brings them: nothing.

An attack adds up to eight operations to an honest history, by one person or a few, with any dependencies, by people
they let in themselves too. What must hold is in `assert_unharmed`.
"""

from collections.abc import Iterator
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.domain.authority import (
    Ack,
    Act,
    Admit,
    Authority,
    CircleState,
    Expel,
    Leave,
    Motion,
    MotionKind,
    Vote,
)
from organic_p2p.domain.ids import OpId, PersonId
from tests.organic_p2p.domain.histories import (
    ANN,
    BOB,
    CLEO,
    DAN,
    EVE,
    NAMES,
    Computer,
    World,
    a_history,
    an_act,
    person,
    seeds,
)

SYBILS = (person("Sybil"), person("Sybille"))


def an_honest_past(random: Random, founders: int) -> World:
    """A circle that kept the rules, in the end turned somebody out more often than not, and met."""
    world = a_history(random, random.randrange(10, 40), lawful=1.0, founders=founders, laptops=False)
    world.meet_all()
    if random.random() < 0.7:
        turn_out(random, world)
    for name in SYBILS:
        world.computer(name)
    world.meet_all()
    return world


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


def harm(
    before: CircleState, after: CircleState, gang: frozenset[PersonId], put: frozenset[OpId]
) -> str | None:
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


def try_attacks(random: Random, *, founders: int, insiders: int, forks: bool) -> None:
    """Attack one history in a few ways, each time by people who hold no majority as they see it."""
    past = an_honest_past(random, founders)
    for _ in range(8):
        gang = a_gang(random, past, insiders)
        world = past.copy()
        prepare(world, gang, forks=forks)
        authority = world.authority()
        before = authority.state()
        put = frozenset(op.id for op in world.ops.values() if isinstance(op.act, Motion))
        if any(2 * len(view.stewards & gang) > len(view.stewards) for view in views(world, authority, gang)):
            continue
        attack(random, world, [world.of(name) for name in sorted(gang)], forks=forks)
        for op in list(world.ops.values())[len(authority) :]:
            authority.add(op)
        achieved = harm(before, authority.state(), gang | set(SYBILS), put)
        assert achieved is None, achieved


def a_gang(random: Random, past: World, insiders: int) -> frozenset[PersonId]:
    """Choose liars among those who wrote something, with a liking for those who were turned out."""
    writers = sorted({op.author for op in past.ops.values()})
    acts = [op.act for op in past.ops.values()]
    targets = {act.target for act in acts if isinstance(act, Motion) and act.target is not None}
    resentful = sorted(targets & set(writers))
    gang = random.sample(writers, min(insiders, len(writers)))
    if resentful and random.random() < 0.6:
        gang = [random.choice(resentful), *gang][:insiders]
    return frozenset(gang)


def prepare(world: World, gang: frozenset[PersonId], *, forks: bool) -> None:
    """Let people say what they have heard, before the attack.

    Who wants to act in the past without a fork has kept silent. Who forks has spoken as everybody has, and was heard;
    one liar who was turned out may have kept silent as well.
    """
    members = world.authority().state().members
    if not forks:
        acknowledge(world, members - gang)
        return
    everybody = members | gang if len(gang) > 1 else members
    acknowledge(world, everybody)
    acknowledge(world, everybody)


def views(world: World, authority: Authority, gang: frozenset[PersonId]) -> Iterator[CircleState]:
    """Yield what follows from everything, and from what each of the gang had seen when they last spoke."""
    yield authority.state()
    for name in gang:
        last = world.of(name).last
        if last is not None:
            yield authority.state_at([last])


@given(seeds, st.integers(1, 5))
@settings(max_examples=200, deadline=None)
def test_one_liar_gains_nothing_by_acting_late_with_an_old_past(seed: int, founders: int) -> None:
    try_attacks(Random(seed), founders=founders, insiders=1, forks=False)


@given(seeds, st.integers(1, 5))
@settings(max_examples=200, deadline=None)
def test_one_liar_gains_nothing_by_forking_their_feed(seed: int, founders: int) -> None:
    try_attacks(Random(seed), founders=founders, insiders=1, forks=True)


@given(seeds, st.integers(3, 5), st.integers(2, 3))
@settings(max_examples=200, deadline=None)
def test_a_minority_gains_nothing_by_acting_late_with_an_old_past(
    seed: int, founders: int, insiders: int
) -> None:
    try_attacks(Random(seed), founders=founders, insiders=insiders, forks=False)


@given(seeds, st.integers(3, 5), st.integers(2, 3))
@settings(max_examples=200, deadline=None)
def test_a_minority_that_was_heard_gains_nothing_by_forking_their_feeds(
    seed: int, founders: int, insiders: int
) -> None:
    try_attacks(Random(seed), founders=founders, insiders=insiders, forks=True)


def a_circle(*founders: PersonId, members: tuple[PersonId, ...] = ()) -> World:
    world = World()
    world.founded_by(*founders, members=members)
    return world


def agree(world: World, act: Motion, *people: PersonId) -> OpId:
    """Let the first of these people put a motion and the others vote for it, each knowing all that was written."""
    world.meet_all()
    motion = world.write(world.of(people[0]), act)
    for name in people[1:]:
        world.meet_all()
        world.write(world.of(name), Vote(motion, True))
    world.meet_all()
    return motion


def test_a_steward_cannot_outvote_another_with_people_they_let_in() -> None:
    world = a_circle(ANN, EVE)
    sybils = [world.computer(person(f"Sybil {n}")) for n in range(5)]
    for sybil in sybils:
        world.write(world.of(EVE), Admit(sybil.owner))
    world.meet_all()
    promotions = [world.write(world.of(EVE), Motion(MotionKind.PROMOTE, sybil.owner)) for sybil in sybils]
    world.meet_all()
    coup = world.write(world.of(EVE), Motion(MotionKind.REMOVE, ANN))
    for sybil in sybils:
        for motion in [*promotions, coup]:
            world.write(sybil, Vote(motion, True), [motion])
    state = world.authority().state()
    assert state.stewards == {ANN, EVE}
    assert not state.passed


def test_an_expulsion_from_before_a_promotion_does_not_undo_it() -> None:
    world = a_circle(ANN, BOB, EVE, members=(CLEO,))
    early = world.heads(world.of(EVE).known)
    agree(world, Motion(MotionKind.PROMOTE, CLEO), ANN, BOB)
    expulsion = world.write(world.of(EVE), Expel(CLEO), early)
    assert {world.ops[dep].seq for dep in world.ops[expulsion].deps} == {0}
    assert CLEO in world.authority().state().stewards


def test_what_an_unseated_steward_grants_late_does_not_enlarge_old_electorates() -> None:
    world = a_circle(ANN, BOB, EVE)
    early = world.heads(world.of(EVE).known)
    removal = agree(world, Motion(MotionKind.REMOVE, EVE), ANN, BOB)
    sybils = [person(f"Sybil {n}") for n in range(9)]
    for sybil in sybils:
        admission = world.write(world.of(EVE), Admit(sybil), early)
        world.write(world.of(EVE), Motion(MotionKind.PROMOTE, sybil), [admission])
    state = world.authority().state()
    assert removal in state.passed
    assert state.members == {ANN, BOB}


def test_a_promotion_put_while_a_removal_was_open_does_not_outlive_it() -> None:
    world = a_circle(ANN, BOB, CLEO, EVE)
    removal = world.write(world.of(ANN), Motion(MotionKind.REMOVE, EVE))
    agree(world, Motion(MotionKind.DEMOTE, EVE), ANN, BOB, CLEO)
    agree(world, Motion(MotionKind.PROMOTE, EVE), ANN, BOB)
    assert EVE in world.authority().state().stewards
    for name in (BOB, CLEO):
        world.write(world.of(name), Vote(removal, True))
    state = world.authority().state()
    assert EVE not in state.stewards
    assert EVE not in state.members


def test_a_promotion_put_after_the_removal_was_decided_holds() -> None:
    world = a_circle(ANN, BOB, CLEO, EVE)
    agree(world, Motion(MotionKind.REMOVE, EVE), ANN, BOB, CLEO)
    world.write(world.of(ANN), Admit(EVE))
    agree(world, Motion(MotionKind.PROMOTE, EVE), ANN, BOB)
    assert EVE in world.authority().state().stewards


def test_a_friend_cannot_shield_somebody_from_an_open_removal_by_admitting_them_again() -> None:
    world = a_circle(ANN, BOB, CLEO, EVE)
    removal = world.write(world.of(ANN), Motion(MotionKind.REMOVE, EVE))
    world.meet_all()
    world.write(world.of(CLEO), Admit(EVE))
    for name in (BOB, CLEO):
        world.write(world.of(name), Vote(removal, True), [removal])
    assert EVE not in world.authority().state().members


def test_who_helped_to_unseat_somebody_cannot_carry_their_motion_afterwards() -> None:
    world = a_circle(ANN, BOB, DAN, members=(EVE,))
    early = world.heads(world.of(DAN).known)
    agree(world, Motion(MotionKind.REMOVE, DAN), ANN, BOB)
    motion = world.write(world.of(DAN), Motion(MotionKind.PROMOTE, EVE), early)
    world.write(world.of(BOB), Vote(motion, True), [motion])
    assert world.authority().state().stewards == {ANN, BOB}


def test_a_second_computer_that_never_heard_of_leaving_has_no_office() -> None:
    world = a_circle(ANN, EVE, members=(BOB,))
    laptop = world.computer(EVE, "laptop")
    laptop.known = set(world.ops)
    world.write(world.of(EVE), Leave())
    world.meet_all()
    world.write(world.of(ANN), Ack())
    world.write(laptop, Expel(BOB), [next(iter(world.ops))])
    world.write(laptop, Admit(SYBILS[0]))
    assert world.authority().state().members == {ANN, BOB}


def test_leaving_on_one_computer_takes_back_nothing_that_others_saw_of_another() -> None:
    world = a_circle(ANN, EVE)
    laptop = world.computer(EVE, "laptop")
    laptop.known = set(world.ops)
    world.write(laptop, Admit(BOB))
    world.meet(laptop, world.of(ANN))
    world.write(world.of(ANN), Ack())
    world.write(world.of(EVE), Leave())
    assert world.authority().state().members == {ANN, BOB}
