"""Stamps grow, whatever the clocks do."""

from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.services.clock import HybridClock, SystemClock, now_ms
from tests.fakes import FakeClock

FIVE_MINUTES_MS = 5 * 60 * 1000
jumps = st.floats(-1e10, 1e10, allow_nan=False)


@given(st.lists(jumps, max_size=20))
def test_every_stamp_is_greater_than_the_one_before_however_the_clock_is_set(settings: list[float]) -> None:
    clock = FakeClock()
    stamps = HybridClock(clock)
    last = 0
    for jump in settings:
        clock.advance(jump)
        for _ in range(3):
            stamp = stamps.next()
            assert last < stamp < 1 << 64
            last = stamp


def test_a_stamp_says_when_it_was_made() -> None:
    clock = FakeClock(1_700_000_000.5)
    assert HybridClock(clock).next() >> 16 == 1_700_000_000_500


def test_a_clock_that_was_set_back_costs_no_order() -> None:
    clock = FakeClock(2_000_000_000)
    stamps = HybridClock(clock)
    first = stamps.next()
    clock.advance(-1_000_000_000)
    assert stamps.next() == first + 1


@given(st.integers(0, (1 << 64) - 1))
def test_only_a_clock_that_is_nearly_right_moves_ours(stamp: int) -> None:
    clock = FakeClock(1_700_000_000)
    stamps = HybridClock(clock)
    stamps.saw(stamp)
    assert stamps.next() >> 16 <= now_ms(clock) + FIVE_MINUTES_MS


def test_a_stamp_a_little_ahead_is_followed() -> None:
    clock = FakeClock(1_700_000_000)
    stamps = HybridClock(clock)
    ahead = (now_ms(clock) + FIVE_MINUTES_MS) << 16
    stamps.saw(ahead)
    assert stamps.next() == ahead + 1
    stamps.saw(ahead - 5)
    assert stamps.next() == ahead + 2


def test_what_this_computer_wrote_itself_is_always_followed() -> None:
    stamps = HybridClock(FakeClock(0))
    stamps.saw_own(1 << 60)
    assert stamps.next() == (1 << 60) + 1


def test_a_clock_before_1970_shows_1970() -> None:
    assert now_ms(FakeClock(-5.0)) == 0


def test_the_system_has_a_clock() -> None:
    clock = SystemClock()
    assert clock.wall_s() > 1_700_000_000
    assert clock.monotonic_s() <= clock.monotonic_s()
