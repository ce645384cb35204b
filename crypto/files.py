"""Pictures and files, encrypted in pieces under a key of their own.

    padded = content | zeros, to the next Padmé size
    piece  = XChaCha20-Poly1305(key, K(key, "org1/piece-nonce", index), aad, 65536 bytes of padded; the last one less)
    list   = H("org1/piece", piece 0) | H("org1/piece", piece 1) | …
    id     = K(key, "org1/file", scope | person | size | H("org1/list", list))

A post carries key, size and the list's digest. From these, and from who wrote it where, every reader computes the id
for itself. So nobody can name somebody else's file, or their own in another circle, or give it another size or key:
that would be another id, under which nobody holds anything. Each piece can be checked as it comes, in any order and
from anybody, and whoever holds the pieces alone learns their number.

The key is drawn for one file and used once, so a piece's nonce follows from its place. Pieces are opened only after
their digest was compared with a list that the author's post vouches for; the key is part of the id, so nobody can show
two readers two files.
"""

from collections.abc import Callable, Iterator

import nacl.exceptions
from nacl import bindings

from crypto import labels, padding
from crypto.errors import MalformedKeyError, UnopenableError
from crypto.hashing import DIGEST_BYTES, KEY_BYTES, derive, digest

PIECE_BYTES = 64 * 1024
TAG_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES  # 16
SEALED_PIECE_BYTES = PIECE_BYTES + TAG_BYTES
_NONCE_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES  # 24

# The largest file that old memory sticks take, and many people know it from them: 4 GB.
MAX_FILE_BYTES = 4_000_000_000

# Small pictures and letters look alike, as short posts do.
_MIN_PADDED_BYTES = 1024


def padded_bytes(size: int) -> int:
    """Return how many bytes a file of `size` has with its padding."""
    return max(_MIN_PADDED_BYTES, padding.padme(size))


def piece_count(size: int) -> int:
    """Return into how many pieces a file of `size` bytes is cut; at least one."""
    return -(-padded_bytes(size) // PIECE_BYTES)


def list_bytes(size: int) -> int:
    """Return how long the list of a file of `size` bytes is."""
    return piece_count(size) * DIGEST_BYTES


def sealed_bytes(size: int) -> int:
    """Return how many bytes all pieces of a file of `size` bytes have together."""
    return padded_bytes(size) + piece_count(size) * TAG_BYTES


def sealed_piece_bytes(size: int, index: int) -> int:
    """Return how long piece `index` of a file of `size` bytes is, encrypted."""
    return min(PIECE_BYTES, padded_bytes(size) - index * PIECE_BYTES) + TAG_BYTES


def seal_file(size: int, read: Callable[[int], bytes]) -> "tuple[bytes, Iterator[bytes]]":
    """Return a fresh key of 32 bytes, and the encrypted pieces in their order, made as they are asked for.

    Args:
        size: How many bytes of content there are, at most `MAX_FILE_BYTES`.
        read: Returns the next so many bytes of content; fewer only at its end.

    Raises:
        ValueError: The content is shorter or longer than `size`; raised by the iterator at its end.
    """
    if not 0 <= size <= MAX_FILE_BYTES:
        raise ValueError(f"a file has at most {MAX_FILE_BYTES} bytes, got {size}")
    key = bindings.randombytes(KEY_BYTES)
    return key, _seal_with_key(key, size, read)


def open_piece(key: bytes, size: int, index: int, piece: bytes) -> bytes:
    """Return the content in piece `index` of a file of `size` bytes; empty if it is all padding.

    Raises:
        MalformedKeyError: The key has another length.
        UnopenableError: The piece is damaged, or belongs to another place or key.
    """
    _check_key(key)
    if not 0 <= index < piece_count(size) or len(piece) != sealed_piece_bytes(size, index):
        raise UnopenableError(f"piece of {len(piece)} bytes")
    try:
        padded = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            piece, _place(size, index), _nonce(key, index), key
        )
    except nacl.exceptions.CryptoError as cause:
        raise UnopenableError(f"piece of {len(piece)} bytes") from cause
    return padded[: max(0, size - index * PIECE_BYTES)]


def digest_piece(piece: bytes) -> bytes:
    """Return what the list says of a piece: 32 bytes."""
    return digest(labels.PIECE, piece)


def digest_list(pieces: bytes) -> bytes:
    """Return the 32 bytes by which a post vouches for a list of pieces."""
    return digest(labels.LIST, pieces)


def file_id(key: bytes, scope: bytes, person: bytes, size: int, list_digest: bytes) -> bytes:
    """Return the 32-byte id of the file that `person` put into `scope`.

    Args:
        key: The file's own key, 32 bytes.
        scope: Id of the circle or room, 32 bytes.
        person: Id of who wrote the post that carries it, 32 bytes.
        size: Bytes of content.
        list_digest: `digest_list` of its list.

    Raises:
        MalformedKeyError: The key has another length.
    """
    _check_key(key)
    return derive(key, labels.FILE, scope + person + size.to_bytes(8, "big") + list_digest)


def _seal_with_key(key: bytes, size: int, read: Callable[[int], bytes]) -> Iterator[bytes]:
    left, left_padded = size, padded_bytes(size)
    for index in range(piece_count(size)):
        content = read(min(left, PIECE_BYTES))
        if len(content) != min(left, PIECE_BYTES):
            raise ValueError("the content ended before its size")
        left -= len(content)
        padded = content.ljust(min(left_padded, PIECE_BYTES), b"\0")
        left_padded -= len(padded)
        yield bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
            padded, _place(size, index), _nonce(key, index), key
        )
    if read(1):
        raise ValueError("the content goes on after its size")


def _place(size: int, index: int) -> bytes:
    # The size stands in it, so a file that was cut short or made longer does not open in any of its pieces.
    return labels.PIECE + index.to_bytes(4, "big") + size.to_bytes(8, "big")


def _nonce(key: bytes, index: int) -> bytes:
    return derive(key, labels.PIECE_NONCE, index.to_bytes(4, "big"), _NONCE_BYTES)


def _check_key(key: bytes) -> None:
    if len(key) != KEY_BYTES:
        raise MalformedKeyError("file key", len(key), KEY_BYTES)
