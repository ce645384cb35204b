"""Equal sets of operations give equal circles, and the fast answer is the slow one."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.domain.authority import Authority, CircleState
from organic_p2p.domain.ids import OpId
from tests.organic_p2p.domain.histories import World, a_history
from tests.organic_p2p.domain.oracle import Oracle

seeds = st.integers(0, 2**32 - 1)
lengths = st.integers(1, 40)


def assert_agrees(authority: Authority, oracle: Oracle, known: frozenset[OpId]) -> None:
    state = authority.state_at(known)
    truth = oracle.state(known)
    assert state.members == truth.members
    assert state.stewards == truth.stewards
    assert state.passed == truth.passed
    assert state.live_invites == truth.live_invites


@given(seeds, lengths, st.sampled_from((0.0, 0.3)))
@settings(max_examples=300, deadline=None)
def test_the_answer_is_the_oracles_for_everything_known_anywhere(seed: int, length: int, lies: float) -> None:
    world = a_history(Random(seed), length, lies=lies)
    oracle = Oracle(world.ops.values())
    authority = world.authority()
    for computer in world.computers:
        if computer.known:
            assert_agrees(authority, oracle, frozenset(computer.known))
    assert_agrees(authority, oracle, frozenset(world.ops))
    assert authority.state() == authority.state_at(world.ops)
    for op_id in world.ops:
        assert authority.erase_is_valid(op_id) == oracle.erase_is_valid(op_id, frozenset(world.ops))
