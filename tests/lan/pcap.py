"""A recording of frames, with just enough parsing to see who spoke to whom and whether a secret was said.

Reads classic pcap files, of tcpdump's or of `sniffer`'s making: Ethernet and Linux "cooked", IPv4 and IPv6,
TCP and UDP. IP fragments are not put together: a secret that is split between two is found only by its
halves.
"""

from __future__ import annotations

import contextlib
import socket
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from tests.lan.leaks import places
from tests.lan.mdns import dns_words

TCP, UDP = 6, 17
MDNS_PORT = 5353
_HEADER_BYTES = 24
_RECORD_BYTES = 16
_MAGICS = {b"\xd4\xc3\xb2\xa1": ("<", 10**6), b"\x4d\x3c\xb2\xa1": ("<", 10**9)}
_MAGICS |= {magic[::-1]: (">", unit) for magic, (_, unit) in _MAGICS.items()}
_LINK_HEADER_BYTES = {1: 14, 113: 16, 276: 20}  # Ethernet, cooked v1, cooked v2
# A hole in a stream is filled with at most so many zeros: it must only keep apart what was apart.
_LONGEST_HOLE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Packet:
    """One IP packet. Ports are 0 where the protocol has none; `data` is what TCP or UDP carries."""

    time_s: float
    src: str
    dst: str
    proto: int
    sport: int
    dport: int
    data: bytes
    seq: int = 0
    tcp_flags: int = 0


class Talk(NamedTuple):
    """Who spoke to whom, by which IP protocol."""

    src: str
    dst: str
    proto: int


class Direction(NamedTuple):
    """One direction of one TCP connection."""

    src: str
    sport: int
    dst: str
    dport: int


@dataclass(frozen=True, slots=True)
class Pcap:
    """The frames of one capture: (time in seconds, bytes), and how many the kernel dropped."""

    frames: tuple[tuple[float, bytes], ...]
    dropped: int = 0
    link_type: int = 1

    @classmethod
    def read(cls, path: Path, *, dropped: int = 0) -> Pcap:
        """Read a capture file; a last frame that is cut short is left out."""
        raw = path.read_bytes()
        order, unit = _MAGICS[raw[:4]]
        link_type = struct.unpack_from(order + "I", raw, 20)[0]
        frames = []
        at = _HEADER_BYTES
        while at + _RECORD_BYTES <= len(raw):
            seconds, fraction, size, _ = struct.unpack_from(order + "IIII", raw, at)
            at += _RECORD_BYTES + size
            if at <= len(raw):
                frames.append((seconds + fraction / unit, raw[at - size : at]))
        return cls(tuple(frames), dropped, link_type)

    def since(self, time_s: float) -> Pcap:
        """Return what was captured from this Unix time on."""
        return replace(self, frames=tuple(frame for frame in self.frames if frame[0] >= time_s))

    def packets(self) -> Iterator[Packet]:
        """Yield the IP packets; other frames, such as ARP, are left out."""
        skip = _LINK_HEADER_BYTES[self.link_type]
        for time_s, frame in self.frames:
            packet = _packet(time_s, frame[skip:])
            if packet:
                yield packet

    def streams(self) -> dict[Direction, bytes]:
        """Return each direction of each TCP connection, put back in order."""
        pieces: dict[Direction, dict[int, bytes]] = {}
        for packet in self.packets():
            if packet.proto == TCP and packet.data:
                key = Direction(packet.src, packet.sport, packet.dst, packet.dport)
                of_stream = pieces.setdefault(key, {})
                if len(packet.data) > len(of_stream.get(packet.seq, b"")):
                    of_stream[packet.seq] = packet.data
        return {key: _joined(of_stream) for key, of_stream in pieces.items()}

    def find(self, secrets: Mapping[str, bytes | str]) -> list[str]:
        """Return which secrets were on the wire, in any usual encoding. An empty list is good."""
        hay = [("a frame", frame) for _, frame in self.frames]
        hay += [(f"{k.src}:{k.sport} > {k.dst}:{k.dport}", stream) for k, stream in self.streams().items()]
        return places(secrets, hay)

    def talks(self) -> Counter[Talk]:
        """Count the packets from each to each."""
        return Counter(Talk(packet.src, packet.dst, packet.proto) for packet in self.packets())

    def mdns_words(self) -> set[str]:
        """Return all names and TXT strings said by mDNS: everything that the LAN may read of us."""
        words: set[str] = set()
        for packet in self.packets():
            if packet.proto == UDP and MDNS_PORT in (packet.sport, packet.dport):
                with contextlib.suppress(IndexError, struct.error):
                    for word in dns_words(packet.data):
                        words.add(word)
        return words


def _packet(time_s: float, raw: bytes) -> Packet | None:
    if len(raw) >= 20 and raw[0] >> 4 == 4:
        proto, body = raw[9], raw[(raw[0] & 15) * 4 : struct.unpack_from("!H", raw, 2)[0] or None]
        src, dst = socket.inet_ntoa(raw[12:16]), socket.inet_ntoa(raw[16:20])
    elif len(raw) >= 40 and raw[0] >> 4 == 6:
        proto, body = raw[6], raw[40 : 40 + struct.unpack_from("!H", raw, 4)[0]]
        src, dst = socket.inet_ntop(socket.AF_INET6, raw[8:24]), socket.inet_ntop(socket.AF_INET6, raw[24:40])
    else:
        return None
    if proto == TCP and len(body) >= 20:
        sport, dport, seq = struct.unpack_from("!HHI", body)
        data = body[(body[12] >> 4) * 4 :]
        return Packet(time_s, src, dst, proto, sport, dport, data, seq, body[13])
    if proto == UDP and len(body) >= 8:
        sport, dport = struct.unpack_from("!HH", body)
        return Packet(time_s, src, dst, proto, sport, dport, body[8:])
    return Packet(time_s, src, dst, proto, 0, 0, body)


def _joined(pieces: Mapping[int, bytes]) -> bytes:
    first = min(pieces)
    if max(pieces) - first > 1 << 31:  # the sequence number passed 2**32 and began again
        first = min(seq for seq in pieces if seq > 1 << 31)
    whole = bytearray()
    for at, data in sorted(((seq - first) & 0xFFFFFFFF, data) for seq, data in pieces.items()):
        if at > len(whole):
            whole += bytes(min(at - len(whole), _LONGEST_HOLE_BYTES))
        whole[at : at + len(data)] = data
    return bytes(whole)
