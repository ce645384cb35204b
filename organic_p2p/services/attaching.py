"""From files that somebody wants to post to attachments: pictures prepared, everything encrypted and on the disk.

    path or bytes ── Darkroom ──▶ clean picture ──▶ encrypted under a fresh key ──▶ Attachment for the post's body

All of it is on the disk before the post is written, so the post never speaks of something that is not here. If the post
does not come about, the files go again; if the power goes in between, the next start sweeps them away.
"""

import asyncio
import contextlib
import errno
import logging
import os
import stat
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from crypto.files import MAX_FILE_BYTES
from organic_p2p.domain.filenames import clean_file_name
from organic_p2p.domain.ids import CircleId, FileId
from organic_p2p.domain.storage import GB
from organic_p2p.domain.text import for_display
from organic_p2p.errors import BadInputError, DeviceTroubleError
from organic_p2p.imaging import Darkroom, Encoded, named_like_film
from organic_p2p.records.attachments import (
    MAX_ATTACHMENTS,
    MAX_PREVIEW_BYTES,
    Attachment,
    Document,
    FileRef,
    Film,
    Format,
    Image,
    Picture,
)
from organic_p2p.services.core import Core
from organic_p2p.services.events import PicturesPrepared
from organic_p2p.services.pen import max_text_bytes
from organic_p2p.services.vault import Vault
from organic_p2p.store import files as file_table
from organic_p2p.store.database import Transaction
from organic_p2p.store.files import FileState, stored_bytes
from organic_p2p.store.shielding import wait_out

logger = logging.getLogger("organic.attaching")

# What an attachment takes in a body besides its preview or its name: keys, digests, numbers, words.
_PICTURE_BYTES: Final = 160
_ORIGINAL_BYTES: Final = 120
_FILE_BYTES: Final = 120
_FILM_BYTES: Final = 32
# Less is no picture any more.
_MIN_PREVIEW_BYTES: Final = 256
# Old pictures give way within a moment, if two others are there to keep them.
_ROOM_WAIT_S: Final = 5.0
_FILES_AT_ONCE: Final = 2
# Of the small square that a writer sees beside the text.
_SQUARE_BYTES: Final = 48 << 10

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that somebody wants to post.

    Attributes:
        path: Where it is; None for content that was pasted.
        data: That content.
        as_picture: Prepare it as a picture; otherwise it goes as it is.
        original: Give all pixels of a picture, too.
    """

    path: Path | None
    data: bytes = field(repr=False, default=b"")
    as_picture: bool = True
    original: bool = False

    @property
    def name(self) -> str:
        """What it is called here: the last part of its path."""
        return self.path.name if self.path is not None else ""


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of it.

    Attributes:
        offered: What was given.
        attachment: What the post will carry.
        files: The ids of its content, on the disk already.
        removed: What a picture told besides its pixels, in words.
        cut: An animation that was shortened.
    """

    offered: Offered
    attachment: Attachment
    files: tuple[FileId, ...]
    removed: tuple[str, ...] = ()
    cut: bool = False


@dataclass(slots=True)
class _Making:
    """The files of one post while they are made.

    Attributes:
        circle: Where they belong.
        preview_bytes: Room for the preview of each picture,
        film_bytes: and for that of each film; films go without where text and pictures leave none.
        made: What is on the disk already.
        stored: Bytes of room that were taken for them.
        ready: How many of what was offered are ready.
    """

    circle: CircleId
    preview_bytes: int
    film_bytes: int
    made: list[FileId] = field(default_factory=list)
    stored: int = 0
    ready: int = 0


class Attaching:
    """Prepares what is posted beside a text."""

    def __init__(
        self, core: Core, vault: Vault, tell: Callable[[PicturesPrepared], None] = lambda _: None
    ) -> None:
        self._core = core
        self._vault = vault
        self._say = tell
        self._darkroom: Darkroom | None = None
        # Threads of their own: whoever asks us for files, or gives us some, does not wait while a film is encrypted.
        self._threads = ThreadPoolExecutor(max_workers=_FILES_AT_ONCE)

    @property
    def darkroom(self) -> Darkroom:
        """Where pictures are prepared; it starts nothing before the first one."""
        if self._darkroom is None:
            self._darkroom = Darkroom()
        return self._darkroom

    async def close(self) -> None:
        """End the processes that prepare pictures, and the threads that write files."""
        try:
            if self._darkroom is not None:
                await self._darkroom.close()
        finally:
            await asyncio.to_thread(self._threads.shutdown)

    async def square(self, source: Path | bytes) -> bytes:
        """Return a small square of a picture or film that may be posted, as one to be decoded like any other's.

        Raises:
            BadInputError: No picture of it could be posted.
        """
        if isinstance(source, Path) and named_like_film(source.name):
            source = (await self.darkroom.still(source, MAX_PREVIEW_BYTES)).preview
        small, _ = await self.darkroom.face(source, _SQUARE_BYTES)
        return small

    @asynccontextmanager
    async def prepared(
        self, circle: CircleId, offered: Sequence[Offered], text: str
    ) -> AsyncGenerator[tuple[Attached, ...], None]:
        """Have files ready while the block writes the post that carries them; if it fails they are deleted again.

        Raises:
            BadInputError: One of them cannot be posted; none is.
            DeviceTroubleError: There is no room for them.
        """
        making = _Making(circle, *_room_for_previews(offered, text))
        try:
            yield tuple(await _all_or_none([self._attach(making, one, len(offered)) for one in offered]))
        except BaseException:
            # Also when this is cancelled: the database may have finished its commit all the same.
            await _to_its_end(asyncio.ensure_future(self._delete_unless_kept(making.made)))
            raise
        finally:
            self._vault.storage.made(making.stored)

    async def keep(self, tx: Transaction, attached: Sequence[Attached]) -> None:
        """Note, in the transaction that writes the post, that its content is here."""
        await file_table.set_state(tx, [file for one in attached for file in one.files], FileState.HELD)

    async def _delete_unless_kept(self, made: Sequence[FileId]) -> None:
        kept = await file_table.by_ids(self._core.database, made)
        await asyncio.to_thread(self._vault.folder.delete, [file for file in made if file not in kept])

    async def _attach(self, making: "_Making", offered: Offered, of: int) -> Attached:
        work = self._picture if offered.as_picture else self._document
        attached = await work(making, offered)
        making.ready += 1
        self._say(PicturesPrepared(making.ready, of))
        return attached

    async def _picture(self, making: "_Making", offered: Offered) -> Attached:
        source = offered.path if offered.path is not None else offered.data
        ready = await self.darkroom.prepare(
            source, original=offered.original, preview_bytes=min(making.preview_bytes, MAX_PREVIEW_BYTES)
        )
        shown = await self._image(making, ready.shown)
        original = None if ready.original is None else await self._image(making, ready.original)
        picture = Picture(shown, original, ready.preview, ready.frames)
        return self._attached(making, offered, picture, ready.removed, cut=ready.cut)

    async def _image(self, making: "_Making", encoded: Encoded) -> Image:
        ref = await self._make(making, len(encoded.data), BytesIO(encoded.data).read)
        return Image(ref, Format(encoded.format), encoded.width, encoded.height)

    async def _document(self, making: "_Making", offered: Offered) -> Attached:
        film = await self._film(making, offered)
        if offered.path is None:
            ref = await self._make(making, len(offered.data), BytesIO(offered.data).read)
        else:
            descriptor, size = await self._in_thread(_opened, offered.path)
            try:
                with os.fdopen(descriptor, "rb", closefd=False) as source:
                    ref = await self._make(making, size, source.read)
            except ValueError as cause:
                raise BadInputError(
                    "file-changed",
                    f"{_quoted(offered.name)} changed while it was read. Try again when nothing writes to it.",
                ) from cause
            finally:
                os.close(descriptor)
        return self._attached(making, offered, Document(ref, clean_file_name(offered.name), film), ())

    async def _film(self, making: "_Making", offered: Offered) -> Film | None:
        """Return what a film looks like. Whatever goes wrong with that, it is sent all the same."""
        room = min(making.film_bytes, MAX_PREVIEW_BYTES)
        if offered.path is None or not named_like_film(offered.name) or room < _MIN_PREVIEW_BYTES:
            return None
        try:
            still = await self.darkroom.still(offered.path, room)
        except (BadInputError, DeviceTroubleError) as cause:
            logger.info("no picture of a film: %s", cause.kind)
            return None
        return Film(still.preview, still.width, still.height, still.seconds)

    async def _make(self, making: "_Making", size: int, read: Callable[[int], bytes]) -> FileRef:
        await self._take_room(making, stored_bytes(size))
        refs: list[FileRef] = []

        def name(ref: FileRef) -> FileId:
            refs.append(ref)
            file = ref.id_in(making.circle, self._core.me.person)
            making.made.append(file)
            return file

        # A thread cannot be stopped, and what it makes must be known to be deleted.
        writing = asyncio.ensure_future(self._in_thread(self._vault.folder.make, size, read, name))
        try:
            await _to_its_end(writing)
        except OSError as cause:
            raise DeviceTroubleError(
                "disk-full" if _is_full(cause) else "disk-error",
                "The disk is full, so this was not posted. Make some room and try again."
                if _is_full(cause)
                else "The disk refuses to write, so this was not posted. Please check the disk.",
            ) from cause
        return refs[0]

    async def _in_thread(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(call, *args, **kwargs))

    async def _take_room(self, making: "_Making", needed: int) -> None:
        if not await self._vault.make_room(needed, _ROOM_WAIT_S):
            making.stored += needed
            return
        room = await self._vault.storage.room()
        if needed + room.total <= room.limit:
            raise DeviceTroubleError(
                "disk-nearly-full",
                "Less than 1 GB of the disk would stay free, so this was not posted. Make some room and try again.",
            )
        raise DeviceTroubleError(
            "storage-full",
            f"Pictures and files may take {room.limit / GB:g} GB on this computer, and with this it would be more; "
            "older ones can give way only where two other computers keep them. To allow more: organic storage "
            "--limit GB",
        )

    def _attached(
        self,
        making: "_Making",
        offered: Offered,
        attachment: Attachment,
        removed: tuple[str, ...],
        *,
        cut: bool = False,
    ) -> Attached:
        files = tuple(ref.id_in(making.circle, self._core.me.person) for ref in attachment.files)
        return Attached(offered, attachment, files, removed, cut)


async def _all_or_none(tasks: Sequence[object]) -> list[Attached]:
    """Run all; when one fails, end the others before its failure is told."""
    running = [asyncio.ensure_future(task) for task in tasks]  # type: ignore[call-overload]  # coroutines of Attached
    try:
        return list(await asyncio.gather(*running))
    except BaseException:
        for task in running:
            task.cancel()
        for task in running:
            with contextlib.suppress(BaseException):
                await _to_its_end(task)
        raise


async def _to_its_end(task: asyncio.Future[Any]) -> None:
    """Wait until `task` is done, however often the waiter is cancelled; raise that then, or what the task raised."""
    if await wait_out(task):
        raise asyncio.CancelledError
    task.result()


def _room_for_previews(offered: Sequence[Offered], text: str) -> tuple[int, int]:
    """Return how many bytes the preview of a picture, and of a film, may have: the body holds them all and the text."""
    if len(offered) > MAX_ATTACHMENTS:
        raise BadInputError(
            "too-many",
            f"A post can show at most {MAX_ATTACHMENTS} pictures and files; these are {len(offered)}. "
            "Please make several posts.",
        )
    pictures = [one for one in offered if one.as_picture]
    needed = sum(_PICTURE_BYTES + _ORIGINAL_BYTES * one.original for one in pictures)
    needed += sum(
        _FILE_BYTES + len(clean_file_name(one.name).encode()) for one in offered if not one.as_picture
    )
    left = max_text_bytes() - len(text.encode()) - needed
    films = sum(not one.as_picture and named_like_film(one.name) for one in offered)
    share = (left - _FILM_BYTES * films) // (len(pictures) + films) if films else 0
    if share >= _MIN_PREVIEW_BYTES:
        return share, share
    if left < _MIN_PREVIEW_BYTES * len(pictures):
        raise BadInputError(
            "too-long", "The text is too long for so many pictures and files. Please make several posts."
        )
    return (left // len(pictures) if pictures else 0), 0


def _opened(path: Path) -> tuple[int, int]:
    """Return an open file and its size. In a thread: what is behind a path may be as slow as a network."""
    try:
        # Without O_NONBLOCK, opening a pipe waits for whoever writes to it.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError as cause:
        raise BadInputError("no-such-file", f"There is no file {_quoted(str(path))}.") from cause
    except (OSError, ValueError) as cause:
        raise BadInputError("not-readable", f"The file {_quoted(str(path))} cannot be read.") from cause
    found = os.fstat(descriptor)
    if stat.S_ISREG(found.st_mode) and found.st_size <= MAX_FILE_BYTES:
        return descriptor, found.st_size
    os.close(descriptor)
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "no ordinary file"
        raise BadInputError("not-a-file", f"{_quoted(str(path))} is {what}, and only files can be posted.")
    size, most = found.st_size / GB, MAX_FILE_BYTES / GB
    raise BadInputError(
        "file-too-large", f"{_quoted(path.name)} has {size:.1f} GB, and a file can have at most {most:g} GB."
    )


def _is_full(cause: OSError) -> bool:
    return cause.errno in (errno.ENOSPC, errno.EDQUOT)


def _quoted(text: str) -> str:
    return f"“{for_display(text, multiline=False)}”"
