"""The harness does what its tests will rely on: who can reach whom, and that nothing of it stays behind."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lan.host import Host
from tests.lan.lan import Lan, MakeLan
from tests.lan.namespaces import HarnessError
from tests.lan.shape import Shape
from tests.lan.waiting import Lines, until

MDNS_GROUP, MDNS_PORT = "224.0.0.251", 5353
# Long enough for a frame to cross the bridge on a busy machine, short enough for tests that expect none.
PATIENCE_S = 0.5


def can_reach(sender: Host, receiver: Host) -> bool:
    """Tell whether a connection to a closed port is refused, rather than left without an answer.

    A host that could not be found a moment ago is asked for again only after a second, so a path that has
    just been opened is waited for with `until`.
    """
    with sender.netns():
        probe = socket.socket()
    with probe:
        probe.settimeout(PATIENCE_S)
        try:
            probe.connect((receiver.ip, 5))
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
    return False


def reaches(sender: Host, receiver: Host) -> bool:
    """Wait, on a busy machine, until a path that should be open is seen to be."""
    until(lambda: can_reach(sender, receiver))
    return True


@contextlib.contextmanager
def multicast_ear(host: Host) -> Iterator[socket.socket]:
    with host.netns():
        ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with ear:
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        ear.bind(("", MDNS_PORT))
        group = socket.inet_aton(MDNS_GROUP) + socket.inet_aton(host.ip)
        ear.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
        ear.settimeout(PATIENCE_S)
        yield ear


def multicast(host: Host, data: bytes) -> None:
    with host.netns():
        mouth = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with mouth:
        mouth.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(host.ip))
        mouth.sendto(data, (MDNS_GROUP, MDNS_PORT))


def hears(listener: Host, speaker: Host) -> bool:
    with multicast_ear(listener) as ear:
        multicast(speaker, b"anyone there?")
        try:
            return ear.recv(100) == b"anyone there?"
        except TimeoutError:
            return False


def is_heard(listener: Host, speaker: Host) -> bool:
    """Wait, on a busy machine, until what should be heard is."""
    until(lambda: hears(listener, speaker))
    return True


def test_hosts_at_one_home_reach_one_another_and_share_multicast(lan3: Lan) -> None:
    ann, bob, cat = lan3.hosts
    assert reaches(ann, bob)
    assert reaches(cat, ann)
    assert is_heard(bob, ann)


def test_a_program_on_a_host_has_its_name_address_and_home(lan3: Lan) -> None:
    ann = lan3["ann"]
    asked = "import os, socket; print(socket.gethostname(), os.environ['HOME'])"
    assert ann.run([sys.executable, "-c", asked]).stdout.split() == ["ann", str(ann.home)]
    assert ann.ip in ann.run(["ip", "-4", "addr", "show", "eth0"]).stdout
    assert ann.ip6 in ann.run(["ip", "-6", "addr", "show", "eth0"]).stdout


def test_a_partition_stops_packets_until_it_is_healed(lan3: Lan) -> None:
    ann, bob, cat = lan3.hosts
    lan3.partition([ann], [bob, cat])
    assert not can_reach(ann, bob)
    assert reaches(bob, cat)
    lan3.heal()
    until(lambda: can_reach(ann, bob))


def test_a_laptop_reaches_only_the_home_it_is_in_and_gets_an_address_there(make_lan: MakeLan) -> None:
    lan = make_lan(["gran", "laptop", "uncle"])
    gran, laptop, uncle = lan.hosts
    lan.move(uncle, "away")
    at_home = laptop.ip
    assert reaches(laptop, gran)
    assert not can_reach(laptop, uncle)
    lan.move(laptop, "away")
    assert laptop.ip != at_home
    until(lambda: can_reach(laptop, uncle))
    assert not can_reach(laptop, gran)


def test_an_unplugged_host_has_no_carrier_and_no_address(lan3: Lan) -> None:
    ann = lan3["ann"]
    ann.unplug()
    said = ann.run(["ip", "addr", "show", "eth0"]).stdout
    assert "NO-CARRIER" in said
    assert "10.77." not in said
    ann.plug("home")
    until(lambda: can_reach(ann, lan3["bob"]))


def test_a_cut_takes_away_one_direction_only_and_can_be_mended(lan3: Lan) -> None:
    ann, bob, cat = lan3.hosts
    lan3.cut(ann, bob)
    assert not hears(bob, ann)
    assert is_heard(ann, bob)
    assert reaches(ann, cat)
    lan3.mend(ann, bob)
    assert is_heard(bob, ann)


def test_an_access_point_that_eats_multicast_still_passes_unicast(lan3: Lan) -> None:
    ann, bob, cat = lan3.hosts
    bob.multicast(allowed=False)
    assert not hears(bob, ann)
    assert not hears(ann, bob)
    assert reaches(ann, bob)
    assert is_heard(cat, ann)
    bob.multicast(allowed=True)
    assert is_heard(bob, ann)


def test_guests_on_an_isolating_access_point_reach_the_others_but_not_one_another(lan3: Lan) -> None:
    ann, bob, cat = lan3.hosts
    lan3.isolate([ann, bob])
    assert not can_reach(ann, bob)
    assert reaches(ann, cat)
    lan3.isolate([ann, bob], on=False)
    until(lambda: can_reach(ann, bob))


def test_a_lan_without_ipv6_has_none(make_lan: MakeLan) -> None:
    ann, _ = make_lan(2, ipv6=False).hosts
    assert ann.ip6 == ""
    assert "inet6" not in ann.run(["ip", "addr"]).stdout


def test_a_bad_cable_loses_doubles_and_delays_as_its_seed_says(make_lan: MakeLan) -> None:
    def arrivals() -> list[bytes]:
        lan = make_lan(["ann", "bob"], wire=True, seed=7, ipv6=False)
        ann, bob = lan.hosts
        with multicast_ear(bob) as ear:
            multicast(ann, b"warm")
            assert ear.recv(100) == b"warm"
            ann.shape(Shape(loss=0.3, dup=0.3, delay_ms=5), both=False)
            for number in range(40):
                multicast(ann, b"%d" % number)
            heard = []
            with contextlib.suppress(TimeoutError):
                while True:
                    heard.append(ear.recv(100))
        lan.close()
        return heard

    first = arrivals()
    assert len(set(first)) < 40
    assert len(first) > len(set(first))
    assert arrivals() == first


def test_a_shaped_laptop_moves_too(make_lan: MakeLan) -> None:
    lan = make_lan(["gran", "laptop", "uncle"], wire=True)
    gran, laptop, uncle = lan.hosts
    laptop.shape(Shape(delay_ms=10))
    lan.move(uncle, "away")
    assert reaches(laptop, gran)
    lan.move(laptop, "away")
    until(lambda: can_reach(laptop, uncle))
    assert not can_reach(laptop, gran)


def test_a_perfect_cable_cannot_be_shaped(lan3: Lan) -> None:
    with pytest.raises(HarnessError, match="wire=True"):
        lan3["ann"].shape(Shape(loss=1.0))


def test_a_tcp_stream_survives_a_cable_that_damages_and_reorders(make_lan: MakeLan) -> None:
    ann, bob = make_lan(["ann", "bob"], wire=True, seed=3).hosts
    ann.shape(Shape(loss=0.02, corrupt=0.02, reorder=0.1, dup=0.1, delay_ms=2, rate_kbit_s=20_000))
    with bob.netns():
        server = socket.create_server((bob.ip, 0))
    with ann.netns():
        sender = socket.create_connection(server.getsockname())
    said = bytes(range(256)) * 400
    with server, sender:
        receiver, _ = server.accept()
        talking = threading.Thread(target=sender.sendall, args=(said,))
        talking.start()
        with receiver, receiver.makefile("rb") as stream:
            assert stream.read(len(said)) == said
        talking.join()


def test_what_a_program_says_can_be_waited_for(lan3: Lan) -> None:
    talker = lan3["ann"].popen(["sh", "-c", "echo one; read word; echo got $word"], stdin=-1, stdout=-1)
    lines = Lines(talker.stdout)
    assert lines.wait_for("one") == "one"
    assert talker.stdin is not None
    talker.stdin.write("two\n")
    talker.stdin.flush()
    assert lines.wait_for("got") == "got two"
    with pytest.raises(AssertionError, match="no line with 'three'"):
        lines.wait_for("three")


def test_waiting_ends_with_the_reason() -> None:
    with pytest.raises(AssertionError, match="the moon is not blue"):
        until(lambda: False, limit_s=0.01, why="the moon is not blue")


def test_nothing_is_left_behind(make_lan: MakeLan) -> None:
    before = socket.if_nameindex()
    lan = make_lan(2, wire=True)
    capture = lan.hosts[0].capture()
    program = lan.hosts[0].popen(["sleep", "60"])
    network = os.fstat(lan.hosts[0].spaces.net).st_ino
    assert socket.if_nameindex() == before
    lan.close()
    assert program.poll() is not None
    assert not lan.directory.exists()
    assert not capture.path.exists()
    alive = {ns.stat().st_ino for ns in Path("/proc").glob("[0-9]*/ns/net") if ns.exists()}
    assert network not in alive
