"""From which circles and conversations this home's reader wants no notifications. Nobody else ever hears of it.

A conversation is muted by its people: it may be kept in several rooms, and others of the same people may open more.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from organic_p2p.domain.ids import CircleId, PersonId
from organic_p2p.errors import BadInputError
from organic_p2p.services import lookup
from organic_p2p.services.core import Core
from organic_p2p.services.events import MutingChanged
from organic_p2p.store import me as me_table

_MUTED: Final = "muted:"
_DIGEST_BYTES: Final = 32


class Muting:
    """What is muted."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._muted: set[str] = set()

    async def load(self) -> None:
        """Read what was chosen."""
        self._muted = set(await me_table.values_beginning(self._core.database, _MUTED))

    def mutes(self, circle: CircleId) -> bool:
        """Return whether nothing is to be told of a circle or room."""
        state = self._core.registry.get(circle)
        if state is None or not self._muted:
            return False
        return self.mutes_people(state.members) if state.is_room else circle.hex() in self._muted

    def mutes_people(self, people: Iterable[PersonId]) -> bool:
        """Return whether the conversation of exactly these people and me is muted."""
        return bool(self._muted) and self._key(people) in self._muted

    async def choose(self, typed_circle: str, typed_people: Sequence[str], *, on: bool) -> None:
        """Mute a circle, or the conversation with these people, or end that.

        Raises:
            BadInputError: Neither is named, or both are.
            NotFoundError: There is no such circle or person.
        """
        if bool(typed_circle) == bool(typed_people):
            raise BadInputError("mute", "Please name either a circle or the people of a conversation.")
        if typed_circle:
            key = lookup.circle(self._core, typed_circle).id.hex()
        else:
            key = self._key(lookup.people(self._core, typed_people))
        async with self._core.database.transaction() as tx:
            if on:
                await me_table.set_value(tx, _MUTED + key, b"")
            else:
                await me_table.delete_value(tx, _MUTED + key)
            tx.announce(MutingChanged())
        (self._muted.add if on else self._muted.discard)(key)

    def _key(self, people: Iterable[PersonId]) -> str:
        everybody = sorted({*people, self._core.me.person})
        return "people:" + hashlib.blake2b(b"".join(everybody), digest_size=_DIGEST_BYTES).hexdigest()
