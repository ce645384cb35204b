"""An interface that changes once is used at once; one that keeps changing is waited for."""

import ipaddress

from sync.interfaces import LocalAddress
from sync.settling import LINK_LOCAL_HOLD_S, MAX_HOLD_S, MEMORY_S, RETRY_S, Settling

HOME = (LocalAddress(ipaddress.ip_address("192.168.1.5"), 24, "eth0", 2),)
AWAY = (LocalAddress(ipaddress.ip_address("192.168.7.5"), 24, "eth0", 2),)
LINK_LOCAL = (LocalAddress(ipaddress.ip_address("fe80::5"), 64, "eth0", 2),)


def flapping(times: int) -> Settling:
    """Return an interface that came, and went, so many times within a second."""
    settling = Settling()
    for n in range(times):
        settling.notice(HOME, n / times)
        settling.notice((), n / times)
    settling.notice(HOME, 1.0)
    return settling


def test_a_laptop_that_moves_is_ready_at_once() -> None:
    settling = Settling()
    for at_s, addresses in enumerate([HOME, (), AWAY]):
        settling.notice(addresses, at_s)
        assert settling.is_over(at_s)


def test_an_interface_that_flaps_is_held_longer_each_time_but_never_for_long() -> None:
    holds = [next(s for s in range(100) if flapping(times).is_over(1.0 + s)) for times in range(6)]
    assert holds[0] == 0
    assert holds == sorted(holds)
    assert holds[-1] == MAX_HOLD_S


def test_a_minute_of_rest_makes_a_flapping_interface_as_good_as_new() -> None:
    settling = flapping(10)
    settling.notice(AWAY, 2 * MEMORY_S)
    assert settling.is_over(2 * MEMORY_S)


def test_no_change_is_no_flap() -> None:
    settling = Settling()
    for n in range(100):
        settling.notice(HOME, n / 100)
    assert settling.is_over(1.0)


def test_link_local_alone_waits_for_the_router() -> None:
    settling = Settling()
    settling.notice(LINK_LOCAL, 0.0)
    assert not settling.is_over(LINK_LOCAL_HOLD_S - 0.1)
    assert settling.is_over(LINK_LOCAL_HOLD_S)
    settling.notice(HOME, 1.0)
    assert settling.is_over(1.0)


def test_an_interface_that_cannot_be_used_is_tried_ever_more_rarely() -> None:
    settling = Settling()
    settling.notice(HOME, 0.0)
    now_s = 0.0
    for pause_s in (*RETRY_S, RETRY_S[-1]):
        settling.fail(now_s)
        assert not settling.is_over(now_s + pause_s - 0.1)
        now_s += pause_s
        assert settling.is_over(now_s)


def test_an_interface_that_has_long_gone_is_forgotten() -> None:
    settling = Settling()
    settling.notice(HOME, 0.0)
    assert not settling.is_forgotten(2 * MEMORY_S)
    settling.notice((), 2 * MEMORY_S)
    assert not settling.is_forgotten(2.5 * MEMORY_S)
    assert settling.is_forgotten(3 * MEMORY_S)
