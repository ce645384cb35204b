"""What the two sides of a Noise handshake have in common so far (revision 34, §5.2), over BLAKE2b.

Two values grow with every token: the chaining key `ck` collects the secrets, the handshake hash `h` collects
all that was sent. A cipher made from the first authenticates the second, so that a handshake goes on only
while both sides have seen the same bytes and hold the same secrets.
"""

import hashlib
import hmac

from crypto.cipher import CIPHER_KEY_BYTES, TAG_BYTES, CipherState

HASH_BYTES = 64


class SymmetricState:
    """Chaining key, handshake hash, and the cipher once there is a key (§5.2)."""

    def __init__(self, protocol_name: bytes) -> None:
        """Start from the full protocol name, which names every choice that both sides must share."""
        padded = protocol_name.ljust(HASH_BYTES, b"\0")
        self.h = padded if len(padded) == HASH_BYTES else hashlib.blake2b(protocol_name).digest()
        self._ck = self.h
        self._cipher: CipherState | None = None

    def mix_hash(self, data: bytes) -> None:
        """Let everything that follows depend on `data`."""
        self.h = hashlib.blake2b(self.h + data).digest()

    def mix_key(self, material: bytes) -> None:
        """Let every key that follows depend on `material`, and start a new cipher."""
        self._ck, key = _hkdf(self._ck, material, 2)
        self._cipher = CipherState(key[:CIPHER_KEY_BYTES])

    def mix_key_and_hash(self, material: bytes) -> None:
        """Do both with a pre-shared key, which thereby counts as transmitted (§9.2)."""
        self._ck, hashed, key = _hkdf(self._ck, material, 3)
        self.mix_hash(hashed)
        self._cipher = CipherState(key[:CIPHER_KEY_BYTES])

    @property
    def overhead(self) -> int:
        """Bytes that `encrypt_and_hash` adds: none while there is no key."""
        return TAG_BYTES if self._cipher else 0

    def encrypt_and_hash(self, plaintext: bytes) -> bytes:
        """Return `plaintext` encrypted if there is a key by now, and remember what was sent."""
        ciphertext = self._cipher.encrypt(plaintext, self.h) if self._cipher else plaintext
        self.mix_hash(ciphertext)
        return ciphertext

    def decrypt_and_hash(self, ciphertext: bytes) -> bytes:
        """Undo `encrypt_and_hash`.

        Raises:
            UnopenableError: The two sides have not seen the same, or the bytes are damaged.
        """
        plaintext = self._cipher.decrypt(ciphertext, self.h) if self._cipher else ciphertext
        self.mix_hash(ciphertext)
        return plaintext

    def split(self) -> tuple[CipherState, CipherState]:
        """Return the ciphers of the session: from the initiator to the responder, and back."""
        first, second = _hkdf(self._ck, b"", 2)
        return CipherState(first[:CIPHER_KEY_BYTES]), CipherState(second[:CIPHER_KEY_BYTES])


def _hkdf(chaining_key: bytes, material: bytes, outputs: int) -> list[bytes]:
    # §4.3: RFC 5869 with the chaining key as salt and without info.
    secret = hmac.new(chaining_key, material, hashlib.blake2b).digest()
    results: list[bytes] = []
    previous = b""
    for index in range(1, outputs + 1):
        previous = hmac.new(secret, previous + bytes([index]), hashlib.blake2b).digest()
        results.append(previous)
    return results
