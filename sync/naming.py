"""Finding out which scopes two devices share, without naming any to somebody who does not know it.

Each side says for every scope it would share a token that both can compute who know the scope's id, and that means
nothing in another conversation or in the other direction. Random tokens fill the list up, so it does not even tell
their number. A digest beside each token says whether the two hold the same of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crypto import labels
from crypto.hashing import digest
from crypto.reach import scope_token
from sync.messages import DIGEST_BYTES, TOKEN_BYTES
from sync.ports import Extent, FeedKey, Vector

# A handful of scopes is padded to the same eight entries.
MIN_ENTRIES = 8
# Tokens of the peer that we cannot read (yet); most are padding.
MAX_UNREAD = 256
# Of a scope that was shared, withdrawn and is shared again nobody knows what the other holds.
_UNKNOWN = b""

Entry = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Offer:
    """A scope as we named it: our token, what we held then, and the digest of that."""

    token: bytes
    snapshot: Mapping[FeedKey, Extent]
    digest: bytes


class Naming:
    """The scopes of one conversation.

    Attributes:
        offers: What we named.
        mutual: What both named.
        heard: Whether the peer has named its scopes.
    """

    def __init__(self, role: int, handshake_hash: bytes, rng: Callable[[int], bytes]) -> None:
        """Name scopes as the initiator (role 0) or the responder (1) of the session `handshake_hash`."""
        self.offers: dict[bytes, Offer] = {}
        self.mutual: set[bytes] = set()
        self.heard = False
        self._role, self._hash, self._rng = role, handshake_hash, rng
        self._by_token: dict[bytes, bytes] = {}
        self._unread: dict[bytes, bytes] = {}

    def name(self, scopes: Mapping[bytes, Vector]) -> list[Entry]:
        """Offer `scopes`, none of which is offered yet; return the entries to send."""
        entries: list[Entry] = []
        for scope, vector in scopes.items():
            snapshot = dict(vector)
            offer = Offer(scope_token(scope, self._role, self._hash), snapshot, vector_digest(snapshot))
            self.offers[scope] = offer
            self._by_token[self.their_token(scope)] = scope
            entries.append((offer.token, offer.digest))
        size = MIN_ENTRIES
        while size < len(entries):
            size *= 2
        entries += [(self._rng(TOKEN_BYTES), self._rng(DIGEST_BYTES)) for _ in range(size - len(entries))]
        # In the order of random bytes nobody sees which of them mean something.
        return sorted(entries)

    def named_before(self, scope: bytes) -> bytes | None:
        """Return the digest with which the peer named a scope before we offered it, or None. Once."""
        return self._unread.pop(self.their_token(scope), None)

    def read(self, entries: Sequence[Entry]) -> Iterator[tuple[bytes, bytes]]:
        """Yield (scope, digest) for those of the peer's entries that name a scope we offered."""
        for token, their_digest in entries:
            scope = self._by_token.get(token)
            if scope is not None:
                yield scope, their_digest
                continue
            if len(self._unread) >= MAX_UNREAD:
                del self._unread[next(iter(self._unread))]
            self._unread[token] = their_digest

    def withdraw(self, scope: bytes) -> None:
        """Offer `scope` no longer."""
        if self.offers.pop(scope, None) is None:
            return
        their_token = self.their_token(scope)
        del self._by_token[their_token]
        if scope in self.mutual:
            self.mutual.remove(scope)
            self._unread[their_token] = _UNKNOWN

    def shared(self, token: bytes) -> bytes | None:
        """Return the scope that the peer means by `token`, if both named it."""
        scope = self._by_token.get(token)
        return scope if scope in self.mutual else None

    def their_token(self, scope: bytes) -> bytes:
        """Return the peer's name for a scope."""
        return scope_token(scope, 1 - self._role, self._hash)


def vector_digest(vector: Vector) -> bytes:
    """Return 16 bytes that are equal for two devices if and only if they hold the same of a scope."""
    parts = [
        feed.dev8 + bytes([feed.lane]) + e.lo.to_bytes(8, "big") + e.hi.to_bytes(8, "big") + e.head
        for feed, e in sorted(vector.items())
    ]
    return digest(labels.DIGEST, b"".join(parts))[:DIGEST_BYTES]
