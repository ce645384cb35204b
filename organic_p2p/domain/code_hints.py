"""Where the inviter's computer may be found: addresses inside an invitation.

A hint is a guess, and it comes from somebody else. A guest's program connects to it unasked, so a
forged invitation must not be able to send it anywhere but to another program of this kind: hints are
numbers, never names to look up; ports below 1024 and addresses that reach many machines, no machine, a
cloud's inside or something behind a translator are refused, when a hint is made and when it is read.
Loopback is allowed, since two people may share one computer.

On the wire (within a code, big-endian):

    0x04 ip4 4 port 2 | 0x06 ip6 16 port 2 | 0x0A onion key 32 port 2 | 0x0B iroh id 32

Onion and iroh hints travel as they are for versions to come: nothing here connects to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from organic_p2p.domain.code_groups import CodeError, CodeFault

MAX_HINTS = 8
_LEAST_PORT = 1024
_MOST_PORT = 65535

# Where clouds keep the credentials of the machine that asks.
_METADATA = frozenset({IPv4Address("169.254.169.254"), IPv6Address("fd00:ec2::254")})

# IPv6 addresses with an IPv4 address inside would lead around every rule for IPv4.
_TRANSLATED = tuple(
    IPv6Network(network)
    for network in ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
)


class HintKind(IntEnum):
    """The byte that opens a hint."""

    IP4 = 0x04
    IP6 = 0x06
    ONION = 0x0A
    IROH = 0x0B


_HOST_BYTES = {HintKind.IP4: 4, HintKind.IP6: 16, HintKind.ONION: 32, HintKind.IROH: 32}


@dataclass(frozen=True, slots=True)
class Hint:
    """One place to try.

    Attributes:
        kind: What `host` is.
        host: An address in its shortest spelling, or 64 hex digits for onion and iroh.
        port: 1024 to 65535; 0 for iroh, which has none.
    """

    kind: HintKind
    host: str
    port: int

    def __post_init__(self) -> None:
        """Refuse a place that no computer of a family listens at.

        Raises:
            CodeError: Of kind ADDRESS.
        """
        if self.kind is HintKind.IROH:
            if self.port != 0:
                raise _refusal("it names a port where there is none")
        elif not _LEAST_PORT <= self.port <= _MOST_PORT:
            raise _refusal(f"its port is not between {_LEAST_PORT} and {_MOST_PORT}")
        if self.kind in (HintKind.IP4, HintKind.IP6):
            _check_address(self.kind, self.host)
        elif len(self.host) != 64 or self.host.strip("0123456789abcdef"):
            raise _refusal("it is not 64 hexadecimal digits")

    @classmethod
    def at(cls, host: str, port: int) -> "Hint":
        """Return the hint for a numeric address, IPv4 or IPv6.

        Raises:
            CodeError: Of kind ADDRESS: not numeric, or no place for a hint.
        """
        try:
            address = ip_address(host)
        except ValueError:
            raise _refusal("it is not written in numbers, as 192.168.1.20 is") from None
        return cls(HintKind.IP4 if address.version == 4 else HintKind.IP6, str(address), port)

    @classmethod
    def from_text(cls, text: str) -> "Hint":
        """Read ``192.168.1.20:4711`` or ``[fd00::20]:4711``, as given on a command line.

        Raises:
            CodeError: Of kind ADDRESS.
        """
        host, colon, port = text.strip().rpartition(":")
        if not colon or not port.isascii() or not port.isdecimal() or len(port) > 5:
            raise _refusal("it has no port: write it as 192.168.1.20:4711 or [fd00::20]:4711")
        if host.startswith("[") and host.endswith("]"):
            host = host[1:-1]
        elif ":" in host:
            raise _refusal("write it in brackets, as [fd00::20]:4711")
        return cls.at(host, int(port))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if self.kind is HintKind.IP6 else f"{self.host}:{self.port}"

    def encode(self) -> bytes:
        """Return the bytes of this hint inside a code: 7, 19, 35 or 33."""
        if self.kind in (HintKind.IP4, HintKind.IP6):  # noqa: SIM108 — one line would be too long
            host = ip_address(self.host).packed
        else:
            host = bytes.fromhex(self.host)
        port = b"" if self.kind is HintKind.IROH else self.port.to_bytes(2, "big")
        return bytes([self.kind]) + host + port


def decode_hints(data: bytes) -> tuple[Hint, ...]:
    """Read the count and the hints that fill `data` to its last byte.

    Raises:
        CodeError: ADDRESS for a place that is refused; NEWER for a kind of hint this version does
            not know; NOT_A_CODE if they do not fill `data` exactly.
    """
    if not data or data[0] > MAX_HINTS:
        raise CodeError(CodeFault.NOT_A_CODE, f"This code names more than {MAX_HINTS} addresses.")
    hints, rest = [], data[1:]
    for _ in range(data[0]):
        hint, rest = _decode_one(rest)
        hints.append(hint)
    if rest:
        raise CodeError(CodeFault.NOT_A_CODE, "This code goes on after its last address.")
    return tuple(hints)


def most_useful(hints: Sequence[Hint], room_bytes: int) -> tuple[Hint, ...]:
    """Return as many of `hints` as a code has room for, each once, in the order given."""
    chosen: list[Hint] = []
    for hint in hints:
        size = len(hint.encode())
        if hint not in chosen and len(chosen) < MAX_HINTS and size <= room_bytes:
            chosen.append(hint)
            room_bytes -= size
    return tuple(chosen)


def _decode_one(data: bytes) -> tuple[Hint, bytes]:
    try:
        kind = HintKind(data[0])
    except IndexError:
        raise CodeError(CodeFault.NOT_A_CODE, "This code ends in the middle of an address.") from None
    except ValueError:
        raise CodeError(CodeFault.NEWER, "This code was made by a newer version of Organic.") from None
    host_end = 1 + _HOST_BYTES[kind]
    end = host_end + (0 if kind is HintKind.IROH else 2)
    if len(data) < end:
        raise CodeError(CodeFault.NOT_A_CODE, "This code ends in the middle of an address.")
    host, port = data[1:host_end], int.from_bytes(data[host_end:end], "big")
    if kind is HintKind.IP4:
        text = str(IPv4Address(host))
    elif kind is HintKind.IP6:
        text = str(IPv6Address(host))
    else:
        text = host.hex()
    return Hint(kind, text, port), data[end:]


def _check_address(kind: HintKind, host: str) -> None:
    try:
        address: IPv4Address | IPv6Address = IPv4Address(host) if kind is HintKind.IP4 else IPv6Address(host)
    except ValueError:
        raise _refusal("it is not written in numbers, as 192.168.1.20 is") from None
    if str(address) != host:
        raise _refusal("it is not in its shortest spelling")
    if address.is_loopback:
        return
    if isinstance(address, IPv6Address):
        # A zone such as %eth0 names an interface of the machine that wrote it.
        if address.scope_id is not None or any(address in network for network in _TRANSLATED):
            raise _refusal("it leads to another kind of network")
        nowhere = address.is_site_local
    else:
        nowhere = address.packed[0] == 0
    # `is_reserved` holds the broadcast address, and what of IPv6 was never given out.
    if nowhere or address.is_unspecified or address.is_multicast or address.is_reserved:
        raise _refusal("it does not belong to one computer")
    if address in _METADATA:
        raise _refusal("it is no computer of a family")


def _refusal(reason: str) -> CodeError:
    return CodeError(CodeFault.ADDRESS, f"That address cannot be used: {reason}.")
