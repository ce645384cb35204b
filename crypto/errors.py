"""What the cryptographic functions raise.

CryptoError
├── MalformedKeyError       the bytes are no key of this kind
├── BadSignatureError       the bytes were not signed by this key for this purpose
├── UnopenableError         the envelope is damaged, or sealed for someone else or another place
├── HandshakeError          a key agreement or a Noise message did not work out
├── RecordError             a record of an encrypted channel is forged, cut, repeated or out of order
└── WrongPassphraseError    the passphrase does not open this

Messages name the kind of thing that failed and its length, and leave out its content. A caller's own mistake,
such as a plaintext longer than the documented limit, is a `ValueError` and no member of this family.
"""


class CryptoError(Exception):
    """Any refusal of the crypto package; catch this at a boundary."""


class MalformedKeyError(CryptoError, ValueError):
    """The bytes have the wrong length or an impossible value for a key of this kind."""

    def __init__(self, kind: str, length: int, expected: int) -> None:
        """Say which `kind` of key was given `length` bytes where it needs `expected`.

        Equal lengths mean that the length was right and the value was not.
        """
        if length == expected:
            super().__init__(f"{kind}: these {length} bytes are no usable key")
        else:
            super().__init__(f"{kind} needs {expected} bytes, got {length}")


class BadSignatureError(CryptoError):
    """The signature does not fit the key, the purpose and the message."""


class UnopenableError(CryptoError):
    """The envelope is damaged, or was sealed for another key or another place."""


class HandshakeError(CryptoError):
    """The two sides could not agree on a key; nothing that was received may be believed."""


class RecordError(CryptoError):
    """A record is not the one that the peer sent next. The channel is of no further use.

    Attributes:
        pieces: The plaintext of the good records that came before the fault in the same call, oldest first.
            It is authentic; a caller that drops it loses no more than a connection cut a moment earlier would
            have lost.
    """

    def __init__(self, message: str, pieces: tuple[bytes, ...] = ()) -> None:
        """Say what is wrong with the record, and keep the good `pieces` before it."""
        super().__init__(message)
        self.pieces = pieces


class WrongPassphraseError(CryptoError):
    """The passphrase does not open this, or what it should open is damaged: the two look alike."""
