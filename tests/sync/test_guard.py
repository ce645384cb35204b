"""The guard: one computer cannot take all slots, and a guesser has to be patient."""

from hypothesis import given
from hypothesis import strategies as st

from sync.guard import FREE_FAILURES, MAX_HALF_OPEN, MAX_HALF_OPEN_PER_HOST, PAUSE_S, Guard


def fail(guard: Guard, host: str, now_s: float) -> bool:
    admitted = guard.admit(host, now_s)
    if admitted:
        guard.failed(host, now_s)
        guard.release(host)
    return admitted


def test_one_host_has_so_many_slots_and_no_more() -> None:
    guard = Guard()
    assert sum(guard.admit("a", 0.0) for _ in range(50)) == MAX_HALF_OPEN_PER_HOST
    assert guard.admit("b", 0.0)
    guard.release("a")
    assert guard.admit("a", 0.0)


def test_all_hosts_together_have_so_many_slots() -> None:
    guard = Guard()
    assert sum(guard.admit(f"h{n}", 0.0) for n in range(500)) == MAX_HALF_OPEN
    assert guard.full


def test_a_full_hall_is_no_fault_of_a_newcomer() -> None:
    guard = Guard()
    hosts = [f"h{n % 10}" for n in range(500)]
    assert sum(guard.admit(host, 0.0) for host in hosts) == MAX_HALF_OPEN
    assert guard.bears("new", 0.0)
    assert not guard.admit("new", 0.0)
    assert not any(guard.bears(host, 0.0) for host in hosts)


def test_who_keeps_failing_may_try_once_a_second() -> None:
    guard = Guard()
    assert all(fail(guard, "a", 0.0) for _ in range(FREE_FAILURES))
    assert not fail(guard, "a", PAUSE_S / 2)
    assert fail(guard, "a", PAUSE_S)
    assert not fail(guard, "a", 1.5 * PAUSE_S)
    assert fail(guard, "b", 0.0)


def test_failures_are_forgotten_after_a_success_or_a_while() -> None:
    guard = Guard()
    for _ in range(FREE_FAILURES):
        fail(guard, "a", 0.0)
        fail(guard, "b", 0.0)
    guard.welcome("a")
    guard.welcome("nobody")
    assert guard.admit("a", 0.1)
    assert not guard.admit("b", 0.1)
    assert guard.admit("b", 100.0)


def test_memory_is_bounded_however_many_hosts_knock() -> None:
    guard = Guard()
    for n in range(5000):
        fail(guard, f"h{n}", float(n))
    assert len(guard._hosts) <= 1100


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=300))
def test_slots_never_leak(acts: list[tuple[int, bool]]) -> None:
    guard = Guard()
    held: list[str] = []
    for n, leave in acts:
        if leave and held:
            guard.release(held.pop())
        elif guard.admit(f"h{n}", 0.0):
            held.append(f"h{n}")
    for host in held:
        guard.release(host)
    assert guard._half_open == 0
