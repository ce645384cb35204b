"""Which addresses count as home, which are told to a LAN, and which of a LAN's are believed."""

import ipaddress
import socket
from dataclasses import dataclass

import ifaddr
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.interfaces import (
    FIRST_PORT,
    PORTS,
    LocalAddress,
    advertised,
    by_interface,
    dialable,
    listen_port,
    local_addresses,
)

SECRET = b"s" * 32


@dataclass(frozen=True)
class Machine:
    """A computer whose interfaces a test makes up."""

    monkeypatch: pytest.MonkeyPatch

    def has(self, *lines: str) -> None:
        """Give it interfaces, each written as in "eth0 192.168.1.2/24 fe80::1/64"."""
        adapters = []
        for number, line in enumerate(lines, start=1):
            name, *texts = line.split()
            ips = []
            for text in texts:
                ip, _, bits = text.partition("/")
                entry: str | tuple[str, int, int] = (ip, 0, number) if ":" in ip else ip
                ips.append(ifaddr.IP(entry, int(bits), name))
            adapters.append(ifaddr.Adapter(name, name, ips, index=number))
        self.monkeypatch.setattr(ifaddr, "get_adapters", lambda: adapters)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


LO = "lo 127.0.0.1/8 ::1/128"


def an_address(text: str, interface: str = "eth0", index: int = 2) -> LocalAddress:
    ip, _, bits = text.partition("/")
    return LocalAddress(ipaddress.ip_address(ip), int(bits), interface, index)


def hosts(addresses: tuple[LocalAddress, ...]) -> list[str]:
    return [a.host for a in addresses]


def packed(*texts: str) -> list[bytes]:
    return [ipaddress.ip_address(text).packed for text in texts]


def test_home_addresses_come_before_others_and_the_likeliest_first(machine: Machine) -> None:
    machine.has(LO, "eth0 fe80::1/64 2a00:1450:1::5/64 fd00::5/64 169.254.7.7/16 192.168.1.5/24")
    assert hosts(local_addresses()) == [
        "192.168.1.5",
        "169.254.7.7",
        "fd00::5",
        "2a00:1450:1::5",
        "fe80::1%2",
    ]


def test_loopback_serves_where_there_is_nothing_else(machine: Machine) -> None:
    machine.has(LO)
    assert hosts(local_addresses()) == ["127.0.0.1"]


def test_loopback_only_means_it(machine: Machine) -> None:
    machine.has(LO, "eth0 192.168.1.5/24")
    assert hosts(local_addresses(loopback_only=True)) == ["127.0.0.1"]


def test_a_computer_without_any_address_has_none(machine: Machine) -> None:
    machine.has()
    assert local_addresses() == ()
    assert local_addresses(loopback_only=True) == ()


@pytest.mark.parametrize(
    "name", ["docker0", "br-0a1b2c3d4e5f", "veth12ab", "virbr0", "vmnet8", "vboxnet0", "tun0", "utun3", "wg0"]
)
def test_inner_networks_and_tunnels_are_no_homes(machine: Machine, name: str) -> None:
    machine.has(LO, "wlan0 192.168.1.5/24", f"{name} 172.17.0.1/16 fe80::9/64")
    assert hosts(local_addresses()) == ["192.168.1.5"]


def test_bridges_that_people_make_are_homes(machine: Machine) -> None:
    machine.has("br0 192.168.1.5/24")
    assert hosts(local_addresses()) == ["192.168.1.5"]


@pytest.mark.parametrize("text", ["8.8.4.4/24", "100.64.3.2/10", "10.8.0.6/32", "224.0.0.1/24", "0.0.0.0/8"])
def test_addresses_that_are_no_lans_are_left_out_with_the_ipv6_beside_them(
    machine: Machine, text: str
) -> None:
    machine.has(LO, f"eth0 {text} fe80::1/64")
    found = [host for host in hosts(local_addresses()) if ":" not in host]
    assert found in ([], ["127.0.0.1"])
    if text.startswith(("8.", "100.")):
        assert hosts(local_addresses()) == ["127.0.0.1"]


def test_a_home_without_ipv4_is_a_home(machine: Machine) -> None:
    machine.has(LO, "eth0 fe80::1/64")
    assert hosts(local_addresses()) == ["fe80::1%2"]


def test_an_alias_is_on_the_interface_that_it_is_an_alias_of(machine: Machine) -> None:
    machine.has("eth0 192.168.1.5/24", "eth0:1 192.168.2.5/24")
    assert list(by_interface(local_addresses())) == ["eth0"]
    assert {a.index for a in local_addresses()} == {1}


@pytest.mark.parametrize("trouble", [OSError(24, "Too many open files"), AssertionError(), ValueError()])
def test_a_system_that_cannot_say_is_not_one_without_addresses(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def fail() -> list[ifaddr.Adapter]:
        raise trouble

    monkeypatch.setattr(ifaddr, "get_adapters", fail)
    with pytest.raises(OSError, match=r"Too many|changing"):
        local_addresses()


def test_a_link_hears_of_ipv4_if_there_is_some() -> None:
    group = tuple(
        an_address(t) for t in ("10.0.0.5/8", "10.0.0.6/8", "10.0.0.7/8", "fd00::5/64", "fe80::5/64")
    )
    assert hosts(advertised(group)) == ["10.0.0.5", "10.0.0.6"]
    assert hosts(advertised(group[3:])) == ["fd00::5"]
    assert advertised(()) == ()


def test_only_neighbours_on_the_same_link_are_dialled() -> None:
    ours = (an_address("192.168.1.5/24"), an_address("fd00::5/64"), an_address("fe80::5/64"))
    near = packed("192.168.1.9", "fd00::9", "fe80::9")
    far = packed("192.168.2.9", "8.8.8.8", "127.0.0.1", "::1", "169.254.169.254", "2a00:1450::1", "fd01::9")
    assert dialable([*far, *near], ours) == ("192.168.1.9", "fd00::9", "fe80::9%2")
    assert dialable(far, ours) == ()


def test_groups_networks_and_nobody_are_never_dialled() -> None:
    ours = (an_address("192.168.1.5/24"),)
    nobody = packed(
        "192.168.1.0", "192.168.1.255", "255.255.255.255", "224.0.0.251", "0.0.0.0", "ff02::fb", "::"
    )
    assert dialable(nobody, ours) == ()


def test_another_engine_on_this_machine_is_dialled() -> None:
    assert dialable(packed("127.0.0.1"), (an_address("127.0.0.1/8", "lo"),)) == ("127.0.0.1",)
    assert dialable(packed("192.168.1.5"), (an_address("192.168.1.5/24"),)) == ("192.168.1.5",)


@given(st.lists(st.binary(max_size=20)))
def test_whatever_is_announced_what_is_dialled_is_near(announced: list[bytes]) -> None:
    ours = (an_address("192.168.1.5/24"), an_address("fe80::5/64"))
    for host in dialable(announced, ours):
        ip = ipaddress.ip_address(host.partition("%")[0])
        assert any(ip in a.network for a in ours)
    assert dialable(announced, ()) == ()


def test_the_port_is_the_same_at_home_every_day_and_another_one_elsewhere() -> None:
    home, away = (an_address("192.168.1.5/24"),), (an_address("192.168.7.5/24"),)
    assert listen_port(SECRET, home) == listen_port(SECRET, (an_address("192.168.1.77/24", "wlan0", 9),))
    assert listen_port(SECRET, home) != listen_port(SECRET, away)
    assert listen_port(SECRET, home) != listen_port(b"t" * 32, home)
    assert len({listen_port(SECRET, home, attempt) for attempt in range(5)}) == 5


def test_ipv6_that_comes_and_goes_does_not_move_the_port() -> None:
    home = (an_address("192.168.1.5/24"),)
    with_v6 = (*home, an_address("2a00:1450:1::5/64"), an_address("fd00::5/64"), an_address("fe80::5/64"))
    assert listen_port(SECRET, with_v6) == listen_port(SECRET, home)
    assert listen_port(SECRET, with_v6[1:]) == listen_port(SECRET, with_v6[2:])


@given(st.binary(min_size=32, max_size=32))
def test_ports_are_above_the_system_s_and_below_the_passing_ones(secret: bytes) -> None:
    assert FIRST_PORT <= listen_port(secret, ()) < FIRST_PORT + PORTS


def test_this_machine_has_loopback() -> None:
    assert socket.inet_aton("127.0.0.1") in {a.ip.packed for a in local_addresses(loopback_only=True)}
