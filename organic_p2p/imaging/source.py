"""Where a picture comes from: a file that is opened here, or bytes. Read in pieces, off the event loop.

A worker opens nothing itself. Opening may be as slow as the disk or the network share behind it, so each step
runs in a thread; between them the loop is free.
"""

import asyncio
import os
import stat
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from organic_p2p.imaging.frames import PIECE_BYTES
from organic_p2p.imaging.limits import NOT_A_PICTURE, TOO_LARGE, RefusedError
from organic_p2p.imaging.sentences import NO_SUCH_FILE, NOT_READABLE
from organic_p2p.imaging.sniffing import FILM_SNIFF_BYTES, film_kind_of, kind_of

Source = Path | bytes
# Of a file: up to so many bytes at a place.
Reader = Callable[[int, int], Awaitable[bytes]]

# Opening a pipe for reading would wait for its writer; a terminal must not become ours.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
)


@asynccontextmanager
async def opened(source: Source, max_bytes: int) -> AsyncIterator[AsyncIterator[bytes]]:
    """Open `source`, judge it by its kind, its size and its first bytes, and yield its pieces.

    Raises:
        RefusedError: NO_SUCH_FILE, NOT_READABLE, NOT_A_PICTURE or TOO_LARGE; also while it is read.
    """
    if isinstance(source, bytes):
        _judge(len(source), source[:PIECE_BYTES], max_bytes)
        yield _pieces_of_bytes(source)
        return
    async with _file(source, lambda size, first: _judge(size, first, max_bytes)) as (file, first):
        yield _pieces_of_file(file, first, max_bytes)


@asynccontextmanager
async def opened_film(source: Source) -> AsyncIterator[tuple[int, Reader]]:
    """Open `source`, judge it by its kind and its first bytes, and yield its size, and how to read any part of it.

    Raises:
        RefusedError: NO_SUCH_FILE, NOT_READABLE or NOT_A_PICTURE; also while it is read.
    """
    if isinstance(source, bytes):
        _judge_film(source)

        async def of_bytes(at: int, most: int) -> bytes:
            return source[at : at + most]

        yield len(source), of_bytes
        return
    async with _file(source, lambda _, first: _judge_film(first)) as (file, _):

        async def of_file(at: int, most: int) -> bytes:
            try:
                return await asyncio.to_thread(file.read_at, at, most)
            except OSError as cause:
                raise RefusedError(NOT_READABLE) from cause

        yield file.size, of_file


@asynccontextmanager
async def _file(path: Path, judge: Callable[[int, bytes], None]) -> AsyncIterator[tuple["_File", bytes]]:
    """Yield an open regular file that passed the judge, and its first piece."""
    opening = asyncio.ensure_future(asyncio.to_thread(_open, path, judge))
    try:
        file, first = await asyncio.shield(opening)
    except asyncio.CancelledError:
        # The thread goes on, and what it opens must be closed.
        opening.add_done_callback(_close_again)
        raise
    try:
        yield file, first
    finally:
        file.close_soon()


def _open(path: Path, judge: Callable[[int, bytes], None]) -> tuple["_File", bytes]:
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise RefusedError(NO_SUCH_FILE) from None
    except IsADirectoryError:
        raise RefusedError(NOT_A_PICTURE) from None
    except (OSError, ValueError) as cause:
        # Windows refuses folders as it refuses what may not be read.
        raise RefusedError(NOT_A_PICTURE if os.path.isdir(path) else NOT_READABLE) from cause  # noqa: PTH112
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError(NOT_A_PICTURE)
        first = os.read(descriptor, PIECE_BYTES)
        judge(status.st_size, first)
    except OSError as cause:
        os.close(descriptor)
        raise RefusedError(NOT_READABLE) from cause
    except BaseException:
        os.close(descriptor)
        raise
    return _File(descriptor, status.st_size), first


def _judge(size: int, first: bytes, max_bytes: int) -> None:
    # What it is comes before how large it is: a film is no picture that is too large.
    if kind_of(first) is None:
        raise RefusedError(NOT_A_PICTURE)
    if size > max_bytes:
        raise RefusedError(TOO_LARGE)


def _judge_film(first: bytes) -> None:
    if film_kind_of(first[:FILM_SNIFF_BYTES]) is None:
        raise RefusedError(NOT_A_PICTURE)


async def _pieces_of_bytes(data: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(data), PIECE_BYTES):
        yield data[at : at + PIECE_BYTES]


async def _pieces_of_file(file: "_File", first: bytes, max_bytes: int) -> AsyncIterator[bytes]:
    # The file may grow while it is read.
    piece, total = first, 0
    while piece:
        total += len(piece)
        if total > max_bytes:
            raise RefusedError(TOO_LARGE)
        yield piece
        try:
            piece = await asyncio.to_thread(file.read)
        except OSError as cause:
            raise RefusedError(NOT_READABLE) from cause


class _File:
    """A descriptor that is read in a thread and closed from the loop, never both at once."""

    def __init__(self, descriptor: int, size: int) -> None:
        self.size = size
        self._descriptor: int | None = descriptor
        self._lock = threading.Lock()

    def read(self) -> bytes:
        with self._lock:
            return b"" if self._descriptor is None else os.read(self._descriptor, PIECE_BYTES)

    def read_at(self, at: int, most: int) -> bytes:
        with self._lock:
            if self._descriptor is None:
                return b""
            os.lseek(self._descriptor, at, os.SEEK_SET)
            return os.read(self._descriptor, most)

    def close(self) -> None:
        with self._lock:
            descriptor, self._descriptor = self._descriptor, None
            if descriptor is not None:
                os.close(descriptor)

    def close_soon(self) -> None:
        """Close it without waiting for a thread that may still read for somebody who has gone."""
        if self._lock.locked():
            asyncio.get_running_loop().run_in_executor(None, self.close)
        else:
            self.close()


def _close_again(opening: "asyncio.Future[tuple[_File, bytes]]") -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result()[0].close()
