"""The full-text index of posts and comments: rows numbered by time, so that the newest come first and for nothing.

    number of a row = milliseconds since 1970 << 21 | the lowest 21 bits of the entry's arrival

Two entries of one millisecond and the same 21 bits, two million arrivals apart, would have one row: the later one is
then not found by its words. Nothing else depends on it, and no trace of either is left when both are deleted.

Each row begins with a word for its circle that nobody can type, so that a search in one circle need not look at others.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from organic_p2p.domain.findable import folded
from organic_p2p.domain.ids import CircleId
from organic_p2p.store.database import Transaction

_ARRIVAL_BITS: Final = 21
# Until the year 2109; what claims to be later comes before it in no particular order.
_MAX_MS: Final = (1 << 42) - 1
# For private use: `folded` takes it for a space, so it never stands in a text that is looked for.
_CIRCLE_SIGN: Final = "\ue000"


async def add(tx: Transaction, entries: Iterable[tuple[int, int, CircleId, str]]) -> None:
    """Make entries findable: arrival, creation time, circle and text of each."""
    await tx.execute_many(
        "INSERT OR IGNORE INTO words (rowid, text, arrival) VALUES (?, ?, ?)",
        [
            (_number(arrival, created_ms), _kept(circle, text), arrival)
            for arrival, created_ms, circle, text in entries
        ],
    )


async def change(tx: Transaction, arrival: int, created_ms: int, circle: CircleId, text: str) -> None:
    """Have an entry found by a new text only."""
    await tx.execute(
        "UPDATE words SET text = ? WHERE rowid = ?", (_kept(circle, text), _number(arrival, created_ms))
    )


async def drop(tx: Transaction, entries: Iterable[tuple[int, int]]) -> None:
    """Forget entries: arrival and creation time of each."""
    await tx.execute_many(
        "DELETE FROM words WHERE rowid = ?",
        [(_number(arrival, created_ms),) for arrival, created_ms in entries],
    )


def match(terms: Sequence[str], circle: CircleId | None) -> str:
    """Return what FTS5 is to look for: all of `terms`, the last one also as a beginning; in one circle, or anywhere.

    Its match text is a language of its own. Each term goes in as a quoted phrase, and `folded` has left no quote in it.
    """
    if not terms:
        return ""
    wanted = " AND ".join(f'"{term}"' for term in terms) + " *"
    return wanted if circle is None else f'"{_circle_word(circle)}" AND {wanted}'


def _number(arrival: int, created_ms: int) -> int:
    return (min(created_ms, _MAX_MS) << _ARRIVAL_BITS) | (arrival & ((1 << _ARRIVAL_BITS) - 1))


def _kept(circle: CircleId, text: str) -> str:
    return f"{_circle_word(circle)} {folded(text)}"


def _circle_word(circle: CircleId) -> str:
    return f"{_CIRCLE_SIGN}{circle[:8].hex()}"
