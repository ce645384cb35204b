"""Dialling: whom, where and when, with patience that fits the source of an address."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.dialing import MAX_ADDRESSES, MAX_AT_ONCE, MAX_NAMES, Dialing, Source, may_dial, source_of
from sync.ports import Address, ContactName, Host, Member

ANN, BOB, INN = Member(b"a" * 32), Member(b"b" * 32), Host(b"i" * 16)
HOME, AWAY = Address("192.168.1.5", 20_000), Address("192.168.1.6", 20_001)
EVERYBODY: frozenset[ContactName] = frozenset({ANN, BOB, INN})


def dialing() -> Dialing:
    return Dialing(jitter=lambda low, high: (low + high) / 2)


def pauses(source: Source, name: Member | Host, attempts: int) -> list[float]:
    """Return how long it waits after each of so many failures."""
    d, now_s = dialing(), 0.0
    found: list[float] = []
    d.hint(name, HOME, source, now_s)
    d.due(EVERYBODY, now_s)
    for _ in range(attempts):
        d.failed(HOME, now_s)
        pause_s = 0.0
        while not d.due(EVERYBODY, now_s + pause_s):
            pause_s += 0.5
        now_s += pause_s
        found.append(pause_s)
    return found


def test_a_hint_is_dialled_once_at_a_time() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.SIGHTED, 0.0)
    assert d.due(EVERYBODY, 0.0) == [(HOME, (ANN,))]
    assert d.due(EVERYBODY, 100.0) == []


def test_whoever_is_not_wanted_is_not_dialled() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.SIGHTED, 0.0)
    assert d.due({BOB}, 0.0) == []
    assert d.due({ANN}, 0.0) == [(HOME, (ANN,))]


def test_a_delayed_hint_waits() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.SIGHTED, 0.0, delay_s=2.0)
    assert d.due(EVERYBODY, 1.9) == []
    assert d.due(EVERYBODY, 2.0)


def test_patience_grows_to_a_minute_for_what_was_seen() -> None:
    assert pauses(Source.SIGHTED, ANN, 9) == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_patience_grows_to_five_minutes_for_what_is_remembered() -> None:
    assert pauses(Source.REMEMBERED, ANN, 10)[-1] == 300


def test_patience_grows_to_half_a_minute_for_a_host() -> None:
    assert pauses(Source.INVITATION, INN, 6) == [2, 4, 8, 16, 30, 30]


def test_a_new_sighting_ends_patience() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.SIGHTED, 0.0)
    for _ in range(8):
        d.due(EVERYBODY, 1e6)
        d.failed(HOME, 1e6)
    assert d.due(EVERYBODY, 1e6 + 1) == []
    d.hint(ANN, HOME, Source.SIGHTED, 1e6 + 1)
    assert d.due(EVERYBODY, 1e6 + 1)


def test_to_be_reminded_of_an_address_does_not_end_patience() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.REMEMBERED, 0.0)
    d.due(EVERYBODY, 0.0)
    d.failed(HOME, 0.0)
    d.hint(ANN, HOME, Source.REMEMBERED, 0.0)
    assert d.due(EVERYBODY, 1.0) == []
    assert d.due(EVERYBODY, 2.0)


def test_two_contacts_at_one_address_share_a_hello() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.REMEMBERED, 0.0)
    d.hint(BOB, HOME, Source.REMEMBERED, 0.0)
    assert d.due(EVERYBODY, 0.0) == [(HOME, (ANN, BOB))]


def test_a_few_addresses_of_a_contact_are_tried_at_once_the_seen_ones_first() -> None:
    d = dialing()
    for n in range(5):
        d.hint(ANN, Address("192.168.1.9", 30_000 + n), Source.REMEMBERED, 0.0)
    d.hint(ANN, HOME, Source.SIGHTED, 0.0)
    due = d.due(EVERYBODY, 0.0)
    assert len(due) == MAX_AT_ONCE
    assert due[0] == (HOME, (ANN,))
    d.failed(due[1][0], 0.0)
    assert len(d.due(EVERYBODY, 0.0)) == 1


def test_who_was_lost_is_dialled_again_soon() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.REMEMBERED, 0.0)
    d.due(EVERYBODY, 0.0)
    d.reached(HOME, 0.0)
    d.lost(ANN, 500.0, 1.0)
    assert d.due(EVERYBODY, 500.9) == []
    assert d.due(EVERYBODY, 501.0)


def test_who_did_not_stay_is_dialled_with_growing_patience() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.SIGHTED, 0.0)
    d.due(EVERYBODY, 0.0)
    d.reached(HOME, 0.0)
    for _ in range(3):
        d.refused(ANN, 10.0)
    assert d.due(EVERYBODY, 13.9) == []
    assert d.due(EVERYBODY, 14.0)


def test_another_network_ends_patience() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.REMEMBERED, 0.0)
    for _ in range(8):
        d.due(EVERYBODY, 1e6)
        d.failed(HOME, 1e6)
    d.move(1e6 + 1)
    assert d.due(EVERYBODY, 1e6 + 1)


def test_who_is_forgotten_is_not_dialled() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.SIGHTED, 0.0)
    d.hint(BOB, HOME, Source.SIGHTED, 0.0)
    d.hint(ANN, AWAY, Source.SIGHTED, 0.0)
    d.forget(ANN)
    assert d.names() == {BOB}
    assert d.due(EVERYBODY, 0.0) == [(HOME, (BOB,))]
    d.failed(AWAY, 0.0)
    d.reached(AWAY, 0.0)


def test_memory_is_bounded_however_many_addresses_are_seen() -> None:
    d = dialing()
    for n in range(2000):
        d.hint(ANN, Address(f"10.0.{n // 250}.{n % 250 + 1}", 20_000), Source.SIGHTED, 0.0)
    assert len(d._places) <= MAX_ADDRESSES
    for n in range(100):
        d.hint(Member(bytes([n]) * 32), HOME, Source.SIGHTED, 0.0)
    assert len(d._places[HOME].names) == MAX_NAMES


@pytest.mark.parametrize(
    "host",
    ["192.168.1.5", "10.0.0.1", "172.16.3.4", "169.254.7.7", "127.0.0.1", "::1", "fe80::1%2", "fd00::5"],
)
def test_what_is_near_may_be_dialled(host: str) -> None:
    assert all(may_dial(Address(host, 20_000), source) for source in Source)


@pytest.mark.parametrize(
    "host",
    [
        "224.0.0.251",
        "239.1.2.3",
        "255.255.255.255",
        "0.0.0.0",
        "::",
        "ff02::fb",
        "",
        "router",
        "1.2.3",
        "a%b",
    ],
)
def test_what_is_no_single_computer_is_never_dialled(host: str) -> None:
    assert not any(may_dial(Address(host, 20_000), source) for source in Source)


@pytest.mark.parametrize(
    "host",
    ["169.254.169.254", "fd00:ec2::254", "::ffff:192.168.1.5", "64:ff9b::c0a8:105", "2002:c0a8:105::1"],
)
def test_what_leads_elsewhere_than_it_looks_is_never_dialled(host: str) -> None:
    assert not any(may_dial(Address(host, 20_000), source) for source in Source)


@pytest.mark.parametrize("host", ["8.8.8.8", "2001:4860:4860::8888"])
def test_what_is_far_is_dialled_only_if_a_person_said_so(host: str) -> None:
    assert not may_dial(Address(host, 20_000), Source.SIGHTED)
    assert may_dial(Address(host, 20_000), Source.REMEMBERED)
    assert may_dial(Address(host, 20_000), Source.INVITATION)


@pytest.mark.parametrize("port", [-1, 0, 22, 80, 1023, 65_536])
def test_ports_of_the_system_are_never_dialled(port: int) -> None:
    assert not may_dial(Address("192.168.1.5", port), Source.INVITATION)


@given(st.text(max_size=20), st.integers(-10, 70_000))
def test_no_address_raises(host: str, port: int) -> None:
    may_dial(Address(host, port), Source.REMEMBERED)


def test_what_may_not_be_dialled_is_not_remembered() -> None:
    d = dialing()
    d.hint(ANN, Address("224.0.0.1", 20_000), Source.SIGHTED, 0.0)
    assert d.names() == set()


def test_a_host_is_looked_for_with_more_zeal_than_a_memory() -> None:
    assert source_of(INN) is Source.INVITATION
    assert source_of(ANN) is Source.REMEMBERED


def test_a_private_address_is_not_dialled_in_a_network_of_which_it_is_no_part() -> None:
    d = dialing()
    d.hint(ANN, HOME, Source.REMEMBERED, 0.0)
    d.move(1.0, [ipaddress.IPv4Network("10.0.0.0/24")])
    assert d.due(EVERYBODY, 1.0) == []
    d.move(2.0, [ipaddress.IPv4Network("192.168.1.0/24")])
    assert d.due(EVERYBODY, 2.0) == [(HOME, (ANN,))]


def test_what_an_invitation_names_and_what_is_global_is_dialled_anywhere() -> None:
    d, far = dialing(), Address("2606:4700::1111", 20_000)
    d.hint(INN, HOME, Source.INVITATION, 0.0)
    d.hint(ANN, far, Source.REMEMBERED, 0.0)
    d.move(1.0, [ipaddress.IPv4Network("10.0.0.0/24")])
    assert set(d.due(EVERYBODY, 1.0)) == {(HOME, (INN,)), (far, (ANN,))}
