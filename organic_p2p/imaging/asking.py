"""A film in the hands of the parent, read by a worker: it opens nothing itself, and asks for what it needs.

    worker ── ["read", at, length] ──▶ parent
           ◀── bytes, fewer at the end of what there is

A film may have gigabytes, and its index may stand at its end, so it is not sent as a whole like a picture.
"""

from collections.abc import Callable
from io import SEEK_CUR, SEEK_END, SEEK_SET
from typing import Final

from organic_p2p.imaging.frames import PIECE_BYTES

_PIECES_KEPT: Final = 16


class AskedFile:
    """A file to read from, for whoever wants an object with `read`, `seek` and `tell`."""

    def __init__(self, size: int, ask: Callable[[int, int], bytes]) -> None:
        """Read from a file of `size` bytes by asking for so many at a place."""
        self._size, self._ask = size, ask
        self._at = 0
        # A reader jumps to and fro between pictures and sound.
        self._pieces: dict[int, bytes] = {}

    def read(self, most: int) -> bytes:
        """Return some of the bytes from here on; none at the end."""
        number, skip = divmod(self._at, PIECE_BYTES)
        found = self._piece(number)[skip : skip + max(0, most)]
        self._at += len(found)
        return found

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        """Go elsewhere, also beyond the end."""
        start = {SEEK_SET: 0, SEEK_CUR: self._at, SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("there is nothing before the beginning")
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        """Return where we are."""
        return self._at

    def _piece(self, number: int) -> bytes:
        if number * PIECE_BYTES >= self._size:
            return b""
        piece = self._pieces.pop(number, None)
        if piece is None:
            piece = self._ask(number * PIECE_BYTES, PIECE_BYTES)
            if len(self._pieces) >= _PIECES_KEPT:
                del self._pieces[next(iter(self._pieces))]
        # What was used last goes last.
        self._pieces[number] = piece
        return piece
