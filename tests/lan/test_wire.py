"""What the LAN can see of a family: that somebody uses this program, and nothing else.

The captures are of everything that each host sent or received. Each search of them has a negative control: the same
search, on the same path, finds what was planted there.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeAlias

from sqlcipher3 import dbapi2

from sync.omp1 import decode
from tests.lan.capture import Capture
from tests.lan.family import CIRCLE, Home, Json, family, found
from tests.lan.host import Host
from tests.lan.lan import Lan, MakeLan
from tests.lan.leaks import places
from tests.lan.pcap import MDNS_PORT, TCP, UDP, Direction, Pcap

Secrets: TypeAlias = Mapping[str, bytes | str]

NAMES = ["annegret", "bertholdt", "cateline"]
SERVICE = "_organic._tcp.local"
# What a device says of itself by mDNS: names drawn by lot, and the name of the service.
_WORD = re.compile(rf"TXT .*|(?:[0-9a-f]{{12}}\.)?{re.escape(SERVICE)}|[0-9a-f]{{12}}\.local", re.DOTALL)
_MULTICAST = {"224.0.0.251", "ff02::fb"}  # mDNS
# As many bytes as no two things have in common by chance.
_WINDOW_BYTES = 8
_MAX_RECONNECT_BYTES = 2048


class Seen(NamedTuple):
    """What one host's capture holds."""

    host: Host
    pcap: Pcap


def watch(hosts: Iterable[Host]) -> list[tuple[Host, Capture]]:
    """Begin to record everything on these hosts."""
    return [(host, host.capture()) for host in hosts]


def seen(watched: Iterable[tuple[Host, Capture]]) -> list[Seen]:
    """End the recording, which must be whole."""
    found_ = [Seen(host, capture.stop()) for host, capture in watched]
    assert all(each.pcap.frames and not each.pcap.dropped for each in found_)
    return found_


def leaks(watched: Iterable[Seen], secrets: Secrets) -> list[str]:
    """Return which secrets any of the hosts saw on its cable."""
    return sorted({hit for each in watched for hit in each.pcap.find(secrets)})


def streams(watched: Iterable[Seen]) -> dict[Direction, bytes]:
    """Return each direction of each TCP connection, once."""
    return {way: said for each in watched for way, said in each.pcap.streams().items()}


def datagrams(pcap: Pcap) -> list[bytes]:
    """Return what was said by UDP."""
    return [packet.data for packet in pcap.packets() if packet.proto == UDP]


def windows(data: bytes) -> Iterator[bytes]:
    """Yield each run of eight bytes; those of one byte alone, such as padding, say nothing."""
    for at in range(len(data) - _WINDOW_BYTES + 1):
        window = data[at : at + _WINDOW_BYTES]
        if len(set(window)) > 1:
            yield window


def twice(said: Mapping[Direction, bytes]) -> set[tuple[Direction, Direction]]:
    """Return where any eight bytes were said that had been said before: in another connection, or in the same."""
    first: dict[bytes, Direction] = {}
    again = set()
    for way, stream in said.items():
        for window in windows(stream):
            if window in first:
                again.add((first[window], way))
            first[window] = way
    return again


def kept_by(home: Home) -> list[bytes]:
    """Return every value in the database of a home whose key lies beside it, and that key."""
    key_file = decode((home.folder / "key").read_bytes(), max_bytes=4096)
    assert isinstance(key_file, dict)
    key = key_file["secret"]
    assert isinstance(key, bytes)
    values = [key]
    with closing(dbapi2.connect(str(home.folder / "organic.db"))) as database:
        database.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in database.execute(f"SELECT * FROM {table}"):
                values += [v.encode() if isinstance(v, str) else v for v in row if isinstance(v, str | bytes)]
    return values


def announces(pcap: Pcap, port: int) -> bool:
    """Return whether a service on this port was announced: priority 0, weight 0, port (RFC 2782)."""
    return any(struct.pack("!HHH", 0, 0, port) in datagram for datagram in datagrams(pcap))


def live(ann: Home, bob: Home, cat: Home) -> dict[str, Json]:
    """Do everything that families do; return what must stay between them, by a label."""
    circle = found(ann, bob)
    code = ann.ok("invite", CIRCLE, "--ask")
    assert cat.ok("join", code["code"], "--as", cat.name, "--wait", "60")["state"] == "asked"
    (request,) = ann.ok("requests", CIRCLE)["requests"]
    ann.ok("approve", request["id"])
    cat.until(lambda: cat.ok("circles")["circles"], "is not in")
    bread = ann.post("Sourdough is proving overnight")
    bob.until_texts("Sourdough is proving overnight")
    comment = bob.ok("comment", bread, "Save the heel for grandfather")["post"]
    bob.ok("react", bread, "🥖🧈")
    ann.ok("edit", bread, "Sourdough is baked at last")
    cat.until_texts("Sourdough is baked at last")
    letter = cat.ok("message", bob.name, "Surprise party on Thursday")
    bob.until(lambda: bob.ok("conversation", cat.name)["posts"], "has no letter")
    ann.ok("promote", bob.name, "--in", CIRCLE)
    ann.ok("connect", bob.address())
    ann.ok("delete", comment)
    long_text = " ".join(f"Verse {number} of the endless ballad." for number in range(900))
    ballad = cat.ok("post", CIRCLE, "-", stdin=long_text)["post"]
    bob.until(lambda: len(bob.feed()) == 2, "has no ballad")
    people = {home.name: home.ok("status") for home in (ann, bob, cat)}
    ann.ok("remove", cat.name, "--from", CIRCLE, "--reason", "Quarrel about the rhubarb")
    bob.until_members(ann.name, bob.name)
    return {
        "circle": circle,
        "code": code["code"].replace("\n", "-"),
        "link": code["uri"],
        "link's end": code["uri"][30:],
        "invitation": code["id"],
        "request": request["id"],
        "post": bread,
        "comment": comment,
        "ballad": ballad,
        "room": letter["circle"],
        "letter": letter["post"],
        **{f"{name}'s person": status["person"] for name, status in people.items()},
        **{f"{name}'s device": status["device"] for name, status in people.items()},
    }


def searchable(ids: Mapping[str, str]) -> dict[str, bytes | str]:
    """Return what to search for: words, and ids as bytes, of which the first eight are enough."""
    secrets: dict[str, bytes | str] = {name: name for name in NAMES}
    secrets |= {
        word: word for word in ("Millers", "Sourdough", "grandfather", "Thursday", "ballad", "rhubarb")
    }
    secrets["reaction"] = "🥖🧈"
    for label, value in ids.items():
        is_id = re.fullmatch("[0-9a-f]{32,64}", value)
        secrets[label] = bytes.fromhex(value)[:8] if is_id else value
    return secrets


def test_nothing_of_a_family_is_readable_on_the_wire_in_its_files_or_in_its_messages(
    make_lan: MakeLan,
) -> None:
    lan = make_lan(NAMES, multicast_route=True)
    for host in lan.hosts:
        # A router, so that whoever spoke to the world outside would be seen to.
        gateway = lan.hosts[host.index - 1].ip
        host.run(["ip", "route", "add", "default", "via", gateway])
    first_capture, loopbacks = watch(lan.hosts), [host.capture("lo") for host in lan.hosts]
    with family(*lan.hosts, words=["--verbose"]) as homes:
        ann, bob, cat = homes
        ids = live(ann, bob, cat)
        first = seen(first_capture)
        for home in homes:
            home.stop()
        second_capture = watch(lan.hosts)
        for home in homes:
            home.start("--verbose")
        ann.until_neighbours(bob.name)
        ann.post("Sourdough, second rise")
        bob.until_texts("Sourdough, second rise")
        second = seen(second_capture)
    both = [*first, *second]
    secrets = searchable(ids)

    # Nothing that is said or kept is on the wire, and no two connections have anything in common.
    assert leaks(both, secrets) == []
    said = streams(both)
    kept = {window for home in homes for value in kept_by(home) for window in windows(value)}
    assert len(kept) > 10_000
    assert sum(map(len, said.values())) > 50_000
    assert [way for way, data in said.items() if any(w in kept for w in windows(data))] == []
    assert not any(w in kept for each in both for data in datagrams(each.pcap) for w in windows(data))
    assert twice(said) == set()

    # The names of each start are its own, drawn by lot.
    words = [{word for each in seen_ for word in each.pcap.mdns_words()} for seen_ in (first, second)]
    for said_then in words:
        assert len(said_then) > 6
        assert [word for word in said_then if not _WORD.fullmatch(word)] == []
    assert words[0] & words[1] == {SERVICE}

    # Nobody was spoken to but the others and mDNS; and nobody at all on loopback.
    near = {address for host in lan.hosts for address in (host.ip, host.ip6)}
    talks = {talk for each in both for talk in each.pcap.talks() if talk.proto in (TCP, UDP)}
    assert {talk.dst for talk in talks} - near <= _MULTICAST
    assert {talk.src for talk in talks if not talk.src.startswith("fe80:")} <= near
    assert {p.dport for each in both for p in each.pcap.packets() if p.proto == UDP} == {MDNS_PORT}
    assert [capture.stop().frames for capture in loopbacks] == [(), (), ()]

    # Nor does anything readable lie on the disk, or stand in what the engines printed.
    files = [
        (str(path), path.read_bytes())
        for home in homes
        for folder in (home.folder, home.host.home / "tmp", home.host.home / "run", home.host.home / ".cache")
        for path in folder.rglob("*")
        if path.is_file()
    ]
    assert {Path(name).name for name, _ in files} >= {"organic.db", "key", "lock"}
    assert places(secrets, files) == []
    messages = [(f"messages of {home.name}", "\n".join(home.messages()).encode()) for home in homes]
    assert places(secrets, messages) == []
    for home in homes:
        assert home.folder.stat().st_mode & 0o777 == 0o700
        assert {p.stat().st_mode & 0o777 for p in home.folder.iterdir()} == {0o600}


def test_the_same_search_finds_what_is_planted_among_the_real_traffic(make_lan: MakeLan) -> None:
    lan = make_lan(NAMES[:2])
    with family(*lan.hosts) as (ann, bob):
        circle = found(ann, bob)
        ann.until_neighbours(bob.name)
        watched = watch(lan.hosts)
        ann.post("Sourdough")
        bob.until_texts("Sourdough")
        with ann.host.netns():
            mouth = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            beacon = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            wires = [socket.create_connection((bob.host.ip, int(bob.address().rpartition(":")[2])))]
            wires.append(socket.create_connection(wires[0].getpeername()))
        with mouth, beacon, wires[0], wires[1]:
            mouth.sendto(b"x" + bytes.fromhex(circle)[:8].hex().encode(), (bob.host.ip, 4000))
            mouth.sendto(b"y" + bytes.fromhex(circle)[9:20], (bob.host.ip, 4000))
            name = b"\x08annegret\x05local\0"
            question = b"\0\0\0\0\0\1\0\0\0\0\0\0" + name + b"\0\1\0\1"
            beacon.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(ann.host.ip))
            beacon.sendto(question, ("224.0.0.251", MDNS_PORT))
            token = os.urandom(16)
            for wire in wires:
                wire.sendall(token + os.urandom(300))
                wire.shutdown(socket.SHUT_WR)
                while wire.recv(100):
                    pass
        found_ = seen(watched)
    hits = leaks(found_, searchable({"circle": circle}))
    assert {hit.split(" (")[0] for hit in hits} == {"annegret", "circle"}
    assert "annegret.local" in {word for each in found_ for word in each.pcap.mdns_words()}
    assert not _WORD.fullmatch("annegret.local")
    kept = {window for value in kept_by(ann) for window in windows(value)}
    assert any(w in kept for each in found_ for data in datagrams(each.pcap) for w in windows(data))
    assert len(twice(streams(found_))) == 1


def test_a_laptop_tells_the_new_network_nothing_of_the_old_one(make_lan: MakeLan) -> None:
    lan = make_lan(["gran", "laptop", "uncle"])
    gran_host, laptop_host, uncle_host = lan.hosts
    with family(*lan.hosts) as (gran, laptop, uncle):
        found(laptop, gran, uncle)
        laptop.until_neighbours("Gran", "Uncle")
        lan.move(uncle_host, "away")
        at_home = watch([laptop_host])
        laptop.stop()
        laptop.start()
        laptop.until(lambda: laptop.neighbours().get("Gran"), "has not found gran")
        (before,) = seen(at_home)
        old_port = int(laptop.address().rpartition(":")[2])
        old_addresses = [laptop_host.ip, gran_host.ip, laptop_host.ip6, gran_host.ip6]
        abroad = watch([laptop_host, uncle_host])
        off_s = lan.move(laptop_host, "away")
        laptop_host.run(["ip", "route", "add", "default", "via", uncle_host.ip])
        laptop.until(lambda: laptop.neighbours().get("Uncle"), "has not found uncle")
        gran.post("At home")
        uncle.post("Abroad")
        laptop.until_texts("Abroad")
        # Until it is off it may speak at home, with a name that it took after the other capture had ended.
        after = [Seen(each.host, each.pcap.since(off_s)) for each in seen(abroad)]
    old_words = before.pcap.mdns_words() - {SERVICE}
    assert len(old_words) >= 3
    assert announces(before.pcap, old_port)
    for each in after:
        assert each.pcap.mdns_words() & old_words == set()
        assert not announces(each.pcap, old_port)
        assert [t for t in each.pcap.talks() if t.src in old_addresses or t.dst in old_addresses] == []
        assert each.pcap.find({address: address for address in old_addresses}) == []
        packed = {
            address: socket.inet_pton(socket.AF_INET6 if ":" in address else socket.AF_INET, address)
            for address in old_addresses
        }
        assert places(packed, [("mDNS", datagram) for datagram in datagrams(each.pcap)]) == []


def test_a_stranger_who_knocks_gets_32_bytes_and_not_one_more(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob", "stranger"])
    stranger = lan["stranger"]
    with family(lan["ann"], lan["bob"]) as (ann, bob):
        found(ann, bob)
        ann.until_neighbours("Bob")
        bob.stop()
        with_bob = ann.host.capture()
        bob.start()
        ann.until_neighbours("Bob")
        host, _, port = ann.address().rpartition(":")
        recorded = list(with_bob.stop().streams().values())
        assert recorded
        knocks = [
            b"",
            bytes(272),
            os.urandom(272),
            os.urandom(70_000),
            b"GET / HTTP/1.1\r\nHost: ann\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(500),
            *recorded,
        ]
        greetings = []
        for knock in knocks:
            with stranger.netns():
                wire = socket.create_connection((host, int(port)), timeout=60)
            heard = b""
            # After several wrong knocks the door is shut at once, perhaps while this one still speaks.
            with wire, contextlib.suppress(OSError):
                wire.sendall(knock)
                # Who has nothing more to say need not wait until the other end is tired of listening.
                wire.shutdown(socket.SHUT_WR)
                while piece := wire.recv(4096):
                    heard += piece
            greetings.append(heard)
        # Many wrong knocks are answered by silence, for a while; the first ones all get the nonce.
        assert {len(heard) for heard in greetings} <= {0, 32}
        assert [len(heard) for heard in greetings[:4]] == [32] * 4
        assert len(set(greetings)) == len([heard for heard in greetings if heard]) + (b"" in greetings)
        # The family does not notice.
        ann.post("Somebody was at the door")
        bob.until_texts("Somebody was at the door")


def test_a_reconnect_of_two_who_are_in_step_costs_less_than_two_kilobytes_each_way(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        for number in range(5):
            (ann, bob, cat)[number % 3].post(f"post {number}")
        bob.ok("message", "Ann", "a letter")
        bob.until_texts(*(f"post {number}" for number in range(5)))
        for home, others in ((ann, ["Bob", "Cat"]), (bob, ["Ann", "Cat"]), (cat, ["Ann", "Bob"])):
            home.until_neighbours(*others)
        bob.stop()
        capture = bob.host.capture()
        bob.start()
        for home, others in ((ann, ["Bob", "Cat"]), (bob, ["Ann", "Cat"]), (cat, ["Ann", "Bob"])):
            home.until_neighbours(*others)
        pcap = capture.stop()
    # Should both ends have dialled at the same moment, there were two connections.
    costs = {way: len(said) for way, said in pcap.streams().items()}
    assert len(costs) >= 4
    assert max(costs.values()) <= _MAX_RECONNECT_BYTES, costs
