"""Files in pieces: what opens, what does not, and what a name stands for."""

import hashlib
import os
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings

from crypto import files
from crypto.errors import MalformedKeyError, UnopenableError

SCOPE, PERSON = b"s" * 32, b"p" * 32
SIZES = st.one_of(
    st.integers(0, 3000), st.integers(files.PIECE_BYTES - 20, files.PIECE_BYTES + 20), st.just(400_000)
)


def sealed(content: bytes) -> tuple[bytes, list[bytes]]:
    key, pieces = files.seal_file(len(content), BytesIO(content).read)
    return key, list(pieces)


def opened(key: bytes, size: int, pieces: list[bytes]) -> bytes:
    return b"".join(files.open_piece(key, size, index, piece) for index, piece in enumerate(pieces))


@settings(max_examples=30)
@given(SIZES)
def test_a_file_comes_back_and_is_as_long_as_was_said_before(size: int) -> None:
    content = os.urandom(size)
    key, pieces = sealed(content)
    assert opened(key, size, pieces) == content
    assert len(pieces) == files.piece_count(size)
    assert [len(piece) for piece in pieces] == [
        files.sealed_piece_bytes(size, index) for index in range(len(pieces))
    ]
    assert sum(map(len, pieces)) == files.sealed_bytes(size)
    assert files.list_bytes(size) == 32 * len(pieces)


def test_the_same_content_is_never_encrypted_to_the_same_bytes() -> None:
    (one, first), (other, second) = sealed(b"same" * 50_000), sealed(b"same" * 50_000)
    assert one != other
    assert not set(first) & set(second)
    assert len(set(first)) == len(first)


def test_padding_tells_little_and_costs_at_most_an_eighth() -> None:
    for size in (1, 999, 4096, 300_000, 2_999_999, 10**9, files.MAX_FILE_BYTES):
        assert size <= files.padded_bytes(size) <= max(1024, size * 1.12)
    assert files.padded_bytes(300_001) == files.padded_bytes(302_000)


@given(st.data())
def test_a_piece_opens_at_its_own_place_only(data: st.DataObject) -> None:
    size = 200_000
    key, pieces = sealed(bytes(size))
    index = data.draw(st.integers(0, len(pieces) - 1))
    flipped = bytearray(pieces[index])
    flipped[data.draw(st.integers(0, len(flipped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    for at, piece, key_, size_ in [
        (index, bytes(flipped), key, size),
        (index, pieces[index][:-1], key, size),
        ((index + 1) % len(pieces), pieces[index], key, size),
        (index, pieces[index], os.urandom(32), size),
        (index, pieces[index], key, size + 1),
        (len(pieces), pieces[index], key, size),
        (-1, pieces[index], key, size),
    ]:
        with pytest.raises(UnopenableError):
            files.open_piece(key_, size_, at, piece)


def test_content_of_another_length_than_was_said_is_refused() -> None:
    for size in (99, 101, files.PIECE_BYTES, 300_000):
        _, pieces = files.seal_file(size, BytesIO(bytes(100)).read)
        with pytest.raises(ValueError, match="content"):
            list(pieces)
    with pytest.raises(ValueError, match="at most"):
        files.seal_file(files.MAX_FILE_BYTES + 1, BytesIO().read)


def test_a_name_stands_for_key_place_person_size_and_list() -> None:
    key, digest = os.urandom(32), os.urandom(32)
    name = files.file_id(key, SCOPE, PERSON, 1000, digest)
    assert name == files.file_id(key, SCOPE, PERSON, 1000, digest)
    others = [
        files.file_id(os.urandom(32), SCOPE, PERSON, 1000, digest),
        files.file_id(key, PERSON, PERSON, 1000, digest),
        files.file_id(key, SCOPE, SCOPE, 1000, digest),
        files.file_id(key, SCOPE, PERSON, 1001, digest),
        files.file_id(key, SCOPE, PERSON, 1000, os.urandom(32)),
    ]
    assert len({name, *others}) == 6


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(MalformedKeyError):
        files.file_id(b"short", SCOPE, PERSON, 1, bytes(32))
    with pytest.raises(MalformedKeyError):
        files.open_piece(b"short", 1, 0, bytes(1040))


def test_a_file_is_made_as_the_document_says() -> None:
    # A second implementation, from DESIGN.md.
    content = b"x" * 70_000
    key, pieces = sealed(content)
    padded = content.ljust(71_680, b"\0")  # the next Padmé size
    assert len(padded) == files.padded_bytes(len(content))
    for index, piece in enumerate(pieces):
        place = index.to_bytes(4, "big")
        nonce = hashlib.blake2b(place, digest_size=24, key=key, person=b"org1/piece-nonce").digest()
        aad = b"org1/piece" + place + (70_000).to_bytes(8, "big")
        part = padded[index * 65_536 : (index + 1) * 65_536]
        assert bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(part, aad, nonce, key) == piece
    digests = b"".join(
        hashlib.blake2b(piece, digest_size=32, person=b"org1/piece".ljust(16, b"\0")).digest()
        for piece in pieces
    )
    assert digests == b"".join(map(files.digest_piece, pieces))
    listed = hashlib.blake2b(digests, digest_size=32, person=b"org1/list".ljust(16, b"\0")).digest()
    assert listed == files.digest_list(digests)
    name = hashlib.blake2b(
        SCOPE + PERSON + (70_000).to_bytes(8, "big") + listed,
        digest_size=32,
        key=key,
        person=b"org1/file".ljust(16, b"\0"),
    ).digest()
    assert name == files.file_id(key, SCOPE, PERSON, 70_000, listed)
