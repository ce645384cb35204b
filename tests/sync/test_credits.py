"""Credit: a sender never sends more than the receiver gave, and gets back what was made safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.credits import INITIAL, Bucket, Credit, Window
from sync.errors import LocalProtocolError, RemoteProtocolError
from sync.messages import Channel


def test_credit_is_spent_and_added() -> None:
    credit = Credit(100)
    credit.spend(60)
    assert not credit.covers(50)
    credit.add(10)
    credit.spend(50)
    assert credit.left == 0


def test_to_spend_more_than_there_is_is_our_own_mistake() -> None:
    with pytest.raises(LocalProtocolError):
        Credit(10).spend(11)


def test_a_peer_cannot_give_credit_without_bound() -> None:
    credit = Credit(0)
    for _ in range(10):
        credit.add(1 << 30)
    assert credit.left == 1 << 30


def test_a_sender_that_overdraws_breaks_the_rules() -> None:
    window = Window(100)
    window.arrived(100)
    with pytest.raises(RemoteProtocolError):
        window.arrived(1)


def test_credit_comes_back_in_lumps() -> None:
    window = Window(100)
    window.arrived(60)
    assert [window.settled(20), window.settled(10), window.settled(30)] == [0, 30, 30]


@given(st.lists(st.integers(1, 200), max_size=60))
def test_whoever_sends_what_credit_covers_never_overdraws_and_never_starves(costs: list[int]) -> None:
    credit, window = Credit(400), Window(400)
    for cost in costs:
        assert credit.covers(cost)
        credit.spend(cost)
        window.arrived(cost)
        credit.add(window.settled(cost))


def test_what_is_given_at_first_covers_the_longest_messages() -> None:
    assert INITIAL[Channel.OPS] >= 3 * 64 * 1024 + 65_536
    assert INITIAL[Channel.BODIES] >= 4 * 65_536 + 1024


def test_a_bucket_lets_a_burst_through_and_slows_a_flood() -> None:
    bucket = Bucket(per_s=10.0, burst=20.0, now_s=0.0)
    assert bucket.take(20, 0.0) == 0.0
    assert bucket.take(5, 0.0) == pytest.approx(0.5)
    assert bucket.take(0, 0.5) == 0.0
    assert bucket.take(20, 100.0) == 0.0
