"""A key behind a passphrase.

    passphrase, salt ── stretch() ──▶ key-encryption key ── wrap() / unwrap() ──▶ the key that does the work

The passphrase protects a random key, which protects the data: changing the passphrase then rewrites 73 bytes
and not the database. Stretching is argon2id (RFC 9106), which costs an attacker as much memory per guess as
it costs us; it takes a second or so and belongs into a worker thread. Salt, `ops` and `mem_bytes` are no
secret and are kept beside the wrapped key.

    wrapped = 0x01 | salt 24 | XChaCha20-Poly1305(K(kek, "org1/wrap", salt), nonce = salt, key)
"""

import unicodedata

import nacl.exceptions
from nacl import bindings, pwhash

from crypto import labels
from crypto.errors import MalformedKeyError, WrongPassphraseError
from crypto.hashing import KEY_BYTES, derive

SALT_BYTES = pwhash.argon2id.SALTBYTES  # 16

# Three passes over 256 MiB: about a second on a laptop of 2020, and more than a graphics card has for each of
# its cores. A machine with little memory may choose less, down to the lower bounds.
DEFAULT_OPS = 3
DEFAULT_MEM_BYTES = 256 * 1024 * 1024

# The parameters are read from a file, which somebody may have edited: no less than RFC 9106 and OWASP call
# sound, and no more than would make opening the program look like a crash.
MIN_OPS, MAX_OPS = 1, 16
MIN_MEM_BYTES, MAX_MEM_BYTES = 8 * 1024, 2 * 1024 * 1024 * 1024

_VERSION = b"\x01"
_NONCE_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_TAG_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
WRAPPED_BYTES = len(_VERSION) + _NONCE_BYTES + KEY_BYTES + _TAG_BYTES  # 73


def new_salt() -> bytes:
    """Return 16 fresh bytes for `stretch`, to be kept beside what the passphrase opens."""
    return bindings.randombytes(SALT_BYTES)


def stretch(
    passphrase: str, salt: bytes, ops: int = DEFAULT_OPS, mem_bytes: int = DEFAULT_MEM_BYTES
) -> bytes:
    """Return the 32-byte key of a passphrase, after as much work as `ops` and `mem_bytes` ask for.

    Args:
        passphrase: What the person typed. It is brought into Unicode form NFC first (as RFC 8265 does for
            passwords), because keyboards differ in how they write an accent.
        salt: 16 bytes from `new_salt`.
        ops: Passes over the memory, 1 to 16.
        mem_bytes: Memory to fill, 8 KiB to 2 GiB.

    Raises:
        ValueError: The salt or the costs are out of range.
        MemoryError: The machine has not that much memory to give.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, got {len(salt)}")
    if not (MIN_OPS <= ops <= MAX_OPS and MIN_MEM_BYTES <= mem_bytes <= MAX_MEM_BYTES):
        raise ValueError(f"argon2id with {ops} passes over {mem_bytes} bytes is out of range")
    # A lone surrogate cannot be typed, but may come from a command line; any fixed encoding of it will do.
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return pwhash.argon2id.kdf(KEY_BYTES, text, salt, opslimit=ops, memlimit=mem_bytes)
    except nacl.exceptions.RuntimeError as cause:
        raise MemoryError(f"argon2id needs {mem_bytes} bytes") from cause


def wrap(key: bytes, kek: bytes) -> bytes:
    """Return 73 bytes from which only the holder of `kek` can take `key` back.

    Args:
        key: 32 secret bytes.
        kek: 32 bytes from `stretch`, or any other key kept for this.

    Raises:
        MalformedKeyError: One of the keys has another length.
    """
    if len(key) != KEY_BYTES:
        raise MalformedKeyError("key to wrap", len(key), KEY_BYTES)
    nonce = bindings.randombytes(_NONCE_BYTES)
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        key, _VERSION, nonce, _wrapping_key(kek, nonce)
    )
    return _VERSION + nonce + sealed


def unwrap(wrapped: bytes, kek: bytes) -> bytes:
    """Return the key that `wrap` wrapped under `kek`.

    Raises:
        MalformedKeyError: `kek` has not 32 bytes.
        WrongPassphraseError: `kek` is another key, or the wrapped bytes are damaged.
    """
    if len(wrapped) != WRAPPED_BYTES or not wrapped.startswith(_VERSION):
        raise WrongPassphraseError(f"a wrapped key of {len(wrapped)} bytes")
    nonce = wrapped[len(_VERSION) :][:_NONCE_BYTES]
    sealed = wrapped[len(_VERSION) + _NONCE_BYTES :]
    key = _wrapping_key(kek, nonce)
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, _VERSION, nonce, key)
    except nacl.exceptions.CryptoError as cause:
        raise WrongPassphraseError("the wrapped key does not open") from cause


def _wrapping_key(kek: bytes, nonce: bytes) -> bytes:
    if len(kek) != KEY_BYTES:
        raise MalformedKeyError("key-encryption key", len(kek), KEY_BYTES)
    return derive(kek, labels.WRAP, nonce)
