"""Naming scopes: what both know is found, and nothing else is told."""

import secrets
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from sync.naming import MAX_UNREAD, MIN_ENTRIES, Naming, vector_digest
from sync.ports import Extent, FeedKey, Vector
from tests.sync.strategies import ids, vectors

HASH = b"h" * 32
SCOPES = [bytes([n]) * 32 for n in range(1, 40)]
FEED = FeedKey(b"f" * 8, 1)


def two() -> tuple[Naming, Naming]:
    return Naming(0, HASH, secrets.token_bytes), Naming(1, HASH, secrets.token_bytes)


def nothing_of(scopes: Iterable[bytes]) -> dict[bytes, Vector]:
    return {scope: {} for scope in scopes}


def shared(a: Naming, b: Naming, ours: set[bytes], theirs: set[bytes]) -> set[bytes]:
    entries = a.name(nothing_of(ours))
    b.name(nothing_of(theirs))
    return {scope for scope, _ in b.read(entries)}


@given(st.sets(ids, max_size=10), st.sets(ids, max_size=10), st.sets(ids, max_size=5))
def test_what_both_name_is_found(ours: set[bytes], theirs: set[bytes], both: set[bytes]) -> None:
    assert shared(*two(), ours | both, theirs | both) == (ours | both) & (theirs | both)


def test_a_token_that_is_sent_back_means_nothing() -> None:
    a, _ = two()
    assert list(a.read(a.name({SCOPES[0]: {}}))) == []


def test_a_token_means_nothing_in_another_session() -> None:
    a = Naming(0, HASH, secrets.token_bytes)
    b = Naming(1, b"i" * 32, secrets.token_bytes)
    assert shared(a, b, {SCOPES[0]}, {SCOPES[0]}) == set()


def test_the_number_of_scopes_does_not_show() -> None:
    for count, entries in [(0, 8), (1, 8), (8, 8), (9, 16), (33, 64)]:
        a, _ = two()
        assert len(a.name(nothing_of(SCOPES[:count]))) == entries
    assert MIN_ENTRIES == 8


def test_entries_are_in_no_order_that_tells_the_real_ones() -> None:
    a, _ = two()
    entries = a.name(nothing_of(SCOPES[:3]))
    assert entries == sorted(entries)
    assert len(set(entries)) == 8


def test_what_the_peer_named_before_is_remembered_once() -> None:
    a, b = two()
    list(b.read(a.name({SCOPES[0]: {FEED: Extent(0, 1, b"x" * 8)}})))
    assert b.named_before(SCOPES[0]) == a.offers[SCOPES[0]].digest
    assert b.named_before(SCOPES[0]) is None
    assert b.named_before(SCOPES[1]) is None


def test_what_cannot_be_read_is_remembered_within_bounds() -> None:
    a, b = two()
    list(b.read(a.name({SCOPES[0]: {}})))
    for _ in range(MAX_UNREAD):
        list(b.read([(secrets.token_bytes(16), secrets.token_bytes(16))]))
    assert b.named_before(SCOPES[0]) is None


def test_a_scope_that_is_withdrawn_is_unknown_and_can_be_offered_again() -> None:
    a, b = two()
    token = a.name({SCOPES[0]: {}})
    b.name({SCOPES[0]: {}})
    assert [scope for scope, _ in b.read(token)] == [SCOPES[0]]
    b.mutual.add(SCOPES[0])
    assert b.shared(a.offers[SCOPES[0]].token) == SCOPES[0]
    b.withdraw(SCOPES[0])
    b.withdraw(SCOPES[0])
    assert b.shared(a.offers[SCOPES[0]].token) is None
    b.name({SCOPES[0]: {}})
    # What it holds by now is not known, so no digest of ours can equal this one.
    assert b.named_before(SCOPES[0]) == b""


def test_what_is_held_when_a_scope_is_named_is_kept() -> None:
    a, _ = two()
    vector = {FEED: Extent(0, 1, b"x" * 8)}
    a.name({SCOPES[0]: vector})
    vector[FEED] = Extent(0, 2, b"y" * 8)
    assert a.offers[SCOPES[0]].snapshot == {FEED: Extent(0, 1, b"x" * 8)}


@given(vectors(), vectors())
def test_digests_are_equal_exactly_when_vectors_are(
    a: dict[FeedKey, Extent], b: dict[FeedKey, Extent]
) -> None:
    assert (vector_digest(a) == vector_digest(b)) == (a == b)


def test_the_beginning_of_a_feed_counts() -> None:
    whole, part = Extent(0, 9, b"x" * 8), Extent(4, 9, b"x" * 8)
    assert vector_digest({FEED: whole}) != vector_digest({FEED: part})
