"""The search for leaks finds a planted one in every encoding, and sees what it should of the rest.

Every other test that says "nothing was readable on the wire" stands on these.
"""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lan import capture
from tests.lan.host import Host
from tests.lan.lan import Lan
from tests.lan.leaks import places, variants
from tests.lan.mdns import dns_words
from tests.lan.pcap import TCP, UDP, Pcap, Talk

SECRET = "Grandma lives at 12 Elm Street"


def send_udp(sender: Host, receiver: Host, data: bytes, port: int = 4000) -> None:
    with sender.netns():
        mouth = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with mouth:
        mouth.sendto(data, (receiver.ip, port))


def send_tcp(sender: Host, receiver: Host, *pieces: bytes) -> None:
    with receiver.netns():
        server = socket.create_server((receiver.ip, 0))
    with server:
        with sender.netns():
            client = socket.create_connection(server.getsockname())
        with client:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            ear, _ = server.accept()
            with ear:
                for piece in pieces:
                    client.sendall(piece)
                    assert ear.recv(len(piece), socket.MSG_WAITALL) == piece


@pytest.fixture(params=["tcpdump", "sniffer"])
def recorder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the best recorder of this machine, or the one that always works."""
    if request.param == "sniffer":
        monkeypatch.setattr(capture, "_is_real_root", lambda: False)


@pytest.mark.usefixtures("recorder")
def test_a_planted_leak_is_found_where_it_was_said_and_only_there(lan3: Lan) -> None:
    ann, bob, cat = lan3.hosts
    captures = [host.capture() for host in lan3.hosts]
    send_tcp(ann, bob, SECRET.encode())
    at_ann, at_bob, at_cat = (running.stop() for running in captures)
    assert at_ann.find({"address": SECRET})
    assert at_bob.find({"address": "12 Elm Street"})
    assert at_cat.find({"address": SECRET}) == []
    assert at_ann.dropped == at_bob.dropped == 0
    assert cat.ip not in {end for talk in at_bob.talks() for end in (talk.src, talk.dst)}


def test_a_leak_in_pieces_is_found_in_the_stream(lan3: Lan) -> None:
    ann, bob, _ = lan3.hosts
    running = ann.capture()
    send_tcp(ann, bob, *(bytes([letter]) for letter in SECRET.encode()))
    pcap = running.stop()
    assert all(" in a frame" not in hit for hit in pcap.find({"address": SECRET}))
    assert pcap.find({"address": SECRET})


def test_a_leak_over_loopback_is_seen_there(lan3: Lan) -> None:
    ann = lan3["ann"]
    running = ann.capture("lo")
    send_udp(ann, ann, base64.b64encode(b"??" + SECRET.encode()))
    assert running.stop().find({"address": SECRET})


def test_ciphertext_shows_who_spoke_to_whom_and_no_secret(lan3: Lan) -> None:
    ann, bob, _ = lan3.hosts
    running = bob.capture()
    send_udp(ann, bob, bytes(byte ^ 0x5A for byte in SECRET.encode()))
    pcap = running.stop()
    assert pcap.find({"address": SECRET, "name": "Grandma"}) == []
    assert pcap.talks()[Talk(ann.ip, bob.ip, UDP)] == 1


def test_a_lan_that_ends_while_capturing_ends_the_capture(lan3: Lan) -> None:
    running = lan3["ann"].capture()
    lan3.close()
    assert running.stop().find({"address": SECRET}) == []


ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "shouted": bytes.upper,
    "hex": lambda raw: raw.hex().encode(),
    "HEX": lambda raw: raw.hex().upper().encode(),
    "base32": base64.b32encode,
    "base64": base64.b64encode,
    "base64url": base64.urlsafe_b64encode,
    "utf-16": lambda raw: raw.decode().encode("utf-16-le"),
    "json": lambda raw: json.dumps(raw.decode()).encode(),
    "backwards": lambda raw: raw[::-1],
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_secret_is_found_in_each_usual_encoding(encoding: str) -> None:
    spoilt = ENCODINGS[encoding]("Jörg wohnt Elmstraße 12".encode())
    assert places({"address": "Jörg wohnt Elmstraße 12"}, [("here", b"...." + spoilt + b"....")])


@given(secret=st.binary(min_size=8), before=st.binary(max_size=20), after=st.binary(max_size=20))
def test_a_secret_in_base64_is_found_wherever_it_begins(secret: bytes, before: bytes, after: bytes) -> None:
    assert places({"it": secret}, [("here", base64.b64encode(before + secret + after))])


@given(st.binary(min_size=12, max_size=12), st.binary(max_size=200))
def test_bytes_without_the_secret_are_no_hit(secret: bytes, hay: bytes) -> None:
    assert places({"it": secret}, [("here", hay)]) == [] or any(
        needle.lower() in hay.lower() for needle in variants(secret).values()
    )


def a_frame(seq: int, data: bytes) -> bytes:
    tcp = struct.pack("!HHIIBBHHH", 1000, 2000, seq & 0xFFFFFFFF, 0, 5 << 4, 0x18, 0, 0, 0) + data
    addresses = socket.inet_aton("10.77.0.10") + socket.inet_aton("10.77.0.11")
    return bytes(14) + struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(tcp), 0, 0, 64, TCP, 0) + addresses + tcp


@given(
    st.lists(st.binary(min_size=1, max_size=9), min_size=1, max_size=6), st.integers(0, 2**32 - 1), st.data()
)
def test_streams_are_put_together_from_pieces_in_any_order_even_past_the_last_number(
    pieces: list[bytes], first: int, data: st.DataObject
) -> None:
    starts = itertools.accumulate((len(piece) for piece in pieces[:-1]), initial=first)
    frames = [(0.0, a_frame(seq, piece)) for seq, piece in zip(starts, pieces, strict=True)]
    arrived = data.draw(st.permutations(frames))
    (stream,) = Pcap((*arrived, frames[0])).streams().values()
    assert stream == b"".join(pieces)


def test_a_hole_in_a_stream_keeps_apart_what_was_apart() -> None:
    pcap = Pcap(((0.0, a_frame(5, b"12 Elm")), (0.0, a_frame(12, b"Street"))))
    assert b"12 ElmStreet" not in next(iter(pcap.streams().values()))


def test_a_capture_file_that_is_cut_short_is_read_to_its_last_whole_frame(tmp_path: Path) -> None:
    head = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
    frame = struct.pack("<IIII", 1, 500_000, 4, 4) + b"abcd"
    path = tmp_path / "cut.pcap"
    path.write_bytes(head + frame + frame[:-1])
    assert Pcap.read(path).frames == ((1.5, b"abcd"),)


def test_all_words_of_an_mdns_message_are_seen() -> None:
    service = b"\x08_organic\x04_tcp\x05local\0"
    pointer = b"\x04anne\xc0\x0c"  # "anne" and then the name at byte 12
    ptr = b"\xc0\x0c" + struct.pack("!HHIH", 12, 1, 120, len(pointer)) + pointer
    txt = b"\xc0\x0c" + struct.pack("!HHIH", 16, 1, 120, 6) + b"\x05n=Ann"
    message = struct.pack("!6H", 0, 0, 1, 2, 0, 0) + service + bytes(4) + ptr + txt
    assert set(dns_words(message)) == {"_organic._tcp.local", "anne._organic._tcp.local", "TXT n=Ann"}


def test_what_mdns_tells_the_lan_is_collected_from_a_capture(lan3: Lan) -> None:
    ann, bob, _ = lan3.hosts
    running = bob.capture()
    question = struct.pack("!6H", 0, 0, 1, 0, 0, 0) + b"\x04anne\x05local\0" + bytes(4)
    send_udp(ann, bob, question, port=5353)
    assert running.stop().mdns_words() == {"anne.local"}


@given(st.binary(max_size=60))
def test_damaged_dns_ends_the_words_and_never_hangs(message: bytes) -> None:
    words = dns_words(message)
    with contextlib.suppress(IndexError, struct.error):
        assert all(isinstance(word, str) for word in words)


def test_the_sniffer_needs_nothing_but_python(lan3: Lan) -> None:
    code = "import sys, tests.lan.sniffer; print('zeroconf' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    assert lan3["ann"].run([sys.executable, "-c", code], cwd=root).stdout == "False\n"
