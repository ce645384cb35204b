"""Encrypted content of pictures and files on the disk: one file each, called by its id, whole or not there.

    files/<id>          list of pieces | pieces                whole, and durable before anybody hears of it
    files/<id>.part     the same, with holes                   being fetched
    files/<random>.new  the same                               being made from something of our own

A name appears by rename after an fsync of the content, and the folder is synced after that. After a power cut a part
may hold less than was written to it, so nothing is believed of it: its pieces are compared with its list again. Plain
content never touches the disk, not even for a moment.

Everything here blocks; callers use a thread. Nothing here knows keys but `make`, which is handed content to encrypt.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from crypto.files import (
    SEALED_PIECE_BYTES,
    digest_list,
    digest_piece,
    list_bytes,
    piece_count,
    seal_file,
    sealed_piece_bytes,
)
from organic_p2p.domain.ids import FileId
from organic_p2p.records.attachments import FileRef
from organic_p2p.store.home import sync_folder

DIGEST_BYTES: Final = 32
_PART, _NEW = ".part", ".new"
# Otherwise a gigabyte would wait for the last moment, and the disk would be deaf to everything else for seconds.
_FLUSH_BYTES = 32 << 20
_SYNCS_AT_ONCE = 8


def piece_span(size: int, index: int) -> tuple[int, int]:
    """Return where piece `index` of a file with `size` bytes of content stands on the disk: offset and length."""
    return list_bytes(size) + index * SEALED_PIECE_BYTES, sealed_piece_bytes(size, index)


def digest_at(pieces: bytes, index: int) -> bytes:
    """Return what a list says of piece `index`."""
    return pieces[index * DIGEST_BYTES : (index + 1) * DIGEST_BYTES]


class FileFolder:
    """The folder `files` of a home. Methods may be called from several threads at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unflushed: dict[FileId, int] = {}
        self._begun: set[FileId] = set()
        self._flusher = ThreadPoolExecutor(max_workers=1)
        self._syncs = ThreadPoolExecutor(max_workers=_SYNCS_AT_ONCE)
        self._flushes: dict[FileId, Future[None]] = {}

    def close(self) -> None:
        """Wait for what is on its way to the disk. Nothing is called after this but by mistake."""
        self._flusher.shutdown()
        self._syncs.shutdown()

    def prepare(self, whole: Mapping[FileId, int], wanted: Mapping[FileId, int]) -> set[FileId]:
        """Bring the folder in line with the database.

        Args:
            whole: What should be here whole, with its size on the disk.
            wanted: What may be here in part, likewise. A crash can have left it whole but not noted so: then it counts
                as begun, and its pieces are looked at again. Everything else is what a crash left behind, and goes.

        Returns:
            What should be here and is not, or has another size.
        """
        missing = set(whole)
        if not self._folder.exists():
            return missing
        # What is damaged and what was left behind goes; what was being fetched stays, and is looked at again.
        for path in self._folder.iterdir():
            file, found = _id_of(path.stem), path.lstat()
            if stat.S_ISDIR(found.st_mode):
                continue  # some systems put folders of their own into every folder
            regular = stat.S_ISREG(found.st_mode)
            if file is not None and regular and not path.suffix and found.st_size == whole.get(file, -1):
                missing.discard(file)
            elif file is not None and file in wanted and regular and path.suffix == _PART:
                self._begun.add(file)
            elif file is not None and regular and not path.suffix and found.st_size == wanted.get(file, -1):
                self.take_apart(file)
            else:
                path.unlink()
        return missing

    @property
    def begun(self) -> frozenset[FileId]:
        """What is being fetched, and may be on the disk in part."""
        return frozenset(self._begun)

    def free_bytes(self) -> int:
        """Return how much room the disk has for this user."""
        return shutil.disk_usage(self._folder.parent).free

    # -- making --------------------------------------------------------------------------------------

    def make(self, size: int, read: Callable[[int], bytes], name: Callable[[FileRef], FileId]) -> FileId:
        """Encrypt content into a new file, durable when this returns.

        Args:
            size: Bytes of content.
            read: Returns the next so many bytes of it.
            name: Returns the id of the file, once its key and its list are known.

        Raises:
            ValueError: The content is shorter or longer than `size`.
            OSError: The disk refuses.
        """
        self._ensure()
        temporary = self._folder / (os.urandom(16).hex() + _NEW)
        key, pieces = seal_file(size, read)
        digests = bytearray()
        try:
            with open(temporary, "xb", opener=_private) as target:
                target.seek(list_bytes(size))
                unflushed = 0
                for piece in pieces:
                    target.write(piece)
                    digests += digest_piece(piece)
                    unflushed += len(piece)
                    if unflushed >= _FLUSH_BYTES:
                        target.flush()
                        os.fdatasync(target.fileno())
                        unflushed = 0
                target.seek(0)
                target.write(digests)
                target.flush()
                os.fsync(target.fileno())
            file = name(FileRef(key, size, digest_list(bytes(digests))))
            temporary.rename(self._path(file))
            temporary = self._path(file)
            sync_folder(self._folder)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return file

    # -- fetching ------------------------------------------------------------------------------------

    def has_begun(self, file: FileId) -> bool:
        """Return whether something of a file that is being fetched may be on the disk. Does not block."""
        return file in self._begun

    def list_of_part(self, file: FileId, size: int) -> bytes | None:
        """Return the list of a file that was begun, as it stands there; None if it was not."""
        return self.read(file, [(0, list_bytes(size))])[0]

    def begin(self, file: FileId, pieces: bytes) -> None:
        """Begin a file of which only the list is here."""
        self._ensure()
        with _opened(self._part(file), os.O_WRONLY | os.O_CREAT) as descriptor:
            _write_all(descriptor, pieces, 0)
        self._begun.add(file)

    def missing(self, file: FileId, size: int, pieces: bytes) -> set[int]:
        """Return which pieces of a file that was begun are not here, or not as the list says."""
        missing = set(range(piece_count(size)))
        with _opened(self._part(file), os.O_RDONLY) as descriptor:
            held = os.fstat(descriptor).st_size
            for index in range(piece_count(size)):
                offset, length = piece_span(size, index)
                if offset >= held:
                    break
                if digest_piece(os.pread(descriptor, length, offset)) == digest_at(pieces, index):
                    missing.discard(index)
        return missing

    def put(self, file: FileId, size: int, pieces: bytes, parts: Sequence[tuple[int, bytes]]) -> bool:
        """Write pieces where they belong; return False, with those before it kept, if one is not what the list says."""
        with _opened(self._part(file), os.O_WRONLY) as descriptor:
            for index, piece in parts:
                offset, length = piece_span(size, index)
                if len(piece) != length or digest_piece(piece) != digest_at(pieces, index):
                    return False
                _write_all(descriptor, piece, offset)
                self._unflushed[file] = self._unflushed.get(file, 0) + length
        if self._unflushed.get(file, 0) >= _FLUSH_BYTES:
            self._flush(file)
        return True

    def finish(self, files: Collection[FileId]) -> None:
        """Give files that are complete their names, durable when this returns.

        Raises:
            OSError: The disk failed. What it lost nobody can tell, so all that was fetched of these goes.
        """
        flushes = [flush for file in files if (flush := self._flushes.pop(file, None)) is not None]
        try:
            # Beside one another: a disk makes many small files safe in hardly more time than one.
            list(self._syncs.map(self._sync, files))
            for flush in flushes:
                # A disk tells of a failure once: to whoever asks first.
                flush.result()
        except OSError:
            self.delete(files)
            raise
        for file in files:
            self._part(file).rename(self._path(file))
            self._unflushed.pop(file, None)
            self._begun.discard(file)
        sync_folder(self._folder)

    def _flush(self, file: FileId) -> None:
        """Have what was written so far go to the disk, beside what still comes."""
        before = self._flushes.get(file)
        if before is not None and not before.done():
            return
        if before is not None and before.exception() is not None:
            # What a disk failed to keep may look well until it is read tomorrow.
            self.delete([file])
            before.result()
        self._unflushed[file] = 0
        self._flushes[file] = self._flusher.submit(self._sync, file)

    def _sync(self, file: FileId) -> None:
        with _opened(self._part(file), os.O_WRONLY) as descriptor:
            os.fsync(descriptor)

    def take_apart(self, file: FileId) -> None:
        """Turn a file that was found damaged into one that is being fetched: its good pieces are kept."""
        with contextlib.suppress(FileNotFoundError):
            self._path(file).rename(self._part(file))
            self._begun.add(file)

    # -- reading -------------------------------------------------------------------------------------

    def read(self, file: FileId, spans: Iterable[tuple[int, int]]) -> list[bytes | None]:
        """Return so many bytes from each offset of a file; None for what is not there.

        Of a file on its way there may be a hole instead.
        """
        for path in (self._path(file), self._part(file)):
            with contextlib.suppress(FileNotFoundError), _opened(path, os.O_RDONLY) as descriptor:
                read = [(os.pread(descriptor, length, offset), length) for offset, length in spans]
                return [found if len(found) == length else None for found, length in read]
        return [None for _ in spans]

    def delete(self, files: Iterable[FileId]) -> None:
        """Delete files, whole or in part."""
        for file in files:
            for path in (self._path(file), self._part(file)):
                path.unlink(missing_ok=True)
            self._unflushed.pop(file, None)
            self._flushes.pop(file, None)
            self._begun.discard(file)

    def _ensure(self) -> None:
        # Made for the first file: a home without any is the key and the database.
        if not self._folder.exists():
            self._folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._folder.parent)

    def _path(self, file: FileId) -> Path:
        return self._folder / file.hex()

    def _part(self, file: FileId) -> Path:
        return self._folder / (file.hex() + _PART)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CLOEXEC, 0o600)


@contextmanager
def _opened(path: Path, flags: int) -> Generator[int, None, None]:
    # Opened each time: it costs a hundredth of what is read, and nothing stays open that was given another name.
    descriptor = os.open(path, flags | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes, offset: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written


def _id_of(name: str) -> FileId | None:
    try:
        raw = bytes.fromhex(name)
    except ValueError:
        return None
    return FileId(raw) if len(raw) == DIGEST_BYTES else None
