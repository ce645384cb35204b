"""What an advertisement on the local network says, and who can read it. No I/O, no clock.

    our contacts ── build() ──▶ Beacon ── TXT record ──▶ network ──▶ match() ──▶ which contact this is

A beacon names nobody. It is a set of 4-byte tokens, one for each contact, that only this contact can compute:
BLAKE2b under the key that the pair shares, over everything that must not be changed or repeated elsewhere: a
fresh salt, the half hour, the port, the addresses. The set is filled up with random tokens to a round number,
so it does not even count our contacts. Whoever holds none of the keys sees random bytes, and other ones after
every renewal.

Layout of the TXT record: the bytes below, cut into pieces of at most 252, which are the values of the keys
a, b, c, d, e in this order.

    0    1   version, 1
    1    1   flags, 0; a reader ignores them
    2    2   period (half hours since 1970), low 16 bits, big endian
    4    8   salt
    12   4n  tokens in ascending order, n one of 16, 32, 64, 128, 256

**Which addresses are bound.** A token covers the sorted set of all addresses in the A and AAAA records of the
host that the advertisement names, as a reader sees them: IPv4 4 bytes, IPv6 16 bytes without scope. An
advertiser has one advertisement for each of its interfaces and lists addresses of this interface only, so the
set that is read on a link is the set that was bound there. A record more or less, by whatever hand, makes the
beacon unreadable, never wrong.
"""

import itertools
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crypto.reach import MDNS_TOKEN_BYTES, SALT_BYTES, mdns_token

VERSION = 1
PERIOD_S = 1800

# 256 tokens are the most that fit one packet together with the other records (1193 of 1460 bytes).
BUCKETS = (16, 32, 64, 128, 256)
MAX_TOKENS = BUCKETS[-1]
# Of more contacts than fit, those in front are in every beacon, the others take turns.
ALWAYS = 192

# A value of 252 bytes with its key and "=" is a string of 254; DNS allows 255.
PIECE_BYTES = 252
PIECE_NAMES = tuple(bytes([c]) for c in b"abcde")

NAME_BYTES = 6  # random instance and host names, 12 hex digits each
# A LAN host has a handful of addresses. Hashing a hundred for every contact would be work made by a stranger.
MAX_ADDRESSES = 16

_HEADER_BYTES = 12

# How many times 3.7 years a clock may be ahead and still be told from one that is right.
WRAPS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class BeaconKey:
    """A contact, as far as a beacon is concerned.

    Attributes:
        key: The 32 bytes that both share and nobody else has.
        role: 0 or 1: our half of the pair, for what we advertise; the contact has the other one. Between two
            devices of one person neither is smaller: give the key twice, once with each role.
        name: What `match` returns for it.
    """

    key: bytes = field(repr=False)
    role: int
    name: Hashable


@dataclass(frozen=True, slots=True)
class Beacon:
    """One advertisement: everything in it is fresh together and expires together.

    Attributes:
        instance: Name of the service instance, 12 random hex digits.
        host: Name of the host, 12 others. The computer's own name is never used.
        txt: Keys and values of the TXT record.
        period: The half hour it was made in.
        salt: 8 random bytes.
        port: Where we listen.
        addresses: Packed addresses that the tokens are bound to, sorted.
    """

    instance: str
    host: str
    txt: Mapping[bytes, bytes] = field(repr=False)
    period: int
    salt: bytes = field(repr=False)
    port: int
    addresses: tuple[bytes, ...] = field(repr=False)


def period_at(wall_s: float) -> int:
    """Return the half hour of a time; a clock before 1970 counts as 1970."""
    return max(0, int(wall_s // PERIOD_S))


def build(
    keys: Sequence[BeaconKey],
    port: int,
    addresses: Iterable[bytes],
    now_wall_s: float,
    rng: Callable[[int], bytes],
) -> Beacon:
    """Return a fresh beacon that each of `keys` can read.

    Args:
        keys: Our contacts, those met last first. Beyond 256, the first 192 are always in, the others in turn.
        port: Where we listen on these addresses.
        addresses: Exactly what will be in the address records, 4 or 16 bytes each.
        now_wall_s: Unix time in seconds.
        rng: Returns that many fresh random bytes, as `secrets.token_bytes` does.
    """
    bound = tuple(sorted(set(addresses)))
    period, salt = period_at(now_wall_s), rng(SALT_BYTES)
    tokens = {mdns_token(k.key, k.role, salt, period, port, bound) for k in _turn(keys, period)}
    size = next(b for b in BUCKETS if len(tokens) <= b)
    while len(tokens) < size:
        tokens.add(rng(MDNS_TOKEN_BYTES))
    data = bytes([VERSION, 0]) + (period & 0xFFFF).to_bytes(2, "big") + salt + b"".join(sorted(tokens))
    pieces = [data[at : at + PIECE_BYTES] for at in range(0, len(data), PIECE_BYTES)]
    return Beacon(
        instance=rng(NAME_BYTES).hex(),
        host=rng(NAME_BYTES).hex(),
        txt=dict(zip(PIECE_NAMES, pieces, strict=False)),
        period=period,
        salt=salt,
        port=port,
        addresses=bound,
    )


def match(
    txt: Mapping[bytes, bytes | None],
    port: int,
    addresses: Iterable[bytes],
    keys: Iterable[BeaconKey],
    now_wall_s: float,
) -> list[Hashable]:
    """Return the names of the contacts that an advertisement can be from: none, or nearly always one.

    Nothing that a stranger puts into an advertisement raises. A false match has a chance of 2^-32 for each
    pair of token and key, and costs a connection that ends in silence.

    Args:
        txt: Keys and values of the TXT record as received.
        port: From the SRV record.
        addresses: From all A and AAAA records of the host, packed.
        keys: Our contacts; the role in them is ours, so the other one is looked for.
        now_wall_s: Unix time in seconds, which may be wrong by half an hour.
    """
    bound = tuple(sorted(set(itertools.islice(addresses, MAX_ADDRESSES + 1))))
    if not 0 < port < 65536 or len(bound) > MAX_ADDRESSES or any(len(a) not in (4, 16) for a in bound):
        return []
    data = _joined(txt)
    period = _readable_period(data, now_wall_s)
    if period is None:
        return []
    salt, body = data[4:_HEADER_BYTES], data[_HEADER_BYTES:]
    tokens = {body[at : at + MDNS_TOKEN_BYTES] for at in range(0, len(body), MDNS_TOKEN_BYTES)}
    found = {k.name: None for k in keys if mdns_token(k.key, 1 - k.role, salt, period, port, bound) in tokens}
    return list(found)


@dataclass(frozen=True, slots=True)
class Writing:
    """What anybody can see of a beacon: its version, and how far the clock of its writer is from ours.

    `periods` are the full numbers of half hours that its low bits can stand for, the nearest first; there are none
    in a beacon of another version, of which nothing more is known.
    """

    version: int
    periods: tuple[int, ...]


def writing_of(txt: Mapping[bytes, bytes | None], now_wall_s: float) -> Writing | None:
    """Return what anybody can see of an advertisement; None if it is no beacon.

    The half hours wrap after 3.7 years, and a clock that lost its battery is further off than that.
    """
    data = _joined(txt)
    if not data:
        return None
    if data[0] != VERSION:
        return Writing(data[0], ())
    count, odd = divmod(len(data) - _HEADER_BYTES, MDNS_TOKEN_BYTES)
    if odd or count not in BUCKETS:
        return None
    now, low = period_at(now_wall_s), int.from_bytes(data[2:4], "big")
    wraps = range(-(now >> 16) - 1, WRAPS_AHEAD + 1)
    periods = [((now >> 16) + wrap << 16) + low for wrap in wraps]
    return Writing(VERSION, tuple(sorted((p for p in periods if p >= 0), key=lambda p: abs(p - now))))


def _turn(keys: Sequence[BeaconKey], period: int) -> Sequence[BeaconKey]:
    """Return at most 256 of `keys`: in consecutive periods each has its turn."""
    if len(keys) <= MAX_TOKENS:
        return keys
    rest, seats = keys[ALWAYS:], MAX_TOKENS - ALWAYS
    start = period * seats % len(rest)
    return [*keys[:ALWAYS], *itertools.islice(itertools.cycle(rest), start, start + min(seats, len(rest)))]


def _joined(txt: Mapping[bytes, bytes | None]) -> bytes:
    pieces: list[bytes] = []
    for name in PIECE_NAMES:
        piece = txt.get(name)
        if not piece:
            break
        pieces.append(piece)
    return b"".join(pieces)


def _readable_period(data: bytes, now_wall_s: float) -> int | None:
    """Return the full period of a beacon of ours that is not outdated; None for anything else."""
    count, odd = divmod(len(data) - _HEADER_BYTES, MDNS_TOKEN_BYTES)
    if odd or count not in BUCKETS or data[0] != VERSION:
        return None
    now, low = period_at(now_wall_s), int.from_bytes(data[2:4], "big")
    return next((p for p in (now, now - 1, now + 1) if p >= 0 and p & 0xFFFF == low), None)
