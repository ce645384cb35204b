"""Who invited whom, as a drawing: where each face stands and which lines join them. No Qt, no words.

Where there is room for it the tree hangs from its first people, each above those whom they invited. Where there is
not, in a large circle or a narrow window, it is an outline: one below the other, set in by how far they are from the
first. Either way people stand in the order in which they came.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a person stands: columns and rows from the top and the side where reading begins."""

    person: bytes
    parent: bytes | None
    level: int
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A drawing; `outline` says which of the two it is. Spots stand in reading order: each before those below it."""

    spots: tuple[Spot, ...]
    outline: bool
    columns: float
    rows: int


def draw(order: Sequence[bytes], invited_by: Mapping[bytes, bytes | None], columns: int) -> Tree:
    """Return the drawing of these people.

    Args:
        order: Everybody, in the order in which they came.
        invited_by: Who invited whom; whoever is missing here or invited by nobody in `order` begins a tree.
        columns: How many faces fit beside each other.
    """
    roots, below = _family(order, invited_by)
    leaves = sum(1 for person in order if not below[person])
    walk = _walk(roots, below)
    depth = max((level for _, _, level in walk), default=0)
    if leaves > columns:
        spots = tuple(Spot(person, parent, level, level, y) for y, (person, parent, level) in enumerate(walk))
        return Tree(spots, True, depth + 1, len(spots))
    at: dict[bytes, float] = {}
    taken = 0
    for person, _, _ in reversed(walk):
        # Those below stand already: the walk is taken from its end.
        if below[person]:
            at[person] = (at[below[person][0]] + at[below[person][-1]]) / 2
        else:
            taken += 1
            at[person] = float(leaves - taken)
    spots = tuple(Spot(person, parent, level, at[person], level) for person, parent, level in walk)
    return Tree(spots, False, leaves, depth + 1)


def _family(
    order: Sequence[bytes], invited_by: Mapping[bytes, bytes | None]
) -> tuple[list[bytes], dict[bytes, list[bytes]]]:
    """Return with whom trees begin, and whom each has invited.

    Two people can have invited each other: one left, and came back by the other. Then the tree begins with who is
    there longer.
    """
    known = set(order)
    parent = {p: by for p in order if (by := invited_by.get(p)) is not None and by in known and by != p}
    for person in order:
        seen = {person}
        above = parent.get(person)
        while above is not None and above not in seen:
            seen.add(above)
            above = parent.get(above)
        if above == person:
            del parent[person]
    below: dict[bytes, list[bytes]] = {person: [] for person in order}
    for person in order:
        if person in parent:
            below[parent[person]].append(person)
    return [person for person in order if person not in parent], below


def _walk(
    roots: Sequence[bytes], below: Mapping[bytes, Sequence[bytes]]
) -> list[tuple[bytes, bytes | None, int]]:
    """Return everybody with who is above them and how far down they are, each before those below them."""
    found: list[tuple[bytes, bytes | None, int]] = []
    waiting: list[tuple[bytes, bytes | None, int]] = [(person, None, 0) for person in reversed(roots)]
    while waiting:
        person, parent, level = waiting.pop()
        found.append((person, parent, level))
        waiting += [(child, person, level + 1) for child in reversed(below[person])]
    return found
