"""Looking at pictures and files: listing, reading and saving them, and asking for what is not here."""

import asyncio
import contextlib
import io
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crypto.errors import CryptoError
from crypto.files import PIECE_BYTES, open_piece, piece_count
from organic_p2p.domain.filenames import clean_file_name, free_name
from organic_p2p.domain.ids import FileId
from organic_p2p.domain.text import for_display
from organic_p2p.errors import BadInputError, DeviceTroubleError, NotFoundError
from organic_p2p.records.attachments import Attachment, Document, FileRef, Format, Picture
from organic_p2p.services import lookup
from organic_p2p.services.core import Core
from organic_p2p.services.events import FeedChanged
from organic_p2p.services.feed import limited
from organic_p2p.services.vault import Vault
from organic_p2p.store import entries as entry_table
from organic_p2p.store import files as file_table
from organic_p2p.store.entries import Entry
from organic_p2p.store.filefolder import FileFolder, piece_span
from organic_p2p.store.files import FileRow, FileState, FilesWanted

MAX_SAVE_WAIT_S: Final = 24 * 3600.0
# One answer to a client: a picture takes one or two, a film as many as it takes.
MAX_READ_BYTES: Final = 16 * PIECE_BYTES
# A picture that is to be looked at is read into memory. The largest that a window posts has some 20 MB.
MAX_SHOWN_BYTES: Final = 64 << 20
_SUFFIXES: Final = {Format.JPEG: ".jpg", Format.PNG: ".png", Format.WEBP: ".webp"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One file of an entry.

    Attributes:
        number: Its attachment's place in the entry, from 1.
        file: What is known of it here; None if it was never heard of, which a damaged database alone brings about.
    """

    entry: Entry
    number: int
    attachment: Attachment
    ref: FileRef
    id: FileId
    file: FileRow | None

    @property
    def is_here(self) -> bool:
        """Whether its content is here."""
        return self.file is not None and self.file.state is FileState.HELD


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the paths written, by number, and what is not here."""

    paths: tuple[tuple[int, Path], ...]
    missing: tuple[Shown, ...]


class Albums:
    """Pictures and files as the reader looks at them."""

    def __init__(self, core: Core, vault: Vault) -> None:
        self._core = core
        self._vault = vault

    async def pictures(self, typed_circle: str, limit: int, before: str) -> list[Entry]:
        """Return the posts and comments of a circle that show pictures or files, newest first."""
        circle = lookup.circle(self._core, typed_circle)
        start = await lookup.entry(self._core, before) if before else None
        return await entry_table.with_attachments(self._core.database, circle.id, limited(limit), start)

    async def files_of(self, entries: Sequence[Entry]) -> dict[FileId, FileRow]:
        """Return what is known of the files of these entries."""
        ids = [
            ref.id_in(entry.circle, entry.person)
            for entry in entries
            for attachment in entry.attachments
            for ref in attachment.files
        ]
        return await self.files_by_id(ids)

    async def files_by_id(self, files: Sequence[FileId]) -> dict[FileId, FileRow]:
        """Return what is known of these files."""
        return await file_table.by_ids(self._core.database, files)

    async def read(
        self, typed_post: str, number: int, offset: int, *, original: bool
    ) -> tuple[str, bytes, int]:
        """Return what a file is called, some of its content from `offset` on, and the size of all of it."""
        shown = await self.one(typed_post, number, original=original)
        if not shown.is_here:
            raise self.elsewhere([shown])
        if not 0 <= offset <= shown.ref.size or offset % PIECE_BYTES:
            raise BadInputError("offset", f"A file is read from a multiple of {PIECE_BYTES} bytes.")
        first = offset // PIECE_BYTES
        last = min(first + MAX_READ_BYTES // PIECE_BYTES, piece_count(shown.ref.size))
        try:
            pieces = await asyncio.to_thread(
                lambda: list(_content(self._vault.folder, shown, range(first, last)))
            )
        except _DamagedError as cause:
            raise await self._damaged(cause.shown) from cause
        name = name_of(shown.entry, shown.number, shown.attachment, shown.ref)
        return name, b"".join(pieces), shown.ref.size

    async def shown(self, typed_post: str, number: int, *, original: bool) -> Shown:
        """Return a picture of a post that is here and not too large to be looked at."""
        shown = await self.one(typed_post, number, original=original)
        if not isinstance(shown.attachment, Picture):
            raise BadInputError("not-a-picture", "This is a file, and no picture that can be shown.")
        if not shown.is_here:
            raise self.elsewhere([shown])
        if shown.ref.size > MAX_SHOWN_BYTES:
            raise BadInputError(
                "picture-too-large", "This picture is too large to be shown. It can be saved."
            )
        return shown

    async def whole(self, shown: Shown) -> bytes:
        """Return all of the content of what `shown` returned, to be decoded by a worker."""
        try:
            return await asyncio.to_thread(_read_whole, self._vault.folder, shown)
        except _DamagedError as cause:
            raise await self._damaged(cause.shown) from cause

    async def save(
        self, typed_post: str, folder: Path, number: int, *, original: bool, wait_s: float
    ) -> Saved:
        """Write the pictures and files of a post or comment, as they are, into a folder; fetch first what is not here.

        Args:
            typed_post: Which.
            folder: Where; made if it is not there. Nothing in it is replaced.
            number: Which attachment, from 1; 0 for all.
            original: All pixels of pictures that have more of them.
            wait_s: How long to wait for what is not here.
        """
        chosen = await self._chosen(typed_post, number, original=original)
        chosen = await self._fetched(chosen, min(wait_s, MAX_SAVE_WAIT_S))
        here = [shown for shown in chosen if shown.is_here]
        missing = tuple(shown for shown in chosen if not shown.is_here)
        if not here:
            raise self.elsewhere(missing)
        try:
            paths = await asyncio.to_thread(_write_all, self._vault.folder, folder, here)
        except _DamagedError as cause:
            raise await self._damaged(cause.shown) from cause
        return Saved(tuple(paths), missing)

    async def save_as(self, typed_post: str, number: int, path: Path, *, original: bool) -> None:
        """Write a picture or file to `path`, which the reader chose; what stands there is replaced when all is there.

        Raises:
            NotFoundError: It is not here.
            DeviceTroubleError: It cannot be written; nothing was replaced.
        """
        shown = await self.one(typed_post, number, original=original)
        if not shown.is_here:
            raise self.elsewhere([shown])
        if not path.is_absolute() or not path.name:
            raise BadInputError("no-file", "Please choose a folder and a name.")
        # Beside it, so that the last step is only a new name.
        beside = path.with_name(f".{os.urandom(8).hex()}.part")
        try:
            await asyncio.to_thread(_write, self._vault.folder, beside, shown, path)
        except _DamagedError as cause:
            raise await self._damaged(cause.shown) from cause

    async def one(self, typed_post: str, number: int, *, original: bool) -> Shown:
        """Return one picture or file of a post, and what is known of it here."""
        # 0 would mean all of them.
        (shown,) = await self._chosen(typed_post, number or -1, original=original)
        return shown

    def elsewhere(self, missing: Sequence[Shown]) -> NotFoundError:
        """Return why something that is not here cannot be looked at, and what will bring it."""
        author = self._core.name_of(missing[0].entry.person, missing[0].entry.circle)
        return NotFoundError(
            "elsewhere",
            f"This is not on this computer yet. It comes by itself from the computer of {author}, or of somebody else "
            "who has it, when that is on. organic pictures says who has what.",
        )

    async def _damaged(self, shown: Shown) -> DeviceTroubleError:
        if shown.file is not None:
            await self._vault.found_damaged(shown.file)
        return DeviceTroubleError(
            "file-damaged",
            f"Number {shown.number} cannot be opened: it is damaged on this disk, or was so when it was posted. It is "
            "fetched again from another computer that has it; please try again later.",
        )

    async def _chosen(self, typed_post: str, number: int, *, original: bool) -> list[Shown]:
        entry = await lookup.entry(self._core, typed_post)
        attachments = list(enumerate(entry.attachments, 1))
        if not attachments:
            raise NotFoundError("no-pictures", "There are no pictures or files in this post.")
        if number:
            attachments = [(at, attachment) for at, attachment in attachments if at == number]
        if not attachments:
            count = len(entry.attachments)
            raise NotFoundError(
                "no-such-picture", f"This post has {count} pictures and files, and no number {number}."
            )
        files = await self.files_of([entry])
        chosen = []
        for at, attachment in attachments:
            ref = attachment.files[-1 if original else 0]
            file = ref.id_in(entry.circle, entry.person)
            chosen.append(Shown(entry, at, attachment, ref, file, files.get(file)))
        return chosen

    async def _fetched(self, chosen: list[Shown], wait_s: float) -> list[Shown]:
        """Return the same after all of it has come, or after a while."""
        absent = [shown.id for shown in chosen if not shown.is_here]
        if not absent:
            return chosen
        changed = asyncio.Event()

        def hear(event: object) -> None:
            if isinstance(event, FeedChanged | FilesWanted):
                changed.set()

        self._core.database.listen(hear)
        try:
            await self._vault.ask(absent)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    while not all(shown.is_here for shown in chosen):
                        await changed.wait()
                        changed.clear()
                        chosen = await self._again(chosen)
        finally:
            self._core.database.unlisten(hear)
        return await self._again(chosen)

    async def _again(self, chosen: Sequence[Shown]) -> list[Shown]:
        rows = await file_table.by_ids(self._core.database, [shown.id for shown in chosen])
        return [Shown(s.entry, s.number, s.attachment, s.ref, s.id, rows.get(s.id)) for s in chosen]


class _DamagedError(Exception):
    def __init__(self, shown: Shown) -> None:
        super().__init__(shown.number)
        self.shown = shown


def _content(folder: FileFolder, shown: Shown, indices: Sequence[int]) -> Iterator[bytes]:
    """Yield the content of pieces, one by one: never more than one is in memory. In a thread.

    Raises:
        _DamagedError: A piece is not there, or does not open.
    """
    ref = shown.ref
    for index in indices:
        try:
            (piece,) = folder.read(shown.id, [piece_span(ref.size, index)])
            yield open_piece(ref.key, ref.size, index, piece or b"")
        except (CryptoError, OSError) as cause:
            raise _DamagedError(shown) from cause


def _read_whole(folder: FileFolder, shown: Shown) -> bytes:
    # Joined, the pieces would for a while be there twice; this hands out what it wrote.
    whole = io.BytesIO()
    for content in _content(folder, shown, range(piece_count(shown.ref.size))):
        whole.write(content)
    return whole.getvalue()


def _write_all(files: FileFolder, folder: Path, here: Sequence[Shown]) -> list[tuple[int, Path]]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {path.name for path in folder.iterdir()}
    except (OSError, ValueError) as cause:
        reason = cause.strerror if isinstance(cause, OSError) else "that is no name of a folder"
        raise BadInputError(
            "no-folder", f"The folder “{for_display(str(folder), multiline=False)}” cannot be used: {reason}."
        ) from cause
    paths = []
    for shown in here:
        path = folder / free_name(name_of(shown.entry, shown.number, shown.attachment, shown.ref), taken)
        taken.add(path.name)
        _write(files, path, shown)
        paths.append((shown.number, path))
    return paths


def _write(files: FileFolder, path: Path, shown: Shown, final: Path | None = None) -> None:
    """Write a file to `path`, which is new, and give it the name `final` if there is one. In a thread."""
    try:
        # What stands there already is never replaced, and no link is followed. The modes are the reader's own.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as target:
                for content in _content(files, shown, range(piece_count(shown.ref.size))):
                    target.write(content)
            if final is not None:
                path.replace(final)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as cause:
        name = for_display((final or path).name, multiline=False)
        reason = cause.strerror if isinstance(cause, OSError) else "that is no name of a file"
        raise DeviceTroubleError("not-saved", f"“{name}” could not be saved: {reason}.") from cause


def name_of(entry: Entry, number: int, attachment: Attachment, ref: FileRef) -> str:
    """Return what a file is called when it is saved: a picture by its day, any other as its author calls it."""
    match attachment:
        case Document(_, name):
            return clean_file_name(name)
        case Picture(shown, original):
            try:
                day = time.strftime("%Y-%m-%d", time.localtime(entry.created_ms / 1000))
            except (OverflowError, ValueError, OSError):
                day = "undated"
            stem = f"{day} {entry.id.hex()[:8]}-{number}"
            if original is not None and original.file == ref:
                return f"{stem} original{_SUFFIXES[original.format]}"
            return f"{stem}{_SUFFIXES[shown.format]}"
