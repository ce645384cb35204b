"""Padding that can be taken off again without a length in front.

A marker byte 0x80 follows the data, then zeros up to the wanted size. Data and padding are encrypted
together, so that only the padded size shows. Taking it off accepts exactly what putting it on makes, so that
a given size holds a given plaintext in one way only.
"""

from crypto.errors import UnopenableError

_MARKER = b"\x80"
MARKER_BYTES = len(_MARKER)


def fill(data: bytes, size: int) -> bytes:
    """Return `data` padded to `size` bytes.

    Raises:
        ValueError: `data` leaves no room for the marker.
    """
    if len(data) + MARKER_BYTES > size:
        raise ValueError(f"{len(data)} bytes do not fit into {size} with their marker")
    return (data + _MARKER).ljust(size, b"\0")


def strip(padded: bytes) -> bytes:
    """Return the data that `fill` padded, whatever the size was.

    Raises:
        UnopenableError: There is no marker, or something else than zeros behind it.
    """
    marked = padded.rstrip(b"\0")
    if not marked.endswith(_MARKER):
        raise UnopenableError(f"padding of {len(padded)} bytes")
    return marked[:-MARKER_BYTES]


def padme(size: int) -> int:
    """Return the smallest Padmé size that is at least `size`.

    Padmé sizes have a mantissa no longer than their exponent's own bit length: they cost at most 12 % and
    tell only O(log log size) bits about the content (Nikitin et al., "Reducing Metadata Leakage from
    Encrypted Files and Communication with PURBs", PETS 2019, §4).
    """
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    step = 1 << free_bits
    return -(-size // step) * step
