"""The connection doctor names each cause, on computers that really have it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.lan.clock import MakeClock
from tests.lan.family import CIRCLE, ENVIRONMENT, PATIENCE_S, Home, family, found
from tests.lan.host import Host
from tests.lan.lan import Lan, MakeLan
from tests.lan.pcap import UDP
from tests.lan.waiting import until

_DAY_S = 86_400

# Everything that arrives and was not asked for is dropped, as by a firewall in its strictest setting; what this
# computer sends to itself by way of its own network comes in by that network, and goes the same way.
STRICT = """
table inet wall { chain in {
    type filter hook input priority 0; policy drop;
    iif lo accept; ct state established,related accept; meta l4proto { icmp, icmpv6 } accept;
}
}
"""
# The usual setting: others are found, and nobody gets in.
USUAL = STRICT.replace("icmpv6 } accept;", "icmpv6 } accept; udp dport 5353 accept;")


def wall(host: Host, rules: str) -> None:
    host.run(["nft", "-f", "-"], stdin=rules)


def examine(home: Home) -> dict[str, Any]:
    diagnosis: dict[str, Any] = home.ok("doctor")
    return diagnosis


def causes(diagnosis: dict[str, Any]) -> list[tuple[str, str]]:
    return [(finding["cause"], finding["sure"]) for finding in diagnosis["findings"]]


def first(diagnosis: dict[str, Any]) -> tuple[str, str, list[str]]:
    finding = diagnosis["findings"][0]
    return finding["cause"], finding["sure"], sorted(person["name"] for person in finding["people"])


def checks(diagnosis: dict[str, Any]) -> dict[str, str]:
    return {check["what"]: check["result"] for check in diagnosis["checks"]}


def until_first(
    home: Home, *wanted: tuple[str, str, list[str]], before: Callable[[], object] = lambda: None
) -> dict[str, Any]:
    """Examine until the finding in front is one of these, and return the diagnosis."""
    seen: list[dict[str, Any]] = []

    def look() -> bool:
        before()
        seen.append(examine(home))
        return first(seen[-1]) in wanted

    until(look, 2 * PATIENCE_S, lambda: f"{home} does not find {wanted}: {seen[-1]}")
    return seen[-1]


@pytest.fixture
def pair(make_lan: MakeLan) -> Iterator[tuple[Lan, Home, Home]]:
    lan = make_lan(["ann", "bob"])
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        yield lan, ann, bob


def elsewhere(*homes: Home) -> None:
    """Start engines anew under other addresses: then nobody is found by what was remembered."""
    for home in homes:
        home.stop()
        home.host.unplug()
    for number, home in enumerate(homes):
        home.host.plug("home", 100 + number)
    for home in homes:
        home.start()


def test_when_all_is_well_it_says_so_and_sends_nothing_that_is_not_sent_on_other_days(
    pair: tuple[Lan, Home, Home],
) -> None:
    lan, ann, _ = pair
    ann.until_neighbours("Bob")
    capture = lan["bob"].capture()
    diagnosis = examine(ann)
    assert causes(diagnosis) == [("well", "certain")]
    assert set(checks(diagnosis).values()) <= {"good", "unknown"}
    (bob_seen,) = diagnosis["people"]
    assert (bob_seen["name"], bob_seen["here"], bob_seen["heard"]) == ("Bob", True, True)
    heard = capture.stop()
    asked = {packet.data for packet in heard.packets() if packet.proto == UDP}
    assert all(b"_organic" in data for data in asked)
    assert heard.find({"a name": "Ann", "the circle": CIRCLE}) == []


def test_no_network(pair: tuple[Lan, Home, Home]) -> None:
    _, ann, _ = pair
    ann.host.unplug()
    assert first(examine(ann)) == ("no-network", "certain", [])
    assert checks(examine(ann))["network"] == "bad"
    ann.host.plug("home")
    until_first(ann, ("well", "certain", []))


def test_nobodys_computer_is_on(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        bob.stop()
        ann.until_neighbours("Cat")
        diagnosis = until_first(ann, ("nobody-on", "likely", ["Bob"]))
        assert len(diagnosis["findings"]) == 1, "Cat is heard, so the network is well"
        cat.stop()
        diagnosis = until_first(ann, ("nobody-on", "likely", ["Bob", "Cat"]))
        # Alone in a silent network one cannot know more, and should not be told otherwise.
        assert causes(diagnosis)[1:] == [("isolation", "possible"), ("no-multicast", "possible")]
        assert {one["name"]: one["met_ms"] is not None for one in diagnosis["people"]} == {
            "Bob": True,
            "Cat": True,
        }


def test_a_network_that_does_not_let_computers_find_each_other(pair: tuple[Lan, Home, Home]) -> None:
    _, ann, bob = pair
    ann.until_neighbours("Bob")
    for home in (ann, bob):
        home.host.multicast(allowed=False)
    # They are connected all the same, since an address was remembered; so nothing is wrong yet.
    assert causes(examine(ann)) == [("well", "certain"), ("no-multicast", "certain")]
    assert checks(examine(ann))["others"] == "bad"
    elsewhere(ann, bob)
    diagnosis = until_first(ann, ("nobody-on", "likely", ["Bob"]))
    assert ("no-multicast", "possible") in causes(diagnosis)
    # The other way: an address by hand.
    assert ann.ok("connect", bob.address())["name"] == "Bob"
    assert ("no-multicast", "certain") in causes(examine(ann))


def test_a_network_for_guests_that_keeps_computers_apart(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(cat, ann, bob)
        lan3.isolate([ann.host, bob.host])
        for home in (ann, bob):
            home.stop()
            home.start()
        ann.until_neighbours("Cat")
        bob.until_neighbours("Cat")
        until_first(ann, ("isolation", "likely", ["Bob"]), before=lambda: bob.post("I am on, as you see."))


def test_what_is_heard_and_cannot_be_reached_is_kept_apart_by_the_network(
    pair: tuple[Lan, Home, Home],
) -> None:
    lan, ann, bob = pair
    # Some access points pass on what is for all, and nothing that is for one.
    ann.host.run(["ip", "neigh", "replace", bob.host.ip, "lladdr", "02:00:00:00:00:99", "dev", "eth0"])
    bob.host.run(["ip", "neigh", "replace", ann.host.ip, "lladdr", "02:00:00:00:00:99", "dev", "eth0"])
    for home in (ann, bob):
        home.stop()
        home.start()
    until_first(ann, ("firewall-both", "likely", ["Bob"]), ("isolation", "likely", ["Bob"]))
    assert lan


def test_a_firewall_that_drops_everything_on_this_computer(pair: tuple[Lan, Home, Home]) -> None:
    _, ann, bob = pair
    wall(ann.host, STRICT)
    bob.stop()
    diagnosis = until_first(ann, ("firewall", "certain", []))
    assert causes(diagnosis) == [("firewall", "certain")]
    assert checks(diagnosis)["echo"] == "bad"


def test_a_firewall_that_lets_nobody_in_is_found_by_having_somebody_call_back(
    pair: tuple[Lan, Home, Home],
) -> None:
    _, ann, bob = pair
    wall(ann.host, USUAL)
    for home in (ann, bob):
        home.stop()
        home.start()
    ann.until_neighbours("Bob")
    until(
        lambda: ("firewall", "likely") in causes(examine(ann)), PATIENCE_S, "nobody gets in, and none says so"
    )
    until(lambda: checks(examine(bob))["door"] == "good", PATIENCE_S, "others get in, and none says so")


def test_two_firewalls_between_two_computers(pair: tuple[Lan, Home, Home]) -> None:
    _, ann, bob = pair
    for home in (ann, bob):
        wall(home.host, USUAL)
        home.stop()
        home.start()
    until_first(ann, ("firewall-both", "likely", ["Bob"]))


def test_a_wrong_clock_is_named_and_does_not_keep_the_two_apart_any_longer(
    pair: tuple[Lan, Home, Home], make_clock: MakeClock
) -> None:
    _, ann, bob = pair
    bob.env = make_clock(+3 * _DAY_S).env()
    elsewhere(ann, bob)
    diagnosis = until_first(ann, ("clocks-differ", "certain", ["Bob"]))
    assert abs(diagnosis["findings"][0]["seconds"] - 3 * _DAY_S) <= 3600
    # What discovery passes over the doctor can read: so they have met.
    ann.until_neighbours("Bob")


def test_whose_clock_is_wrong_is_known_where_there_are_three(lan3: Lan, make_clock: MakeClock) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        bob.stop()
        bob.env = make_clock(-400 * _DAY_S).env()
        bob.start()
        until_first(ann, ("clock-other", "likely", ["Bob"]))
        until_first(bob, ("clock", "likely", ["Ann", "Cat"]))


def test_a_tunnel_that_takes_what_is_for_the_home(pair: tuple[Lan, Home, Home]) -> None:
    _, ann, bob = pair
    bob.stop()
    for words in (
        "link add tun0 type veth peer name far",
        "addr add 10.8.0.2/24 dev tun0",
        "link set tun0 up",
        "link set far up",
        "route add 10.77.0.0/25 dev tun0",
        "route add 10.77.0.128/25 dev tun0",
    ):
        ann.host.run(["ip", *words.split()])
    bob.start()
    until_first(ann, ("vpn", "certain", []))
    assert checks(examine(ann))["vpn"] == "bad"


def test_only_a_tunnel_is_left(pair: tuple[Lan, Home, Home]) -> None:
    _, ann, bob = pair
    for words in ("link add wg0 type veth peer name far", "addr add 10.8.0.2/24 dev wg0", "link set wg0 up"):
        ann.host.run(["ip", *words.split()])
    ann.host.unplug()
    assert causes(examine(ann)) == [("vpn", "likely"), ("no-network", "certain")]
    ann.host.plug("home")
    assert bob.runs


OTHER = """
import runpy, sys
from sync import beacon, messages, wire, neighbours, session
for module in {where}: module.VERSION = 2
sys.argv = ["organic_p2p", *sys.argv[1:]]
runpy.run_module("organic_p2p", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize(
    ("where", "sure", "people"),
    [
        ("(messages, wire, neighbours)", "certain", ["Bob"]),
        ("(beacon, messages, wire, neighbours)", "likely", []),
    ],
)
def test_another_version(pair: tuple[Lan, Home, Home], where: str, sure: str, people: list[str]) -> None:
    _, ann, bob = pair
    bob.stop()
    if not people:
        # Or they would meet by a remembered address, which tells whose version it is.
        bob.host.unplug()
        bob.host.plug("home", 200)
        elsewhere(ann)
    command = [sys.executable, "-c", OTHER.format(where=where), "--home", str(bob.folder), "node"]
    other = bob.host.popen(command, env=ENVIRONMENT)
    diagnosis = until_first(ann, ("other-version", sure, people))
    assert diagnosis["findings"][0]["newer"] is True
    other.terminate()
    other.wait()
