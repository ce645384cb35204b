"""Small pictures and files, posted between homes that talk as in the program (`tests.organic_p2p.wires`).

family = Together(anna, ben)            everybody has a line to everybody
await family.talk()                     until nobody has anything to say, to fetch or to make safe
await family.pass_time(60.0)            the same, so many seconds later
"""

import asyncio
import contextlib
import itertools
from collections.abc import Awaitable, Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from crypto.files import list_bytes
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.codec import to_json
from organic_p2p.domain.ids import FileId, OpId
from organic_p2p.records.attachments import Document, FileRef
from organic_p2p.services.vault import FOLDER
from organic_p2p.store import files as file_table
from organic_p2p.store.filefolder import piece_span
from organic_p2p.store.files import FileRow, FileState
from tests.organic_p2p.household import FAMILY, Home, table, view
from tests.organic_p2p.wires import Speaker, Wire, talk

_ROUNDS = 200
# Whoever says nothing for longer is taken for gone.
_SILENCE_S = 60.0


# -- things to post ------------------------------------------------------------------------------


def a_jpeg(seed: int = 0, size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a small photograph, another one for each seed."""
    target = BytesIO()
    picture = Image.new("RGB", size, (40 * seed % 256, 90, 160))
    picture.paste((250, 240, 30 * seed % 256), (seed % 20, seed % 17, 40, 30))
    picture.save(target, "JPEG")
    return target.getvalue()


def photo(seed: int = 0, *, original: bool = False) -> q.Attach:
    """Return a picture to post."""
    return q.Attach("", a_jpeg(seed), True, original)


def panorama() -> q.Attach:
    """Return a picture that is wider than a screen, so that its original is another one than what is shown."""
    return q.Attach("", a_jpeg(3, (2100, 50)), True, True)


def pasted(content: bytes) -> q.Attach:
    """Return content without a name to post as it is."""
    return q.Attach("", content, False, False)


def document(folder: Path, name: str, content: bytes) -> q.Attach:
    """Return a file to post as it is, after writing it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return q.Attach(str(path), b"", False, False)


async def post_with(home: Home, text: str, *attached: q.Attach, circle: str = FAMILY) -> OpId:
    """Post something with pictures and files."""
    home.clock.advance(1)
    return OpId((await home.ask(q.Post(circle, text, attached))).post)


def a_ref(seed: int = 1, size: int = 1000) -> FileRef:
    """Return what a post says of a file that nobody has."""
    return FileRef(bytes([seed % 256]) * 32, size, seed.to_bytes(32, "big"))


def a_document(seed: int = 1, size: int = 1000) -> Document:
    """Return an attachment whose content nobody has."""
    return Document(a_ref(seed, size), f"file {seed}")


# -- what is where -------------------------------------------------------------------------------


def on_disk(home: Home) -> dict[str, int]:
    """Return name and size of everything in the folder of pictures and files."""
    folder, found = home.folder / FOLDER, {}
    for path in folder.iterdir() if folder.exists() else ():
        with contextlib.suppress(FileNotFoundError):  # it got its name at this moment
            found[path.name] = path.stat().st_size
    return found


async def rows(home: Home) -> dict[FileId, FileRow]:
    """Return everything that a home knows of files."""
    known = await table(home, "SELECT id FROM files")
    return await file_table.by_ids(home.engine.core.database, [file for (file,) in known])


async def states(home: Home) -> list[FileState]:
    """Return the states of all files, the oldest file first."""
    return [
        FileState(state)
        for (state,) in await table(home, "SELECT state FROM files ORDER BY created_ms, number")
    ]


async def files_of(home: Home, post: bytes) -> list[FileRow]:
    """Return the files of a post, in their order."""
    entry = next(iter(await home.engine.feed.feed(FAMILY, 500, "")), None)
    assert entry is not None
    found = await table(home, "SELECT arrival FROM entries WHERE id = ?", post)
    refs = await table(home, "SELECT file FROM file_refs WHERE arrival = ?", found[0][0])
    by_id = await rows(home)
    return sorted((by_id[file] for (file,) in refs), key=lambda row: row.rank)


async def the_file(home: Home) -> FileRow:
    """Return the only file that a home knows."""
    ((_, row),) = (await rows(home)).items()
    return row


async def holds(home: Home, *files: FileId) -> bool:
    """Return whether the content of all these files is here, by the database and by the disk."""
    known, there = await rows(home), on_disk(home)
    return all(
        file in known and known[file].state is FileState.HELD and there.get(file.hex()) == known[file].stored
        for file in files
    )


async def assert_tidy(home: Home) -> None:
    """Check that the disk holds what the database says, and nothing else."""
    known = await rows(home)
    whole = {row.id.hex(): row.stored for row in known.values() if row.state is FileState.HELD}
    coming = {f"{row.id.hex()}.part" for row in known.values() if row.state is FileState.WANTED}
    there = on_disk(home)
    assert {name: size for name, size in there.items() if not name.endswith(".part")} == whole
    assert {name for name in there if name.endswith(".part")} <= coming
    shown = await table(home, "SELECT DISTINCT file FROM file_refs")
    assert {file for (file,) in shown} == set(known)


def damage(home: Home, row: FileRow, offset: int) -> None:
    """Change one byte of a file on the disk."""
    path = home.folder / FOLDER / row.id.hex()
    data = bytearray(path.read_bytes())
    data[offset] ^= 0x40
    path.write_bytes(data)


def in_piece(row: FileRow, index: int) -> int:
    """Return where in a file on the disk a piece stands."""
    return piece_span(row.ref.size, index)[0] + 5


def in_list(row: FileRow, index: int) -> int:
    """Return where in a file on the disk the digest of a piece stands."""
    assert 32 * index < list_bytes(row.ref.size)
    return 32 * index


async def saved(
    home: Home, post: bytes, folder: Path, number: int = 0, *, original: bool = False
) -> list[bytes]:
    """Return the content of everything that a post carries, in its order, as it is saved into a new folder."""
    reply: r.SaveReply = await home.ask(q.Save(post.hex(), str(folder), number, original, 0))
    assert reply.missing == ()
    return contents(reply)


def contents(reply: r.SaveReply) -> list[bytes]:
    """Return what was saved."""
    return [Path(one.path).read_bytes() for one in reply.saved]


async def album(home: Home, circle: str = FAMILY) -> Any:
    """Return what the members of a circle must agree on, pictures and files included, without who holds them."""
    seen = await view(home, circle)

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                k: strip(v) for k, v in value.items() if k not in ("held", "of", "on", "state", "percent")
            }
        return [strip(one) for one in value] if isinstance(value, list) else value

    pictures = to_json(await home.ask(q.ListPictures(circle, 500, "")))["posts"]
    return strip(seen["posts"]), strip([{**p, "copies": None} for p in pictures])


# -- together ------------------------------------------------------------------------------------


class Together:
    """Homes with a line between each two of them, or those that are named."""

    def __init__(self, *homes: Home, pairs: Sequence[tuple[Home, Home]] | None = None) -> None:
        self.speakers = {id(home): Speaker(home) for home in homes}
        chosen = itertools.combinations(homes, 2) if pairs is None else pairs
        self.wires = {
            (one.name, other.name): Wire(self.speakers[id(one)], self.speakers[id(other)])
            for one, other in chosen
        }

    @property
    def unbroken(self) -> bool:
        """Whether nobody has ended a conversation."""
        return not any(wire.closed for wire in self.wires.values())

    @property
    def sent_bytes(self) -> int:
        """What went over all lines so far."""
        return sum(sum(wire.sent_bytes) for wire in self.wires.values())

    async def talk(self, at_once: int = 1 << 30) -> None:
        """Let everybody say, fetch and make safe everything, until nothing more happens."""
        speakers = list(self.speakers.values())
        for _ in range(_ROUNDS):
            await talk(speakers, list(self.wires.values()), at_once)
            vaults = [speaker.home.engine.vault for speaker in speakers]
            if not any(vault._work.is_set() for vault in vaults):
                return
            for vault in vaults:
                await vault.settle()
        raise AssertionError("it never ends")

    async def some(self, bytes_: int) -> None:
        """Let so many bytes go over the lines, about, and then no more: nothing is made safe."""
        goal = self.sent_bytes + bytes_
        for _ in range(5_000):
            for speaker in self.speakers.values():
                await speaker.refresh()
                await speaker.announce()
            said = False
            for wire in self.wires.values():
                said |= await wire.flow(100_000)
            if not said or self.sent_bytes >= goal:
                return
        raise AssertionError("it never ends")

    async def pass_time(self, seconds: float) -> None:
        """Let time go by, and everybody do what is due then."""
        clocks = {id(speaker.home.clock): speaker.home.clock for speaker in self.speakers.values()}
        await self.talk()
        while seconds > 0:
            step = min(seconds, _SILENCE_S)
            seconds -= step
            for clock in clocks.values():
                clock.advance(step)
            for speaker in self.speakers.values():
                await speaker.exchange.tick(speaker.home.clock.monotonic_s())
            await self.talk()

    async def cut(self) -> None:
        """Lose all lines and everything on them."""
        for wire in self.wires.values():
            await wire.cut()


async def together(*homes: Home) -> Together:
    """Return homes that are connected and in step, pictures and files included."""
    family = Together(*homes)
    await family.talk()
    return family


async def when(condition: Callable[[], Awaitable[bool]]) -> None:
    """Let others run until something is the case."""
    for _ in range(100_000):
        if await condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never happens")


async def soon() -> None:
    """Let everything run that is ready to."""
    for _ in range(20):
        await asyncio.sleep(0)
