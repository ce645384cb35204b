"""The small picture of a person that may stand beside their name in a profile.

It travels in the body of the profile itself and is shown from there, so it is small. What is no such picture is
ignored, and the name beside it counts all the same: a version without pictures reads the name only.
"""

import hashlib
from typing import Final

from sync.omp1 import Value

MAX_FACE_BYTES: Final = 24 * 1024
DIGEST_BYTES: Final = 16

_JPEG: Final = b"\xff\xd8\xff"
_PNG: Final = b"\x89PNG\r\n\x1a\n"


def face_of(value: Value) -> bytes:
    """Return the picture in a field of a profile; no bytes if it is none, or too large to be one."""
    return value if isinstance(value, bytes) and is_face(value) else b""


def is_face(data: bytes) -> bool:
    """Return whether these bytes can be somebody's picture: what they show nobody decodes here."""
    if not 0 < len(data) <= MAX_FACE_BYTES:
        return False
    return data.startswith((_JPEG, _PNG)) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def face_key(picture: bytes) -> bytes:
    """Return 16 bytes that tell one picture from another; none for no picture."""
    return hashlib.blake2b(picture, digest_size=DIGEST_BYTES).digest() if picture else b""
