"""All words in a DNS message: everything that the whole LAN may read of a host when it speaks mDNS."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_CNAME, _PTR, _TXT, _SRV = 5, 12, 16, 33
_MAX_POINTERS = 64


def dns_words(message: bytes) -> Iterator[str]:
    """Yield each name, and each TXT string behind ``TXT ``, of a DNS message (RFC 1035 §4, RFC 6763 §6).

    Raises:
        IndexError, struct.error: The message is damaged; what was yielded before still counts.
    """
    _, _, questions, *records = struct.unpack_from("!6H", message)
    at = 12
    for _ in range(questions):
        name, at = _name(message, at)
        yield name
        at += 4
    for _ in range(sum(records)):
        name, at = _name(message, at)
        yield name
        kind, _, _, size = struct.unpack_from("!HHIH", message, at)
        at += 10
        if kind in (_PTR, _CNAME):
            yield _name(message, at)[0]
        elif kind == _SRV:
            yield _name(message, at + 6)[0]
        elif kind == _TXT:
            yield from _texts(message[at : at + size])
        at += size


def _texts(data: bytes) -> Iterator[str]:
    at = 0
    while at < len(data):
        size = data[at]
        if size:
            yield "TXT " + data[at + 1 : at + 1 + size].decode(errors="replace")
        at += 1 + size


def _name(message: bytes, at: int) -> tuple[str, int]:
    """Return the name at `at` and where the message goes on after it; compressed names point elsewhere."""
    labels: list[str] = []
    after = 0
    pointers = 0
    while message[at]:
        if message[at] & 0xC0 == 0xC0:
            after = after or at + 2
            at = struct.unpack_from("!H", message, at)[0] & 0x3FFF
            pointers += 1
            if pointers > _MAX_POINTERS:
                raise IndexError("a name that points to itself")
            continue
        labels.append(message[at + 1 : at + 1 + message[at]].decode(errors="replace"))
        at += 1 + message[at]
    return ".".join(labels), after or at + 1
