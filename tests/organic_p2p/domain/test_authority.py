"""Equal sets of operations give equal circles, whatever the order, and the fast answer is the slow one."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.domain.authority import (
    Ack,
    Act,
    Admit,
    Authority,
    ControlOp,
    Genesis,
    MalformedOpError,
    MissingDepsError,
    Motion,
    MotionKind,
)
from organic_p2p.domain.ids import DeviceId, OpId
from tests.organic_p2p.domain.histories import ANN, BOB, World, a_history, person, seeds
from tests.organic_p2p.domain.oracle import Oracle

lengths = st.integers(1, 60)
shares_of_lies = st.sampled_from((0.0, 0.1, 0.4))


def assert_agrees(authority: Authority, oracle: Oracle, known: frozenset[OpId]) -> None:
    state = authority.state_at(known)
    truth = oracle.state(known)
    assert state.members == truth.members
    assert state.stewards == truth.stewards
    assert state.passed == truth.passed
    assert state.live_invites == truth.live_invites


def some_known(random: Random, world: World) -> frozenset[OpId]:
    """Choose a set that somebody might hold: closed, and not empty."""
    return world.closure(random.sample(list(world.ops), min(len(world.ops), random.randrange(1, 4))))


@given(seeds, lengths, shares_of_lies)
@settings(max_examples=250, deadline=None)
def test_the_answer_is_the_oracles_for_whatever_somebody_holds(seed: int, length: int, lies: float) -> None:
    random = Random(seed)
    world = a_history(random, length, lies=lies)
    oracle = Oracle(world.ops.values())
    authority = world.authority()
    for computer in world.computers:
        if computer.known:
            assert_agrees(authority, oracle, frozenset(computer.known))
    for _ in range(5):
        assert_agrees(authority, oracle, some_known(random, world))
    assert authority.state() == authority.state_at(world.ops)
    for op_id in world.ops:
        assert authority.erase_is_valid(op_id) == oracle.erase_is_valid(op_id, frozenset(world.ops))
        assert authority.author_was_member(op_id) == oracle.author_was_member(op_id)


@given(seeds, lengths, shares_of_lies)
@settings(max_examples=120, deadline=None)
def test_any_order_of_delivery_gives_the_same_circle(seed: int, length: int, lies: float) -> None:
    random = Random(seed)
    world = a_history(random, length, lies=lies)
    state = world.authority().state()
    for _ in range(3):
        authority = world.authority(random=random)
        assert authority.state() == state
        assert authority.heads() == tuple(sorted(world.heads(world.ops)))


@given(seeds, lengths, shares_of_lies)
@settings(max_examples=120, deadline=None)
def test_what_was_asked_on_the_way_changes_nothing(seed: int, length: int, lies: float) -> None:
    world = a_history(Random(seed), length, lies=lies)
    curious = Authority()
    for op in world.ops.values():
        curious.add(op)
        curious.state()
        curious.state_at(op.deps)
    assert curious.state() == world.authority().state()
    assert curious.void() == world.authority().void()


@given(seeds, lengths)
@settings(max_examples=100, deadline=None)
def test_a_decision_that_somebody_saw_stays_taken(seed: int, length: int) -> None:
    random = Random(seed)
    world = a_history(random, length, lawful=0.5)
    authority = world.authority()
    decided = authority.state().passed
    for _ in range(6):
        assert authority.state_at(some_known(random, world)).passed <= decided


@given(seeds, lengths, shares_of_lies)
@settings(max_examples=120, deadline=None)
def test_everybody_is_a_member_or_was_let_in_once_and_nobody_is_both(
    seed: int, length: int, lies: float
) -> None:
    world = a_history(Random(seed), length, lies=lies)
    state = world.authority().state()
    assert state.stewards <= state.members
    assert state.invited_by.keys() == state.since_op.keys() == state.members
    assert not state.former.keys() & state.members
    assert not state.open_motions.keys() & state.passed


def test_an_operation_waits_for_what_it_depends_on() -> None:
    world = World()
    genesis = world.founded_by(ANN)
    first = world.write(world.of(ANN), Ack())
    second = world.write(world.of(ANN), Ack())
    authority = Authority()
    authority.add(world.ops[genesis])
    with pytest.raises(MissingDepsError) as refused:
        authority.add(world.ops[second])
    assert refused.value.missing == (first,)
    assert not authority.known(second)
    authority.add(world.ops[first])
    authority.add(world.ops[second])
    assert authority.heads() == (second,)


def test_an_operation_that_is_known_changes_nothing() -> None:
    world = World()
    genesis = world.founded_by(ANN)
    authority = world.authority()
    authority.add(world.ops[genesis])
    assert len(authority) == 1


def test_nothing_is_accepted_before_the_genesis() -> None:
    stray = ControlOp(OpId(b"a" * 32), ANN, DeviceId(b"d" * 32), 0, (), Ack())
    with pytest.raises(MalformedOpError):
        Authority().add(stray)


def test_nothing_is_accepted_that_is_built_on_nothing() -> None:
    world = World()
    world.founded_by(ANN)
    stray = ControlOp(OpId(b"a" * 32), BOB, DeviceId(b"d" * 32), 0, (), Ack())
    with pytest.raises(MalformedOpError):
        world.authority().add(stray)


def test_an_operation_must_follow_its_devices_operation_before_it() -> None:
    world = World()
    genesis = world.founded_by(ANN)
    world.write(world.of(ANN), Ack())
    skipping = ControlOp(OpId(b"a" * 32), ANN, world.of(ANN).id, 2, (genesis,), Ack())
    authority = world.authority()
    with pytest.raises(MalformedOpError):
        authority.add(skipping)
    assert not authority.known(skipping.id)


def test_a_second_genesis_has_no_effect() -> None:
    world = World()
    world.founded_by(ANN)
    world.write(world.of(ANN), Genesis((BOB,)))
    assert world.authority().state().members == {ANN}


def test_the_past_is_what_an_author_had_seen() -> None:
    world = World()
    genesis = world.founded_by(ANN, BOB)
    one = world.write(world.of(ANN), Ack())
    other = world.write(world.of(BOB), Ack())
    authority = world.authority()
    assert authority.in_past(genesis, one)
    assert not authority.in_past(one, genesis)
    assert not authority.in_past(one, other)
    assert not authority.in_past(one, one)


def test_ten_thousand_operations_are_held() -> None:
    authority = Authority()
    last = a_long_feed(authority, 10_000)
    state = authority.state()
    assert len(authority) == 10_000
    assert authority.heads() == (last,)
    assert len(state.members) == 1 + 10_000 // 10


def a_long_feed(authority: Authority, length: int) -> OpId:
    """Let one steward write: every tenth lets somebody in, every twentieth is a motion. Return the last."""
    device = DeviceId(b"d" * 32)
    op_id = OpId(bytes(32))
    authority.add(ControlOp(op_id, ANN, device, 0, (), Genesis((ANN,))))
    for seq in range(1, length):
        before, op_id = op_id, OpId(seq.to_bytes(32, "big"))
        act: Act = Ack()
        if seq % 10 == 5:
            act = Admit(person(str(seq)))
        elif seq % 20 == 3:
            act = Motion(MotionKind.POLICY)
        authority.add(ControlOp(op_id, ANN, device, seq, (before,), act))
        if seq % 100 == 0:
            authority.state()
    return op_id
