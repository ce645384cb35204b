"""Discovery between several computers: who finds whom, and what a network learns of another."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.lan.host import Host
from tests.lan.lan import Lan, MakeLan
from tests.lan.pcap import Pcap
from tests.lan.waiting import Lines, until

ROOT = Path(__file__).parents[2]
NODE = Path(__file__).with_name("discovery_node.py")

# Everything that anybody may read in an advertisement, but for the bytes of its text.
PERMITTED = re.compile(
    r"_organic\._tcp\.local\.?|[0-9a-f]{12}(\._organic\._tcp)?\.local\.?|TXT [a-e]=.*", re.DOTALL
)


class Node:
    """A computer that discovers, and what it has said so far."""

    def __init__(self, host: Host, *contacts: str, name: str = "") -> None:
        self.host, self.name = host, name or host.name
        self._process = host.popen(
            [sys.executable, str(NODE), self.name, *contacts],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": str(ROOT)},
        )
        self._lines = Lines(self._process.stdout)

    def tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")

    def said(self, kind: str) -> list[dict[str, Any]]:
        return [word for word in map(json.loads, self._lines.all()) if word["e"] == kind]

    def found(self, other: Node, host: str) -> bool:
        """Tell whether this node found the other one at an address."""
        return any(other.name in word["who"] and word["host"] == host for word in self.said("saw"))

    def quit(self) -> None:
        self.tell("quit")
        self._lines.wait_for("ended")


def everybody(lan: Lan) -> list[Node]:
    names = [host.name for host in lan.hosts]
    return [Node(host, *(name for name in names if name != host.name)) for host in lan.hosts]


def until_met(*nodes: Node) -> None:
    until(lambda: all(a.found(b, b.host.ip) for a in nodes for b in nodes if a is not b))


def instances(pcap: Pcap) -> set[str]:
    return {word.split(".")[0] for word in pcap.mdns_words() if re.match(r"[0-9a-f]{12}\.", word)}


def test_all_find_all_and_nothing_stable_or_readable_is_said(lan3: Lan) -> None:
    captures = [host.capture() for host in lan3.hosts]
    nodes = everybody(lan3)
    until_met(*nodes)
    for node in nodes:
        node.quit()
    again = everybody(lan3)
    until_met(*again)
    for pcap in (capture.stop() for capture in captures):
        words = pcap.mdns_words()
        assert [word for word in words if not PERMITTED.fullmatch(word)] == []
        # Two names for each of three computers, and others after they began anew.
        assert len(instances(pcap)) >= 12
        assert pcap.find({name: f"{name}." for name in ("ann", "bob", "cat")}) == []


def test_a_stranger_finds_nobody_until_they_meet(lan3: Lan) -> None:
    ann, bob = Node(lan3["ann"], "bob"), Node(lan3["bob"])

    def sees_a_stranger() -> bool:
        ann.tell("look")
        return any(word["places"] for word in ann.said("places"))

    until(sees_a_stranger)
    assert not ann.said("saw")
    bob.tell("contacts ann")
    until_met(ann, bob)


def test_a_computer_that_starts_without_a_network_is_found_when_it_has_one(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    lan["bob"].unplug()
    ann, bob = everybody(lan)
    until(lambda: bob.said("ready"))
    lan["bob"].plug("home")
    until_met(ann, bob)


def test_a_laptop_is_found_in_each_home_and_tells_neither_of_the_other(make_lan: MakeLan) -> None:
    lan = make_lan(["gran", "laptop", "uncle"])
    lan.move(lan["uncle"], "away")
    at_home, at_uncles = lan["laptop"].capture(), lan["uncle"].capture()
    gran, laptop, uncle = everybody(lan)
    until_met(gran, laptop)
    home_ip, home_port = lan["laptop"].ip, laptop.said("ready")[0]["port"]
    names_of_home = instances(at_home.stop())
    assert len(names_of_home) >= 4

    lan.move(lan["laptop"], "away")
    until_met(uncle, laptop)
    heard = at_uncles.stop()
    assert (
        heard.find(
            {"the laptop's address": socket.inet_aton(home_ip), "gran's": socket.inet_aton(gran.host.ip)}
        )
        == []
    )
    assert not names_of_home & instances(heard)
    assert home_port not in {word["port"] for word in uncle.said("saw")}

    lan.move(lan["laptop"], "home")
    until(lambda: gran.said("saw")[-1]["port"] == home_port and len(gran.said("saw")) > 1)


def test_a_computer_in_two_networks_tells_neither_of_the_other(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "pi", "uncle"])
    lan.move(lan["uncle"], "away")
    _lay_second_cable(lan["pi"], "away", "10.77.1.99")
    captures = [lan["ann"].capture(), lan["uncle"].capture()]
    ann, pi, uncle = everybody(lan)
    until(lambda: ann.found(pi, lan["pi"].ip) and uncle.found(pi, "10.77.1.99"))
    until(lambda: pi.found(ann, ann.host.ip) and pi.found(uncle, uncle.host.ip))
    for node in (ann, pi, uncle):
        node.tell("look")  # so that the known names are repeated in questions
    until(lambda: all(node.said("places") for node in (ann, pi, uncle)))
    home, away = (capture.stop(settle_s=1.0) for capture in captures)
    assert home.find({"away": socket.inet_aton("10.77.1.99"), "uncle": socket.inet_aton(uncle.host.ip)}) == []
    assert away.find({"home": socket.inet_aton(lan["pi"].ip), "ann": socket.inet_aton(ann.host.ip)}) == []
    assert instances(home)
    assert not instances(home) & instances(away)


def test_a_computer_with_ipv6_alone_is_found(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "new"])
    lan["new"].run(["ip", "-4", "addr", "flush", "dev", "eth0"])
    ann, new = everybody(lan)
    until(lambda: ann.found(new, lan["new"].ip6))


def test_two_engines_on_a_computer_without_any_network_find_each_other(make_lan: MakeLan) -> None:
    host = make_lan(["ann"])["ann"]
    host.unplug()
    host.run(["ip", "link", "set", "eth0", "down"])
    one, two = Node(host, "two", name="one"), Node(host, "one", name="two")
    until(lambda: one.found(two, "127.0.0.1") and two.found(one, "127.0.0.1"))


def test_a_computer_without_even_loopback_is_found(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    lan["bob"].run(["ip", "link", "set", "lo", "down"])
    until_met(*everybody(lan))


def _lay_second_cable(host: Host, segment: str, ip: str) -> None:
    end = f"netns /proc/{os.getpid()}/fd/{host.spaces.net}"
    host._switch.ip(f"link add second type veth peer name eth1 {end}")
    host._switch.attach("second", segment)
    host.run(["ip", "addr", "add", f"{ip}/24", "dev", "eth1"])
    host.run(["ip", "link", "set", "eth1", "up"])
