"""A key behind a passphrase. The costs are the lowest there are: what is tested does not depend on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import passphrase
from crypto.errors import MalformedKeyError, WrongPassphraseError
from crypto.passphrase import MIN_MEM_BYTES, WRAPPED_BYTES, new_salt, stretch, unwrap, wrap
from tests.crypto.helpers import a_secret, flipped

KEY, KEK = a_secret("profile"), a_secret("kek")
SALT = bytes(range(16))


def cheaply(text: str, salt: bytes = SALT) -> bytes:
    return stretch(text, salt, ops=1, mem_bytes=MIN_MEM_BYTES)


def test_the_right_passphrase_opens_and_a_wrong_one_does_not() -> None:
    wrapped = wrap(KEY, cheaply("otter lamp river"))
    assert unwrap(wrapped, cheaply("otter lamp river")) == KEY
    with pytest.raises(WrongPassphraseError):
        unwrap(wrapped, cheaply("otter lamp riwer"))


def test_an_accent_may_be_typed_in_either_of_its_two_forms() -> None:
    assert cheaply("Zo\u00eb") == cheaply("Zoe\u0308")
    assert cheaply("Zo\u00eb") != cheaply("Zoe")


def test_salt_and_costs_matter() -> None:
    keys = {
        cheaply("p"),
        cheaply("p", bytes(16)),
        stretch("p", SALT, 2, MIN_MEM_BYTES),
        stretch("p", SALT, 1, 2 * MIN_MEM_BYTES),
    }
    assert len(keys) == 4


@given(st.text(st.characters(exclude_categories=[]), max_size=20))
def test_whatever_was_typed_gives_a_key(text: str) -> None:
    # Lone surrogates and zeros among it: a command line may contain the first, a careless paste the second.
    assert len(cheaply(text)) == 32


@pytest.mark.parametrize(
    ("salt", "ops", "mem_bytes"),
    [
        (bytes(15), 1, MIN_MEM_BYTES),
        (bytes(16), 0, MIN_MEM_BYTES),
        (bytes(16), 17, MIN_MEM_BYTES),
        (bytes(16), 1, MIN_MEM_BYTES - 1),
        (bytes(16), 1, 2**40),
    ],
)
def test_costs_from_an_edited_file_are_refused(salt: bytes, ops: int, mem_bytes: int) -> None:
    with pytest.raises(ValueError, match=r"salt|argon2id"):
        stretch("p", salt, ops, mem_bytes)


def test_a_machine_without_the_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "MAX_MEM_BYTES", 2**50)
    with pytest.raises(MemoryError):
        stretch("p", SALT, 1, 2**42 - 1024)


def test_two_salts_differ() -> None:
    assert new_salt() != new_salt()
    assert len(new_salt()) == 16


@given(st.integers(0, WRAPPED_BYTES * 8 - 1))
def test_a_flipped_bit_spoils_a_wrapped_key(bit: int) -> None:
    with pytest.raises(WrongPassphraseError):
        unwrap(flipped(wrap(KEY, KEK), bit), KEK)


@given(st.binary(max_size=100))
def test_bytes_that_wrap_nothing_are_refused(noise: bytes) -> None:
    with pytest.raises(WrongPassphraseError):
        unwrap(noise, KEK)


def test_two_wrappings_of_one_key_differ() -> None:
    assert wrap(KEY, KEK) != wrap(KEY, KEK)
    assert len(wrap(KEY, KEK)) == WRAPPED_BYTES


@pytest.mark.parametrize("length", [0, 31, 33])
def test_keys_of_other_lengths_are_refused(length: int) -> None:
    with pytest.raises(MalformedKeyError):
        wrap(bytes(length), KEK)
    with pytest.raises(MalformedKeyError):
        wrap(KEY, bytes(length))
    with pytest.raises(MalformedKeyError):
        unwrap(wrap(KEY, KEK), bytes(length))
