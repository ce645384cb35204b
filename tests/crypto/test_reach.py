"""Keys and tokens by which people recognise each other."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import labels
from crypto.errors import HandshakeError
from crypto.hashing import derive, digest
from crypto.reach import invitation_key, mdns_token, pair_key, scope_token, self_key
from tests.crypto.helpers import LOW_ORDER_POINTS, a_secret, an_agreement_key

ANNA, BEN = an_agreement_key("anna"), an_agreement_key("ben")
ANNA_ID, BEN_ID = a_secret("anna's id"), a_secret("ben's id")
KEY, SALT = a_secret("pair"), bytes(range(8))
ADDRESSES = (bytes([192, 168, 1, 7]), b"\xfe\x80" + bytes(14))


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_two_people_compute_the_same_key(anna_gen: int, ben_gen: int) -> None:
    annas = pair_key(ANNA, BEN.public, ANNA_ID, BEN_ID, anna_gen, ben_gen)
    bens = pair_key(BEN, ANNA.public, BEN_ID, ANNA_ID, ben_gen, anna_gen)
    assert annas == bens


def test_a_pair_key_depends_on_the_people_and_on_whose_generation_is_which() -> None:
    keys = {
        pair_key(ANNA, BEN.public, ANNA_ID, BEN_ID),
        pair_key(ANNA, BEN.public, ANNA_ID, BEN_ID, 1, 0),
        pair_key(ANNA, BEN.public, ANNA_ID, BEN_ID, 0, 1),
        pair_key(ANNA, BEN.public, ANNA_ID, a_secret("cleo's id")),
        pair_key(ANNA, an_agreement_key("cleo").public, ANNA_ID, BEN_ID),
    }
    assert len(keys) == 5


def test_the_pair_key_is_the_one_of_the_protocol() -> None:
    lo, hi = sorted([ANNA_ID, BEN_ID])
    lo_gen, hi_gen = (b"\0\0\0\x03", b"\0\0\0\x04") if lo == ANNA_ID else (b"\0\0\0\x04", b"\0\0\0\x03")
    expected = derive(ANNA.agree(BEN.public), labels.PAIR, lo + hi + lo_gen + hi_gen)
    assert pair_key(ANNA, BEN.public, ANNA_ID, BEN_ID, 3, 4) == expected


@pytest.mark.parametrize("point", LOW_ORDER_POINTS, ids=bytes.hex)
def test_a_reach_key_of_low_order_makes_no_pair(point: bytes) -> None:
    with pytest.raises(HandshakeError):
        pair_key(ANNA, point, ANNA_ID, BEN_ID)


def test_devices_of_one_person_share_a_key_of_their_own() -> None:
    assert self_key(ANNA, ANNA_ID) == derive(ANNA.raw, labels.SELF, ANNA_ID)
    assert self_key(ANNA, ANNA_ID) != pair_key(ANNA, ANNA.public, ANNA_ID, ANNA_ID)


def test_every_field_of_an_invitation_is_in_its_key() -> None:
    secret, inviter = bytes(range(16)), BEN_ID[:16]
    keys = {
        invitation_key(secret, 1, 2, inviter),
        invitation_key(secret[::-1], 1, 2, inviter),
        invitation_key(secret, 2, 2, inviter),
        invitation_key(secret, 1, 3, inviter),
        invitation_key(secret, 1, 2, ANNA_ID[:16]),
    }
    assert len(keys) == 5
    expected = derive(secret, labels.INV, b"\x01" + b"\0\0\0\x02" + inviter)
    assert invitation_key(secret, 1, 2, inviter) == expected


def test_every_field_of_an_advertisement_is_in_its_token() -> None:
    tokens = {
        mdns_token(KEY, 0, SALT, 900_000, 4711, ADDRESSES),
        mdns_token(BEN_ID, 0, SALT, 900_000, 4711, ADDRESSES),
        mdns_token(KEY, 1, SALT, 900_000, 4711, ADDRESSES),
        mdns_token(KEY, 0, SALT[::-1], 900_000, 4711, ADDRESSES),
        mdns_token(KEY, 0, SALT, 900_001, 4711, ADDRESSES),
        mdns_token(KEY, 0, SALT, 900_000, 4712, ADDRESSES),
        mdns_token(KEY, 0, SALT, 900_000, 4711, ADDRESSES[:1]),
        mdns_token(KEY, 0, SALT, 900_000, 4711, ()),
    }
    assert len(tokens) == 8
    assert {len(token) for token in tokens} == {4}


@given(st.permutations([*ADDRESSES, ADDRESSES[0]]))
def test_the_order_in_which_a_resolver_lists_addresses_does_not_matter(addresses: list[bytes]) -> None:
    assert mdns_token(KEY, 0, SALT, 1, 2, addresses) == mdns_token(KEY, 0, SALT, 1, 2, ADDRESSES)


def test_four_short_addresses_are_not_a_long_one() -> None:
    short = [bytes([10, 0, 0, last]) for last in range(4)]
    assert mdns_token(KEY, 0, SALT, 1, 2, short) != mdns_token(KEY, 0, SALT, 1, 2, [b"".join(short)])


def test_a_scope_token_is_new_in_every_session_and_for_every_role() -> None:
    scope, session = a_secret("circle"), a_secret("session")
    expected = derive(digest(labels.SKEY, scope), labels.SCOPE, b"\x01" + session, 16)
    assert scope_token(scope, 1, session) == expected
    tokens = {
        expected,
        scope_token(scope, 0, session),
        scope_token(scope, 1, a_secret("another session")),
        scope_token(a_secret("another circle"), 1, session),
    }
    assert len(tokens) == 4


@pytest.mark.parametrize(
    "misuse",
    [
        lambda: pair_key(ANNA, BEN.public, b"short", BEN_ID),
        lambda: pair_key(ANNA, BEN.public, ANNA_ID, b"short"),
        lambda: self_key(ANNA, b"short"),
        lambda: invitation_key(b"short", 1, 2, BEN_ID[:16]),
        lambda: invitation_key(bytes(16), 1, 2, BEN_ID),
        lambda: mdns_token(KEY, 0, b"short", 1, 2, ADDRESSES),
        lambda: mdns_token(KEY, 0, SALT, 1, 2, [b"seven77"]),
        lambda: scope_token(a_secret("circle"), 0, bytes(64)),
    ],
)
def test_a_field_of_another_width_is_a_mistake_of_the_caller(misuse: Callable[[], bytes]) -> None:
    with pytest.raises(ValueError, match="bytes, got"):
        misuse()
