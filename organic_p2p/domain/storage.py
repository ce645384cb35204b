"""How much room pictures and files may take, and which of them give way. No I/O.

    what is wanted, in order ─┐
    what is here, by person ──┴─ admit() ──▶ what is fetched, and what finds no room
    what is here, oldest first ─ give_way() ──▶ what may go, if two other computers promise to keep it

The rules, as a person would say them: pictures and files take at most so many gigabytes on this computer, those of one
person at most half of that, and a gigabyte of the disk always stays free. Near the limit what is old makes room for
what is new, but only what two other computers have; so nothing is lost, and it can be fetched again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from organic_p2p.domain.ids import FileId, PersonId

GB: Final = 1_000_000_000
DEFAULT_LIMIT_BYTES: Final = 50 * GB
# So much of the disk is never touched: a system without any room left does strange things.
RESERVE_BYTES: Final = GB
# One person, by mistake or on purpose, cannot take the room of all others.
SHARE: Final = 0.5
# Room is made a little before it is needed.
NEAR: Final = 0.95


@dataclass(frozen=True, slots=True)
class Item:
    """A file, as far as room is concerned.

    Attributes:
        stored: Bytes on the disk.
        rank: What is fetched first has the lowest; what gives way first the highest.
        asked: Whether the reader wants it, and now.
    """

    id: FileId
    person: PersonId
    stored: int
    rank: int
    created_ms: int
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """How things stand.

    Attributes:
        me: Whose computer this is: one's own pictures are never too many.
        limit: Bytes that pictures and files may take here.
        used: Bytes that those of each person take.
        free: Bytes that the disk has left.
    """

    me: PersonId
    limit: int
    used: Mapping[PersonId, int]
    free: int

    @property
    def total(self) -> int:
        """Bytes that all of them take."""
        return sum(self.used.values())


def admit(wanted: Iterable[Item], room: Room) -> tuple[list[Item], list[Item]]:
    """Return what there is room for, and what there is not, both in the order of `wanted`."""
    left, free = room.limit - room.total, room.free - RESERVE_BYTES
    used = dict(room.used)
    admitted: list[Item] = []
    turned_away: list[Item] = []
    for item in wanted:
        theirs = used.get(item.person, 0) + item.stored
        too_much = item.person != room.me and not item.asked and theirs > room.limit * SHARE
        if item.stored > left or item.stored > free or too_much:
            turned_away.append(item)
            continue
        admitted.append(item)
        left, free = left - item.stored, free - item.stored
        used[item.person] = theirs
    return admitted, turned_away


def shortage(pressing: int, room: Room) -> int:
    """Return how many bytes should go before anything else comes, with `pressing` bytes of our own; often none."""
    over = pressing + room.total - int(room.limit * NEAR)
    return max(0, over, pressing + RESERVE_BYTES - room.free)


def excess(needed: int, room: Room) -> int:
    """Return by how many bytes `needed` bytes of our own are too many; often none."""
    return max(0, needed + room.total - room.limit, needed + RESERVE_BYTES - room.free)


def is_over_share(wish: Item, room: Room) -> bool:
    """Return whether with this there would be too much of one person's here."""
    theirs = room.used.get(wish.person, 0) + wish.stored
    return wish.person != room.me and not wish.asked and theirs > room.limit * SHARE


def give_way(oldest: Sequence[Item], turned_away: Iterable[Item], pressing: int, room: Room) -> list[Item]:
    """Return what may go to make room.

    Args:
        oldest: What may go at all, what should go first standing first.
        turned_away: What is wanted and finds no room, now that what was admitted counts as taken.
        pressing: Bytes that something of our own needs.
        room: How things stand.
    """
    going: dict[FileId, Item] = {}
    _choose(going, oldest, shortage(pressing, room))
    for wish in turned_away:
        older = [item for item in oldest if _comes_after(item, wish)]
        if is_over_share(wish, room):
            # Too much of one person's: only theirs makes room for it.
            older = [item for item in older if item.person == wish.person]
        _choose(going, older, wish.stored)
    return list(going.values())


def _choose(going: dict[FileId, Item], candidates: Iterable[Item], needed: int) -> None:
    for item in candidates:
        if needed <= 0:
            return
        if item.id not in going:
            going[item.id] = item
            needed -= item.stored


def _comes_after(item: Item, wish: Item) -> bool:
    """Return whether somebody would rather have `wish` than `item`."""
    return wish.asked or (wish.rank, -wish.created_ms) < (item.rank, -item.created_ms)
