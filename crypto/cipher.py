"""A key and its counter: ChaCha20-Poly1305 as Noise uses it (revision 34, §5.1 and §12.3).

Messages are encrypted under nonces 0, 1, 2, …, so the order of the messages is authenticated along with them:
one that is missing, repeated or moved does not open. Both sides count for themselves and no nonce is ever
sent.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto.errors import MalformedKeyError, UnopenableError

CIPHER_KEY_BYTES = 32
TAG_BYTES = 16

_REKEY_NONCE = 2**64 - 1  # no message may use it, which nobody lives to see


class CipherState:
    """A key and its message counter (§5.1): every message is encrypted under the next nonce."""

    __slots__ = ("_aead", "_nonce")

    def __init__(self, key: bytes) -> None:
        """Start counting from zero under the 32-byte `key`."""
        if len(key) != CIPHER_KEY_BYTES:
            raise MalformedKeyError("CipherState", len(key), CIPHER_KEY_BYTES)
        # OpenSSL's: pictures go through it by the gigabyte, and it takes a third of the time that libsodium and the
        # copies around it do. The key is scheduled once.
        self._aead = ChaCha20Poly1305(key)
        self._nonce = 0

    def encrypt(self, plaintext: bytes, ad: bytes = b"") -> bytes:
        """Return `plaintext` encrypted, 16 bytes longer, with `ad` authenticated beside it."""
        nonce = _nonce_bytes(self._nonce)
        ciphertext = self._aead.encrypt(nonce, plaintext, ad)
        self._nonce += 1
        return ciphertext

    def decrypt(self, ciphertext: bytes, ad: bytes = b"") -> bytes:
        """Return the plaintext of the peer's next message.

        Raises:
            UnopenableError: It is not the next one, or damaged. The counter stays where it is (§5.1).
        """
        if len(ciphertext) < TAG_BYTES:
            raise UnopenableError(f"ciphertext of {len(ciphertext)} bytes")
        nonce = _nonce_bytes(self._nonce)
        try:
            plaintext = self._aead.decrypt(nonce, ciphertext, ad)
        except InvalidTag as cause:
            raise UnopenableError(f"ciphertext of {len(ciphertext)} bytes") from cause
        self._nonce += 1
        return plaintext

    def rekey(self) -> None:
        """Replace the key by its successor, from which it cannot be computed back (§4.2); keep counting."""
        zeros, nonce = bytes(CIPHER_KEY_BYTES), _nonce_bytes(_REKEY_NONCE)
        self._aead = ChaCha20Poly1305(self._aead.encrypt(nonce, zeros, b"")[:CIPHER_KEY_BYTES])


def _nonce_bytes(counter: int) -> bytes:
    return bytes(4) + counter.to_bytes(8, "little")
