"""From what a person typed to the one thing it names: a name, or the first characters of an id.

A name is only a label, so two things that fit are never decided between: the sentence names them both.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from organic_p2p.domain.ids import ID_BYTES, PersonId
from organic_p2p.domain.text import for_display
from organic_p2p.errors import BadInputError, NotFoundError
from organic_p2p.services.core import Core
from organic_p2p.services.state import CircleState
from organic_p2p.store import entries as entry_table
from organic_p2p.store.circles import Status
from organic_p2p.store.entries import Entry

MIN_PREFIX = 4
# As many digits of an id as the command line shows, and as the sentence about an ambiguous name asks for.
SHOWN_PREFIX = 12
_HEX = re.compile(r"[0-9a-f]+", re.IGNORECASE)
_T = TypeVar("_T")


def circle(core: Core, typed: str, *, mine: bool = False) -> CircleState:
    """Return the circle that `typed` names; with `mine`, only one to which I belong now.

    Raises:
        NotFoundError: None, or more than one, fits.
    """
    circles = [c for c in core.registry if not c.is_room]
    if mine:
        circles = [c for c in circles if c.status is Status.MEMBER] or circles
    found = _pick(typed, [(c.id, c.name, c) for c in circles])
    if not found:
        known = ", ".join(_quoted(c.name) for c in circles) or "none yet"
        raise NotFoundError(
            "unknown-circle", f"There is no circle called {_quoted(typed)} here. Yours: {known}."
        )
    return _only(found, "circle", typed)


def member(core: Core, of: CircleState, typed: str) -> PersonId:
    """Return the member of a circle that `typed` names."""
    people = [(p, core.name_of(p, of.id), p) for p in sorted(of.members)]
    found = _pick(typed, people)
    if not found:
        raise NotFoundError("unknown-person", f"Nobody in {_quoted(of.name)} is called {_quoted(typed)}.")
    return _only(found, "person", typed)


def person(core: Core, typed: str) -> PersonId:
    """Return the person that `typed` names, among all whom this home knows, without oneself."""
    people: dict[PersonId, set[str]] = {}
    for c in core.registry:
        for p in c.members | set(c.authority.state().former if c.genesis is not None else ()):
            people.setdefault(p, set()).add(core.name_of(p, c.id))
    people.pop(core.me.person, None)
    found = _pick(typed, [(p, name, p) for p in sorted(people) for name in sorted(people[p])])
    if not found:
        raise NotFoundError("unknown-person", f"Nobody you share a circle with is called {_quoted(typed)}.")
    return _only(found, "person", typed)


def people(core: Core, typed: Sequence[str]) -> frozenset[PersonId]:
    """Return the people that these name, as `person` does.

    Raises:
        BadInputError: Nobody is named.
    """
    if not typed:
        raise BadInputError("nobody", "Please say to whom.")
    return frozenset(person(core, one) for one in typed)


async def entry(core: Core, typed: str) -> Entry:
    """Return the post or comment whose id begins as `typed`."""
    text = typed.strip().lower()
    if len(text) < MIN_PREFIX or len(text) > 2 * ID_BYTES or not _HEX.fullmatch(text):
        raise NotFoundError(
            "unknown-post",
            f"{_quoted(typed)} is no id of a post. An id has the digits 0-9 and a-f; its first {MIN_PREFIX} or more "
            "are enough. organic feed shows them.",
        )
    low = bytes.fromhex(text.ljust(2 * ID_BYTES, "0"))
    high = bytes.fromhex(text.ljust(2 * ID_BYTES, "f"))
    found = await entry_table.by_prefix(core.database, low, high, 2)
    if not found:
        raise NotFoundError(
            "unknown-post", f"There is no post {_quoted(typed)} here. It may have been deleted."
        )
    if len(found) > 1:
        raise NotFoundError(
            "ambiguous", f"More than one post begins with {_quoted(typed)}. Give more of its id."
        )
    return found[0]


def by_id(typed: str, things: Iterable[tuple[bytes, _T]], what: str) -> _T:
    """Return the thing whose id begins as `typed`.

    Raises:
        NotFoundError: None, or more than one, does.
    """
    found = _pick(typed, [(key, "", thing) for key, thing in things])
    if not found:
        raise NotFoundError(f"unknown-{what}", f"There is no {what} {_quoted(typed)} here.")
    return _only(found, what, typed)


def _pick(typed: str, things: Sequence[tuple[bytes, str, _T]]) -> list[tuple[bytes, str, _T]]:
    wanted = typed.strip()
    # Anybody can be called as somebody else is, but for a capital, or like somebody else's id. So what is an id as long
    # as we show them is never a name, not even when nobody has that id any more; of anything shorter neither wins.
    is_hex = _HEX.fullmatch(wanted) is not None
    known: list[tuple[bytes, str, _T]] = []
    if len(wanted) >= MIN_PREFIX and is_hex:
        known = [thing for thing in things if thing[0].hex().startswith(wanted.lower())]
    if len(wanted) >= SHOWN_PREFIX and is_hex:
        return _distinct(known)
    named = [thing for thing in things if thing[1] and thing[1].casefold() == wanted.casefold()]
    return _distinct([*named, *known])


def _distinct(things: list[tuple[bytes, str, _T]]) -> list[tuple[bytes, str, _T]]:
    return list({thing[0]: thing for thing in things}.values())


def _only(found: list[tuple[bytes, str, _T]], what: str, typed: str) -> _T:
    if len(found) > 1:
        ids = ", ".join(key.hex()[:SHOWN_PREFIX] for key, _, _ in found)
        raise NotFoundError(
            "ambiguous",
            f"More than one {what} fits {_quoted(typed)}. Say which by the beginning of its id: {ids}.",
        )
    return found[0][2]


def _quoted(text: str) -> str:
    shown = for_display(text, multiline=False)
    return f"“{shown if len(shown) <= 80 else shown[:80] + '…'}”"
