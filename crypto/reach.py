"""Keys and tokens by which people recognise each other on a network, and nobody else recognises them.

    reach keys of two people ── pair_key() ──────▶ ┐                ┌──▶ mdns_token()   in advertisements
    reach key of one person ─── self_key() ──────▶ ├─ 32-byte key ──┤
    secret of an invitation ─── invitation_key() ▶ ┘                └──▶ the silent hello (crypto.handshake)

    scope id, session ───────── scope_token() ───▶ names a scope to a peer who knows it already

Each of them proves membership in a pair at most; who a device is, is proven by the handshake and its
certificate. All inputs have fixed widths, or carry their lengths.
"""

from collections.abc import Sequence

from crypto import labels
from crypto.hashing import derive, digest
from crypto.keys import AgreementKey

PERSON_BYTES = 32
INVITER_BYTES = 16  # the first half of a person id: all that fits a code
INVITATION_SECRET_BYTES = 16
SALT_BYTES = 8
MDNS_TOKEN_BYTES = 4
SCOPE_TOKEN_BYTES = 16
HANDSHAKE_HASH_BYTES = 32

# IPv4 and IPv6. Six of each fill an advertisement; more than a byte counts is a mistake.
_ADDRESS_BYTES = (4, 16)


def pair_key(
    own: AgreementKey,
    their_public: bytes,
    own_person: bytes,
    their_person: bytes,
    own_gen: int = 0,
    their_gen: int = 0,
) -> bytes:
    """Return the 32-byte key that two people share; both compute the same.

    Args:
        own: Our reach key.
        their_public: Their public reach key, 32 bytes, from their identity log.
        own_person: Our person id, 32 bytes.
        their_person: Theirs.
        own_gen: Generation of our reach key; a new one follows every revoked device.
        their_gen: Generation of theirs.

    Raises:
        HandshakeError: Their key is a point of low order, or no key.
    """
    _check("person id", own_person, PERSON_BYTES)
    _check("person id", their_person, PERSON_BYTES)
    (lo_person, lo_gen), (hi_person, hi_gen) = sorted([(own_person, own_gen), (their_person, their_gen)])
    place = lo_person + hi_person + lo_gen.to_bytes(4, "big") + hi_gen.to_bytes(4, "big")
    return derive(own.agree(their_public), labels.PAIR, place)


def self_key(own: AgreementKey, person: bytes) -> bytes:
    """Return the 32-byte key that the devices of one person share, from their common reach key."""
    _check("person id", person, PERSON_BYTES)
    return derive(own.raw, labels.SELF, person)


def invitation_key(secret: bytes, kind: int, expiry_minutes: int, inviter: bytes) -> bytes:
    """Return the 32-byte key of a pending invitation, which inviter and joiner compute from the code.

    Args:
        secret: The 16 random bytes of the code.
        kind: The type byte of the code, so that a code of one type is silent where another is expected.
        expiry_minutes: Minutes since 1970 UTC, as in the code.
        inviter: The first 16 bytes of the inviter's person id, as in the code.
    """
    _check("secret of an invitation", secret, INVITATION_SECRET_BYTES)
    _check("inviter", inviter, INVITER_BYTES)
    place = kind.to_bytes(1, "big") + expiry_minutes.to_bytes(4, "big") + inviter
    return derive(secret, labels.INV, place)


def mdns_token(
    key: bytes, role: int, salt: bytes, period: int, port: int, addresses: Sequence[bytes]
) -> bytes:
    """Return the 4 bytes by which the other holder of `key` recognises an advertisement.

    Args:
        key: The pair key, or the self key.
        role: 0 if the advertiser has the smaller person id of the two, else 1: a token that somebody repeats
            as their own means nothing.
        salt: The 8 random bytes of the advertisement.
        period: Half hours since 1970 UTC: an old advertisement means nothing.
        port: Where the advertiser listens.
        addresses: Where it is reached: 4 or 16 bytes each, in any order. An advertisement copied to another
            host means nothing.
    """
    _check("salt", salt, SALT_BYTES)
    # Resolvers reorder and repeat addresses, so both sides compute over the sorted set.
    distinct = sorted(set(addresses))
    parts = [role.to_bytes(1, "big"), salt, period.to_bytes(8, "big"), port.to_bytes(2, "big")]
    parts.append(len(distinct).to_bytes(1, "big"))
    for address in distinct:
        if len(address) not in _ADDRESS_BYTES:
            raise ValueError(f"an address has 4 or 16 bytes, got {len(address)}")
        parts.append(len(address).to_bytes(1, "big") + address)
    return derive(key, labels.MDNS, b"".join(parts), MDNS_TOKEN_BYTES)


def scope_token(scope_id: bytes, role: int, handshake_hash: bytes) -> bytes:
    """Return the 16 bytes that name a scope within one session, to a peer who knows its id.

    Args:
        scope_id: 32 bytes, drawn from a digest and thus beyond guessing.
        role: 0 if the initiator of the session sends the token, 1 if the responder does: a token that the
            peer sends back proves nothing.
        handshake_hash: The 32 bytes that name the session, so that a token is never seen twice.
    """
    _check("handshake hash", handshake_hash, HANDSHAKE_HASH_BYTES)
    key = digest(labels.SKEY, scope_id)
    return derive(key, labels.SCOPE, role.to_bytes(1, "big") + handshake_hash, SCOPE_TOKEN_BYTES)


def _check(what: str, data: bytes, size: int) -> None:
    if len(data) != size:
        raise ValueError(f"{what}: needs {size} bytes, got {len(data)}")
