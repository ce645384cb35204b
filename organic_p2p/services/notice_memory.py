"""What this home remembers of notifications: what its reader wants, in which words, and what was told."""

from collections.abc import Set
from dataclasses import asdict, fields, replace
from typing import Final, TypeVar

from organic_p2p.domain.notices import Wishes, Words
from organic_p2p.errors import BadInputError
from organic_p2p.store import me as me_table
from organic_p2p.store.database import Database, Transaction
from sync.errors import MalformedError
from sync.omp1 import Value, decode, encode

MAX_WORDS_BYTES: Final = 300
_WISHES, _WORDS, _DAY, _ASKED = "notices", "notice-words", "notice-day", "notice-asked"
_MAX_KEPT_BYTES: Final = 16 << 10
# Of more questions at once some would be told again after a restart.
_MAX_ASKED: Final = 200

T = TypeVar("T", Wishes, Words)


class NoticeMemory:
    """Kept in the database, and here as it is there.

    Attributes:
        wishes: What the reader wants to be told.
        words: In which words.
        day: The day of the last digest, as `date.toordinal` counts; None if there was none.
        asked: The questions that wait for an answer and of which the reader was told.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.wishes = Wishes()
        self.words = Words()
        self.day: int | None = None
        self.asked: Set[bytes] = frozenset()

    async def load(self) -> None:
        """Read it."""
        self.wishes = _from_map(Wishes(), await me_table.get_value(self._database, _WISHES))
        self.words = _from_map(Words(), await me_table.get_value(self._database, _WORDS))
        day = await me_table.get_value(self._database, _DAY)
        self.day = None if day is None else int.from_bytes(day, "big")
        self.asked = _ids(await me_table.get_value(self._database, _ASKED))

    async def choose(self, wishes: Wishes) -> None:
        """Remember what the reader wants from now on."""
        async with self._database.transaction() as tx:
            await me_table.set_value(tx, _WISHES, encode(dict(asdict(wishes))))
        self.wishes = wishes

    async def speak(self, words: Words) -> None:
        """Say it in these words from now on: the window knows the reader's language, and the engine does not.

        Raises:
            BadInputError: A sentence is empty or far too long.
        """
        sizes = [len(text.encode(errors="replace")) for text in asdict(words).values()]
        if not all(0 < size <= MAX_WORDS_BYTES for size in sizes):
            raise BadInputError("too-long", "These words cannot be used in a notification.")
        if words != self.words:
            async with self._database.transaction() as tx:
                await me_table.set_value(tx, _WORDS, encode(dict(asdict(words))))
            self.words = words

    async def note_day(self, tx: Transaction, day: int) -> None:
        """Remember the day of a digest."""
        await me_table.set_value(tx, _DAY, day.to_bytes(4, "big"))
        self.day = day

    async def note_asked(self, told: Set[bytes], still_open: Set[bytes]) -> None:
        """Remember that the reader was told of questions, and forget what is open no longer."""
        asked = frozenset((self.asked | told) & still_open)
        if asked != self.asked:
            kept: Value = list(sorted(asked)[:_MAX_ASKED])
            async with self._database.transaction() as tx:
                await me_table.set_value(tx, _ASKED, encode({"ids": kept}))
            self.asked = asked


def _ids(data: bytes | None) -> frozenset[bytes]:
    try:
        kept = decode(data or b"", max_bytes=_MAX_KEPT_BYTES)
    except MalformedError:
        return frozenset()
    ids = kept.get("ids") if isinstance(kept, dict) else None
    return frozenset(one for one in ids if isinstance(one, bytes)) if isinstance(ids, list) else frozenset()


def _from_map(otherwise: T, data: bytes | None) -> T:
    """Return what was kept: fields that a later or earlier version knows differently are as usual."""
    if data is None:
        return otherwise
    try:
        kept: Value = decode(data, max_bytes=_MAX_KEPT_BYTES)
        known = {field.name: type(getattr(otherwise, field.name)) for field in fields(otherwise)}
        chosen = {
            name: value
            for name, value in (kept.items() if isinstance(kept, dict) else ())
            if type(value) is known.get(name)
        }
        return replace(otherwise, **chosen)
    except (MalformedError, ValueError):
        return otherwise
