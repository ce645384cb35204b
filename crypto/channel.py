"""Records encrypted in order after a handshake.

    plaintext ── seal() ──▶ records ┄┄ network ┄┄▶ feed() ──▶ plaintext pieces, in order

    record = AEAD(size u16) 18 B | AEAD(content, padded to `size`) size + 16 B
    content = flags u8 | used u16 | `used` bytes of plaintext | zeros

Each record takes two nonces of its direction, and the size of what follows is encrypted as well: an observer
sees a stream without boundaries, and of a single record at most which of five sizes it has. Numbers are big
endian.

A record that is missing, repeated, moved, forged or cut does not open, and the channel is then dead. A stream
that ends without BYE was cut: `said_bye` tells. A piece is whatever one record held; message boundaries are
the business of whoever sits on top.

After many records or minutes the sender marks a record as the last one under the present key, and both
replace the key by its successor. What was sent before is then safe from somebody who takes the keys out of
memory. The decision is part of the stream, so the receiver needs no clock and cannot disagree.
"""

from typing import Final

from crypto.cipher import TAG_BYTES, CipherState
from crypto.errors import RecordError, UnopenableError

# The steps are coarse, so that a size says little; the last one is the longest that fits a Noise message.
RECORD_SIZES: Final = (256, 1024, 4096, 16384, 65519)

# Noise leaves the interval to the application. Often enough to bound a loss, seldom enough to cost nothing.
REKEY_RECORDS = 16384
REKEY_INTERVAL_S = 600.0

_SIZE_BYTES = 2
_PREFIX_BYTES = 3  # flags and used
_HEADER_BYTES = _SIZE_BYTES + TAG_BYTES

_FLAG_BYE = 0x01
_FLAG_REKEY = 0x02
_KNOWN_FLAGS = _FLAG_BYE | _FLAG_REKEY


class Channel:
    """Both directions of one encrypted conversation.

    Attributes:
        said_bye: Whether the peer has ended its direction properly. Whatever comes after that is a fault.
        last_heard_s: The `now_s` at which the last authentic record was complete, None before the first.
            Bytes that somebody else injects do not move it.
    """

    def __init__(self, sending: CipherState, receiving: CipherState) -> None:
        """Continue with the two ciphers of a finished handshake."""
        self.said_bye = False
        self.last_heard_s: float | None = None
        self._sending, self._receiving = sending, receiving
        self._sent_under_key = self._received_under_key = 0
        self._key_since_s: float | None = None
        self._ended = False
        self._fault: str | None = None
        self._buffer = bytearray()
        self._content_size: int | None = None  # of the record whose size has been read

    def seal(self, data: bytes, now_s: float) -> bytes:
        """Return the records that carry `data`, to be written to the peer in one go or in pieces.

        Empty data makes one record that carries nothing, which is a way to be heard.

        Args:
            data: Plaintext of any length.
            now_s: Monotonic time in seconds, to decide when a key has served long enough.

        Raises:
            RecordError: This side has said BYE already.
        """
        limit = RECORD_SIZES[-1] - _PREFIX_BYTES
        pieces = [data[start : start + limit] for start in range(0, len(data), limit)] or [b""]
        return b"".join(self._seal_record(0, piece, now_s) for piece in pieces)

    def bye(self, now_s: float) -> bytes:
        """Return the record that ends our direction; without it the peer must take the stream for cut.

        Raises:
            RecordError: This side has said BYE already.
        """
        record = self._seal_record(_FLAG_BYE, b"", now_s)
        self._ended = True
        return record

    def feed(self, data: bytes, now_s: float) -> list[bytes]:
        """Return the plaintext pieces that `data` completes, oldest first.

        Args:
            data: Any cut of the peer's stream: a fragment, or many records.
            now_s: Monotonic time in seconds; kept as `last_heard_s`, and decides nothing.

        Raises:
            RecordError: The peer's stream is not what the peer sent. Good records before the fault are in its
                `pieces`. The channel is dead: every later call raises again.
        """
        if self._fault is not None:
            raise RecordError(self._fault)
        pieces: list[bytes] = []
        self._buffer += data
        try:
            while (content := self._next_content()) is not None:
                self.last_heard_s = now_s
                if content:
                    pieces.append(content)
        except (RecordError, UnopenableError) as cause:
            self._fault = f"record refused: {cause}"
            self._buffer.clear()
            raise RecordError(self._fault, tuple(pieces)) from cause
        return pieces

    def _seal_record(self, flags: int, data: bytes, now_s: float) -> bytes:
        if self._ended:
            raise RecordError("nothing can follow our BYE")
        if self._key_since_s is None:
            self._key_since_s = now_s
        self._sent_under_key += 1
        rekey = self._sent_under_key >= REKEY_RECORDS or now_s - self._key_since_s >= REKEY_INTERVAL_S
        used = _PREFIX_BYTES + len(data)
        size = next(size for size in RECORD_SIZES if used <= size)
        prefix = bytes([flags | (_FLAG_REKEY if rekey else 0)]) + len(data).to_bytes(2, "big")
        header = self._sending.encrypt(size.to_bytes(_SIZE_BYTES, "big"))
        record = header + self._sending.encrypt((prefix + data).ljust(size, b"\0"))
        if rekey:
            self._sending.rekey()
            self._sent_under_key, self._key_since_s = 0, now_s
        return record

    def _next_content(self) -> bytes | None:
        """Return what the next record holds, None if it has not arrived in full."""
        if self.said_bye:
            if self._buffer:
                raise RecordError("something follows the peer's BYE")
            return None
        if self._content_size is None:
            header = self._take(_HEADER_BYTES)
            if header is None:
                return None
            self._content_size = int.from_bytes(self._receiving.decrypt(header), "big")
            if self._content_size not in RECORD_SIZES:
                raise RecordError(f"a record of {self._content_size} bytes")
        ciphertext = self._take(self._content_size + TAG_BYTES)
        if ciphertext is None:
            return None
        self._content_size = None
        return self._open_content(self._receiving.decrypt(ciphertext))

    def _open_content(self, content: bytes) -> bytes:
        flags, used = content[0], int.from_bytes(content[1:_PREFIX_BYTES], "big")
        end = _PREFIX_BYTES + used
        # One record, one meaning: no unknown flag and nothing hidden in the padding.
        if flags & ~_KNOWN_FLAGS or end > len(content) or content.count(0, end) != len(content) - end:
            raise RecordError("a record's content is malformed")
        self._received_under_key += 1
        if flags & _FLAG_REKEY:
            self._receiving.rekey()
            self._received_under_key = 0
        elif self._received_under_key >= REKEY_RECORDS:
            raise RecordError("the peer does not change its key")
        if flags & _FLAG_BYE:
            self.said_bye = True
        return content[_PREFIX_BYTES:end]

    def _take(self, size: int) -> bytes | None:
        if len(self._buffer) < size:
            return None
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data
