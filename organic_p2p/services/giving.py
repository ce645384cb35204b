"""What peers are given of the files that are here: read ahead of them, and checked on the way from the disk.

A disk that turned a bit over would make its owner look like a liar to everybody who fetches the file. So every piece is
compared with the list again, and the list with what the post vouches for, before anything leaves; what does not fit is
the vault's to fetch again.
"""

import asyncio
import errno
from collections.abc import Sequence
from typing import Final, TypeAlias

from crypto.files import digest_list, digest_piece, list_bytes, piece_count
from organic_p2p.domain.ids import FileId
from organic_p2p.store import files as file_table
from organic_p2p.store.database import Database
from organic_p2p.store.filefolder import DIGEST_BYTES, FileFolder, piece_span
from organic_p2p.store.files import FileRow, FileState
from sync.fetching import LIST_PART_BYTES, list_part_count

# Reading goes on while what was read is sent; for so many files at a time, a megabyte each.
MAX_AHEAD: Final = 8
MAX_ROWS: Final = 64

Parts: TypeAlias = list[bytes | None]


class Giving:
    """Reads files that are here whole. Whoever changes what is here calls `forget`."""

    def __init__(self, database: Database, folder: FileFolder) -> None:
        self._database = database
        self._folder = folder
        self._rows: dict[FileId, FileRow] = {}
        self._ahead: dict[FileId, tuple[Sequence[int], asyncio.Future[Parts | None]]] = {}
        self._after: dict[FileId, int] = {}
        self._changes = 0

    def forget(self) -> None:
        """Hear that some file came, went, or was found damaged: everything is looked up again."""
        self._changes += 1
        self._rows.clear()
        self._ahead.clear()

    async def row(self, file: bytes) -> FileRow | None:
        """Return what is known of a file."""
        found = self._rows.get(FileId(file))
        if found is not None:
            return found
        changes = self._changes
        found = await file_table.by_id(self._database, file)
        if found is not None and found.state is FileState.HELD and changes == self._changes:
            if len(self._rows) >= MAX_ROWS:
                self._rows.clear()
            self._rows[found.id] = found
        return found

    async def read(self, row: FileRow, parts: Sequence[int]) -> Parts | None:
        """Return parts of a file that is here whole; None if the disk has damaged it."""
        changes = self._changes
        goes_on = self._after.get(row.id) == parts[0]
        expected, reading = self._ahead.pop(row.id, ((), None))
        if reading is not None and list(expected[: len(parts)]) == list(parts):
            read = await reading
            found = None if read is None else read[: len(parts)]
        else:
            found = await asyncio.to_thread(self._checked, row, parts)
        if changes != self._changes:
            # It may be gone by now, or have been on its way when it was read.
            return [None] * len(parts)
        if len(self._after) >= MAX_ROWS:
            self._after.clear()
        self._after[row.id] = parts[-1] + 1
        if found is not None and goes_on:
            # Whoever asks here and there, or for parts without a list, has no use for what comes next.
            self._read_on(row, parts)
        return found

    def _read_on(self, row: FileRow, parts: Sequence[int]) -> None:
        first = list_part_count(list_bytes(row.ref.size))
        after, end = parts[-1] + 1, first + piece_count(row.ref.size)
        if first < after < end:
            while len(self._ahead) >= MAX_AHEAD:
                self._ahead.pop(next(iter(self._ahead)))
            following = range(after, min(after + len(parts), end))
            reading = asyncio.ensure_future(asyncio.to_thread(self._checked, row, following))
            reading.add_done_callback(_have_seen)
            self._ahead[row.id] = following, reading

    def _checked(self, row: FileRow, parts: Sequence[int]) -> Parts | None:
        """Read parts, or find the file damaged. In a thread.

        Raises:
            OSError: The disk has trouble of another kind, which says nothing about the file.
        """
        size, count = row.ref.size, len(parts)
        first = list_part_count(list_bytes(size))
        digests = [(max(0, part - first) * DIGEST_BYTES, DIGEST_BYTES) for part in parts]
        # Of the list each part is checked with the whole of it: nobody else could tell whose fault it is.
        whole_list = [(0, list_bytes(size))] if any(part < first for part in parts) else []
        spans = [span_of(row, part) for part in parts]
        try:
            found = self._folder.read(row.id, [*spans, *digests, *whole_list])
        except OSError as trouble:
            if trouble.errno == errno.EIO:
                return None  # so says a disk of a place that cannot be read any more
            raise
        if whole_list and digest_list(found[-1] or b"") != row.ref.list_digest:
            return None
        for part, data, digest in zip(parts, found[:count], found[count : 2 * count], strict=True):
            if data is None or (data and part >= first and digest_piece(data) != digest):
                return None
        return [data or None for data in found[:count]]


def span_of(row: FileRow, part: int) -> tuple[int, int]:
    """Return where a part of a file stands on the disk: offset and length; no length beyond its end."""
    size = row.ref.size
    first = list_part_count(list_bytes(size))
    if part < first:
        at = part * LIST_PART_BYTES
        return at, min(LIST_PART_BYTES, list_bytes(size) - at)
    return piece_span(size, part - first) if part - first < piece_count(size) else (0, 0)


def _have_seen(reading: "asyncio.Future[Parts | None]") -> None:
    # What was read ahead and never asked for may fail without anybody to hear of it.
    if not reading.cancelled():
        reading.exception()
