"""What this home knows of pictures and files: which entries show them, whether they are here, and who else has them.

A file's row comes with the first entry that shows it and goes with the last one. What changes for those who fetch and
keep the content is announced: `FilesWanted` and `FilesDropped`, after the commit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from crypto.files import list_bytes, sealed_bytes
from organic_p2p.domain.ids import CircleId, DeviceId, FileId, OpId, PersonId
from organic_p2p.records.attachments import Attachment, FileRef, Picture
from organic_p2p.store.database import Database, Row, Transaction

_COLUMNS = "id, circle, person, key, size, stored, list, rank, created_ms, state, asked, keep_ms"


class FileState(IntEnum):
    """Where the content of a file is, as far as this home is concerned."""

    ELSEWHERE = 0  # to be fetched only if somebody asks
    WANTED = 1
    HELD = 2
    GIVEN_UP = 3  # was here, and made room for others; can be fetched again


class Rank(IntEnum):
    """What is fetched first; what gives way first is the other way round."""

    PICTURE = 0
    FILE = 1
    ORIGINAL = 2


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file.

    Attributes:
        id: Its name here and between computers.
        ref: Its key, its size, and what vouches for the list of its pieces.
        stored: Bytes that it takes on the disk.
        created_ms: When the entry was written that brought it.
        asked: Whether the reader wants it, and now.
        keep_ms: Until when (Unix time) others may rely on its being here.
    """

    id: FileId
    circle: CircleId
    person: PersonId
    ref: FileRef = field(repr=False)
    stored: int
    rank: Rank
    created_ms: int
    state: FileState
    asked: bool
    keep_ms: int


@dataclass(frozen=True, slots=True)
class FilesWanted:
    """Entries came that show files which are not here, or what is wanted changed otherwise."""


@dataclass(frozen=True, slots=True)
class FilesDropped:
    """The last entry that showed these files is gone: so must be their content."""

    files: tuple[FileId, ...]


async def refer(
    tx: Transaction,
    arrival: int,
    circle: CircleId,
    person: PersonId,
    created_ms: int,
    attachments: Iterable[Attachment],
) -> None:
    """Note that the entry `arrival` of `person` shows these; what is new is wanted, originals only if somebody asks."""
    for attachment in attachments:
        for at, ref in enumerate(attachment.files):
            rank = Rank.ORIGINAL if at else Rank.PICTURE if isinstance(attachment, Picture) else Rank.FILE
            file = ref.id_in(circle, person)
            await tx.execute(
                "INSERT INTO files (id, circle, person, key, size, stored, list, rank, created_ms, state) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
                "CASE WHEN ? = 2 AND NOT EXISTS (SELECT 1 FROM meta WHERE name = 'keep-originals') THEN 0 ELSE 1 END) "
                # What one entry has as an original another one may show: then it is wanted like anything shown.
                "ON CONFLICT (id) DO UPDATE SET rank = min(rank, excluded.rank), "
                "state = CASE WHEN state = 0 AND rank = 2 AND excluded.rank < 2 THEN 1 ELSE state END",
                (
                    file,
                    circle,
                    person,
                    ref.key,
                    ref.size,
                    stored_bytes(ref.size),
                    ref.list_digest,
                    int(rank),
                    created_ms,
                    int(rank),
                ),
            )
            await tx.execute(
                "INSERT INTO file_refs (file, arrival) VALUES (?, ?) ON CONFLICT DO NOTHING", (file, arrival)
            )
    tx.announce(FilesWanted())


async def refer_anew(
    tx: Transaction,
    arrival: int,
    circle: CircleId,
    person: PersonId,
    created_ms: int,
    attachments: Sequence[Attachment],
) -> None:
    """Note that the entry `arrival` shows these instead of what it showed before."""
    before = await tx.fetch_all("SELECT file FROM file_refs WHERE arrival = ?", (arrival,))
    await tx.execute("DELETE FROM file_refs WHERE arrival = ?", (arrival,))
    await refer(tx, arrival, circle, person, created_ms, attachments)
    await _drop_unreferred(tx, [file for (file,) in before])


async def release(tx: Transaction, arrivals: Iterable[int]) -> None:
    """Note that these entries are gone, and drop what nothing shows any more."""
    for arrival in arrivals:
        files = await tx.fetch_all("SELECT file FROM file_refs WHERE arrival = ?", (arrival,))
        if files:
            await tx.execute("DELETE FROM file_refs WHERE arrival = ?", (arrival,))
            await _drop_unreferred(tx, [file for (file,) in files])


async def _drop_unreferred(tx: Transaction, files: Sequence[FileId]) -> None:
    gone = [
        file
        for file in files
        if await tx.fetch_one("SELECT 1 FROM file_refs WHERE file = ? LIMIT 1", (file,)) is None
    ]
    if gone:
        await tx.execute_many("DELETE FROM files WHERE id = ?", [(file,) for file in gone])
        await tx.execute_many("DELETE FROM file_holders WHERE file = ?", [(file,) for file in gone])
        tx.mark_erased()
        tx.announce(FilesDropped(tuple(gone)))


async def by_id(source: Database | Transaction, file: bytes) -> FileRow | None:
    """Return a file, or None."""
    row = await source.fetch_one(f"SELECT {_COLUMNS} FROM files WHERE id = ?", (file,))  # noqa: S608 — a constant
    return None if row is None else _file(row)


async def shown_in(tx: Transaction, files: Sequence[FileId]) -> list[tuple[CircleId, OpId]]:
    """Return the entries that show any of these files, each with its circle."""
    marks = ",".join("?" * len(files))
    rows = await tx.fetch_all(
        "SELECT DISTINCT e.circle, e.id FROM file_refs AS r JOIN entries AS e ON e.arrival = r.arrival "  # noqa: S608
        f"WHERE r.file IN ({marks})",
        tuple(files),
    )
    return [(CircleId(circle), OpId(entry)) for circle, entry in rows]


async def by_ids(source: Database | Transaction, files: Sequence[bytes]) -> dict[FileId, FileRow]:
    """Return those of these files that are known, by id."""
    found: dict[FileId, FileRow] = {}
    for at in range(0, len(files), 500):
        some = files[at : at + 500]
        marks = ",".join("?" * len(some))
        rows = await source.fetch_all(
            f"SELECT {_COLUMNS} FROM files WHERE id IN ({marks})",  # noqa: S608 — marks
            tuple(some),
        )
        found.update((file.id, file) for file in map(_file, rows))
    return found


async def wanted(database: Database, limit: int, share: int = 1 << 30) -> list[FileRow]:
    """Return what is to be fetched: first what the reader asked for, then pictures, newest first.

    Nobody's files are more than `share` of them: one person cannot fill the list with what does not exist.
    """
    order = "ORDER BY asked DESC, rank, created_ms DESC"
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM (SELECT *, row_number() OVER (PARTITION BY person {order}) AS place "  # noqa: S608
        f"FROM files INDEXED BY files_wanted WHERE state = 1) WHERE place <= ? {order} LIMIT ?",
        (share, limit),
    )
    return [_file(row) for row in rows]


async def oldest(database: Database, me: PersonId, now_ms: int, limit: int) -> list[FileRow]:
    """Return what could give way here: originals first, then files, then pictures, the oldest first.

    What `me` posted is not among it, nor what others were promised.
    """
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM files INDEXED BY files_oldest "  # noqa: S608 — a constant
        "WHERE state = 2 AND person <> ? AND keep_ms < ? ORDER BY rank DESC, created_ms LIMIT ?",
        (me, now_ms, limit),
    )
    return [_file(row) for row in rows]


async def usage(database: Database) -> dict[PersonId, int]:
    """Return how many bytes of each person's files are here."""
    rows = await database.fetch_all("SELECT person, sum(stored) FROM files WHERE state = 2 GROUP BY person")
    return {PersonId(person): int(total) for person, total in rows}


async def counts(database: Database) -> dict[FileState, tuple[int, int]]:
    """Return the number of files in each state, and their bytes."""
    rows = await database.fetch_all("SELECT state, count(*), sum(stored) FROM files GROUP BY state")
    return {FileState(state): (int(count), int(total)) for state, count, total in rows}


async def sizes(database: Database, state: FileState) -> dict[FileId, int]:
    """Return the ids of the files in a state, with the bytes each takes when it is whole."""
    rows = await database.fetch_all("SELECT id, stored FROM files WHERE state = ?", (int(state),))
    return {FileId(file): int(stored) for file, stored in rows}


async def set_state(tx: Transaction, files: Iterable[bytes], state: FileState) -> None:
    """Note where these files are now. Who asked for one that is here has it."""
    await tx.execute_many(
        "UPDATE files SET state = ?, asked = asked AND ? <> 2 WHERE id = ?",
        [(int(state), int(state), file) for file in files],
    )


async def ask(tx: Transaction, files: Iterable[bytes]) -> None:
    """Note that the reader wants these, and now."""
    await tx.execute_many(
        "UPDATE files SET state = 1, asked = 1 WHERE id = ? AND state <> 2", [(file,) for file in files]
    )
    tx.announce(FilesWanted())


async def want_originals(tx: Transaction, *, wanted: bool) -> None:
    """Fetch all originals from now on, or only those that somebody asks for."""
    await tx.execute(
        "UPDATE files SET state = ? WHERE rank = 2 AND state = ? AND asked = 0",
        (int(wanted), int(not wanted)),
    )
    tx.announce(FilesWanted())


async def promise(tx: Transaction, files: Iterable[bytes], until_ms: int) -> None:
    """Note that others may rely on these being here until then."""
    await tx.execute_many(
        "UPDATE files SET keep_ms = max(keep_ms, ?) WHERE id = ? AND state = 2",
        [(until_ms, file) for file in files],
    )


async def holders(database: Database, files: Sequence[bytes]) -> dict[FileId, set[DeviceId]]:
    """Return which other computers said that they hold these files."""
    found: dict[FileId, set[DeviceId]] = {}
    for at in range(0, len(files), 500):
        some = files[at : at + 500]
        marks = ",".join("?" * len(some))
        rows = await database.fetch_all(
            f"SELECT file, device FROM file_holders WHERE file IN ({marks})",  # noqa: S608 — marks
            tuple(some),
        )
        for file, device in rows:
            found.setdefault(FileId(file), set()).add(DeviceId(device))
    return found


async def put_holders(tx: Transaction, changes: Mapping[tuple[FileId, DeviceId], bool]) -> None:
    """Keep what computers said: whether they hold a file."""
    await tx.execute_many(
        "DELETE FROM file_holders WHERE file = ? AND device = ?",
        [place for place, holds in changes.items() if not holds],
    )
    await tx.execute_many(
        "INSERT INTO file_holders (file, device) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM files WHERE id = ?1) "
        "ON CONFLICT DO NOTHING",
        [place for place, holds in changes.items() if holds],
    )


def stored_bytes(size: int) -> int:
    """Return how many bytes a file with `size` bytes of content takes on the disk: its list and its pieces."""
    return list_bytes(size) + sealed_bytes(size)


def _file(row: Row) -> FileRow:
    file, circle, person, key, size, stored, digest, rank, created_ms, state, asked, keep_ms = row
    return FileRow(
        FileId(file),
        CircleId(circle),
        PersonId(person),
        FileRef(key, size, digest),
        stored,
        Rank(rank),
        created_ms,
        FileState(state),
        bool(asked),
        keep_ms,
    )
