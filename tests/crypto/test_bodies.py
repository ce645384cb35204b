"""Content under an epoch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings

from crypto import bodies, labels
from crypto.bodies import (
    MAX_BODY_BYTES,
    body_overhead,
    max_plaintext_bytes,
    open_body,
    pad,
    seal_body,
    unpad,
)
from crypto.errors import MalformedKeyError, UnopenableError
from crypto.hashing import derive
from tests.crypto.helpers import a_secret, flipped

SECRET = a_secret("epoch")
PLACE = b"org1/body" + bytes(32) + b"\x01" * 32 + (7).to_bytes(8, "big") + b"\x02" * 32


@given(st.binary(max_size=600), st.binary(max_size=120))
def test_a_body_opens_where_it_was_sealed(plaintext: bytes, place: bytes) -> None:
    assert open_body(SECRET, place, seal_body(SECRET, place, plaintext)) == plaintext


def test_a_body_moved_to_another_place_does_not_open() -> None:
    body = seal_body(SECRET, PLACE, b"Grandma is well")
    for bit in range(len(PLACE) * 8):
        with pytest.raises(UnopenableError):
            open_body(SECRET, flipped(PLACE, bit), body)


def test_a_body_does_not_open_under_the_secret_of_another_epoch() -> None:
    body = seal_body(SECRET, PLACE, b"Grandma is well")
    with pytest.raises(UnopenableError):
        open_body(a_secret("another epoch"), PLACE, body)


def test_the_place_and_the_salt_do_not_run_into_each_other() -> None:
    # The same bytes, divided elsewhere: the salt has a fixed width, and the place is authenticated by itself.
    body = seal_body(SECRET, PLACE, b"Grandma is well")
    salt = body[1:25]
    with pytest.raises(UnopenableError):
        open_body(SECRET, PLACE + salt[:1], body[:1] + salt[1:] + b"\0" + body[25:])


def test_one_ciphertext_cannot_be_made_for_two_places_with_one_key() -> None:
    # Even the very same salt gives another key at another place, so ciphertexts have nothing in common.
    salt = bytes(24)
    one = bodies._seal_with_salt(SECRET, PLACE, b"", salt)
    two = bodies._seal_with_salt(SECRET, PLACE[:-1] + b"\x03", b"", salt)
    assert one[:25] == two[:25]
    assert sum(a == b for a, b in zip(one[25:], two[25:], strict=True)) < 16


@given(st.integers(0, 297 * 8 - 1))
def test_a_flipped_bit_spoils_a_body(bit: int) -> None:
    with pytest.raises(UnopenableError):
        open_body(SECRET, PLACE, flipped(seal_body(SECRET, PLACE, b"short"), bit))


@given(st.binary(max_size=400))
def test_bytes_that_are_no_body_are_refused_quietly(noise: bytes) -> None:
    for body in (noise, b"\x01" + noise):
        with pytest.raises(UnopenableError):
            open_body(SECRET, PLACE, body)


def test_a_body_cut_anywhere_is_refused() -> None:
    body = seal_body(SECRET, PLACE, b"short")
    for length in range(len(body)):
        with pytest.raises(UnopenableError):
            open_body(SECRET, PLACE, body[:length])


def test_two_bodies_of_one_text_have_nothing_in_common() -> None:
    one, two = (seal_body(SECRET, PLACE, b"the same text") for _ in range(2))
    assert one[1:25] != two[1:25]
    assert sum(a == b for a, b in zip(one[1:], two[1:], strict=True)) < 16


def test_short_texts_look_alike() -> None:
    assert {len(seal_body(SECRET, PLACE, bytes(length))) for length in range(256)} == {1 + 24 + 256 + 16}


@given(st.integers(0, 70_000))
def test_the_overhead_is_known_beforehand(length: int) -> None:
    size = len(pad(bytes(length))) + 41
    assert length + body_overhead(length) == size
    assert (size <= MAX_BODY_BYTES) is (length <= max_plaintext_bytes())


def test_the_longest_plaintext_fits_and_a_longer_one_is_refused() -> None:
    longest = bytes(max_plaintext_bytes())
    body = seal_body(SECRET, PLACE, longest)
    assert len(body) <= MAX_BODY_BYTES
    assert open_body(SECRET, PLACE, body) == longest
    with pytest.raises(ValueError, match="at most"):
        seal_body(SECRET, PLACE, longest + b"\0")


def test_a_body_longer_than_a_header_may_announce_is_refused() -> None:
    with pytest.raises(UnopenableError):
        open_body(SECRET, PLACE, b"\x01" + bytes(MAX_BODY_BYTES))


def test_padding_beyond_what_the_text_needs_is_refused() -> None:
    with pytest.raises(UnopenableError):
        unpad(pad(b"text") + bytes(8))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_an_epoch_secret_has_32_bytes(length: int) -> None:
    with pytest.raises(MalformedKeyError):
        seal_body(bytes(length), PLACE, b"")
    with pytest.raises(MalformedKeyError):
        open_body(bytes(length), PLACE, seal_body(SECRET, PLACE, b""))


def test_the_layout_is_the_one_in_the_docstring() -> None:
    salt = a_secret("salt")[:24]
    key = derive(SECRET, labels.BODY_KEY, PLACE + salt)
    padded = b"hello\x80".ljust(256, b"\0")
    ciphertext = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, PLACE, salt, key)
    assert bodies._seal_with_salt(SECRET, PLACE, b"hello", salt) == b"\x01" + salt + ciphertext
