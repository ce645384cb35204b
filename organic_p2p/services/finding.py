"""Finding while somebody types: people by their names, then posts, comments and letters by their words."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from organic_p2p.domain.findable import MAX_TERMS, folded, places, terms_of
from organic_p2p.domain.ids import CircleId, OpId, PersonId
from organic_p2p.services import lookup
from organic_p2p.services.core import Core
from organic_p2p.services.state import CircleState
from organic_p2p.store import entries as entry_table
from organic_p2p.store.entries import Entry

MAX_PEOPLE: Final = 8
# Words are marked where they stand in the first pages of a long text; of it a few lines are shown.
_LOOKED_THROUGH: Final = 16_384
_SHOWN_CHARS: Final = 220
_BEFORE_CHARS: Final = 50
_WORD_CHARS: Final = 20


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody who is found by name: `circles` are those that we share, `gone` those that they belonged to."""

    person: PersonId
    name: str
    circles: tuple[str, ...]
    gone: tuple[str, ...]
    shared: tuple[CircleId, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that is found, and a few lines of it in pieces: each is what was looked for, or what is between."""

    entry: Entry
    pieces: tuple[tuple[str, bool], ...]


class Finding:
    """Looks for people and entries."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def entries(self, text: str, limit: int) -> list[Hit]:
        """Return what holds all words of `text`, the last one also as a beginning, newest first."""
        terms = terms_of(text)
        found = await entry_table.search(self._core.database, terms, None, limit)
        hits = []
        for entry in found:
            hits.append(Hit(entry, excerpt(entry.text, terms)))
            # Hundreds of long texts would keep everybody else waiting.
            await asyncio.sleep(0)
        return hits

    def people(self, text: str) -> list[Acquaintance]:
        """Return those whose name has words that begin as all words of `text` do, by name; members first."""
        wanted = [word for term in terms_of(text) for word in term.split()][:MAX_TERMS]
        if not wanted:
            return []
        found: dict[PersonId, tuple[set[str], list[CircleState], list[CircleState]]] = {}
        for circle in self._core.registry:
            if circle.is_room or circle.genesis is None:
                continue
            for person in circle.members:
                self._note(found, circle, person, wanted, here=True)
            for person in circle.authority.state().former:
                self._note(found, circle, person, wanted, here=False)
        shown = [
            Acquaintance(
                person,
                min(names),
                tuple(circle.name for circle in circles),
                tuple(circle.name for circle in gone),
                tuple(circle.id for circle in circles),
            )
            for person, (names, circles, gone) in found.items()
        ]
        return sorted(shown, key=lambda one: (not one.circles, folded(one.name), one.person))[:MAX_PEOPLE]

    async def thread(self, typed_post: str) -> Entry:
        """Return the post beneath which an entry stands; a comment itself if its post is not here."""
        entry = await lookup.entry(self._core, typed_post)
        return entry if entry.post == entry.id else await self._above(entry)

    async def _above(self, entry: Entry) -> Entry:
        post = await entry_table.by_id(self._core.database, OpId(entry.post))
        return post if post is not None and post.circle == entry.circle else entry

    def _note(
        self,
        found: dict[PersonId, tuple[set[str], list[CircleState], list[CircleState]]],
        circle: CircleState,
        person: PersonId,
        wanted: Sequence[str],
        *,
        here: bool,
    ) -> None:
        name = self._core.name_of(person, circle.id)
        words = folded(name).split()
        if all(any(word.startswith(begun) for word in words) for begun in wanted):
            names, circles, gone = found.setdefault(person, (set(), [], []))
            names.add(name)
            (circles if here else gone).append(circle)


def excerpt(text: str, terms: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Return a few lines of `text` around the first of `terms`, in pieces: each found, or what is between."""
    looked = text[:_LOOKED_THROUGH]
    marks = places(looked, terms)
    start = 0
    if marks and marks[0][0] > _SHOWN_CHARS - _BEFORE_CHARS:
        start = marks[0][0] - _BEFORE_CHARS
        # Not in the middle of a word, if one ends nearby.
        space = text.find(" ", start, start + _WORD_CHARS)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + _SHOWN_CHARS)
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    for first, last in marks:
        if first >= end:
            break
        pieces += [(text[at:first], False), (text[first : min(last, end)], True)]
        at = last
    pieces.append((text[at:end] + ("…" if end < len(text) else ""), False))
    flat = [(" ".join(f"|{piece}|".split())[1:-1], found) for piece, found in pieces]
    return tuple((piece, found) for piece, found in flat if piece)
