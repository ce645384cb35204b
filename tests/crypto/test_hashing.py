"""Digests and derived keys."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_generichash_blake2b_salt_personal as libsodium_blake2b

from crypto.errors import CryptoError, MalformedKeyError
from crypto.hashing import derive, digest, equal

a_label = st.binary(min_size=1, max_size=16)


@given(a_label, st.binary(max_size=300))
def test_a_digest_is_blake2b_with_the_label_as_person(label: bytes, data: bytes) -> None:
    assert digest(label, data) == libsodium_blake2b(data, digest_size=32, person=label.ljust(16, b"\0"))


@given(st.binary(min_size=16, max_size=64), a_label, st.binary(max_size=300), st.integers(1, 64))
def test_a_derived_key_is_keyed_blake2b(key: bytes, label: bytes, data: bytes, size: int) -> None:
    expected = libsodium_blake2b(data, digest_size=size, key=key, person=label.ljust(16, b"\0"))
    assert derive(key, label, data, size) == expected


def test_a_digest_does_not_disturb_the_next_one() -> None:
    first = digest(b"org1/a", b"one")
    digest(b"org1/a", b"two")
    assert digest(b"org1/a", b"one") == first


def test_the_same_data_under_another_label_has_another_digest() -> None:
    assert digest(b"org1/a", b"data") != digest(b"org1/b", b"data")


def test_a_shorter_key_is_not_the_beginning_of_a_longer_one() -> None:
    key = bytes(range(32))
    assert not derive(key, b"org1/a", b"", 32).startswith(derive(key, b"org1/a", b"", 16))


def test_no_key_is_no_key() -> None:
    # BLAKE2b with an empty key would be the public digest.
    with pytest.raises(MalformedKeyError):
        derive(b"", b"org1/a", b"data")


@pytest.mark.parametrize("length", [1, 15, 65])
def test_keys_of_other_lengths_are_refused(length: int) -> None:
    with pytest.raises(CryptoError):
        derive(bytes(length), b"org1/a", b"data")


@pytest.mark.parametrize("label", [b"", b"seventeen bytes!!"])
def test_labels_of_other_lengths_are_refused(label: bytes) -> None:
    with pytest.raises(ValueError, match="label"):
        digest(label, b"data")
    with pytest.raises(ValueError, match="label"):
        derive(bytes(32), label, b"data")


def test_a_trailing_zero_in_a_label_is_no_new_label() -> None:
    # The padding makes them one; the list of labels has none, and its test says so.
    assert digest(b"org1/a", b"") == digest(b"org1/a\0", b"")
    assert digest(b"org1/a", b"") == hashlib.blake2b(digest_size=32, person=b"org1/a").digest()


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_equal_compares_content(a: bytes, b: bytes) -> None:
    assert equal(a, b) is (a == b)
    assert equal(a, bytes(a))
