"""Rooms: which of them a set of people has, and opening one so that the others will take it up.

A room belongs to exactly its people, for ever. Several of the same people may have been opened by several of them at
once, or one by somebody who did not know of the other: all are read as one, and everybody writes to the same.
"""

import os
from itertools import combinations
from typing import TypeAlias

from organic_p2p.domain.ids import PersonId
from organic_p2p.errors import BadInputError, NotAllowedError, NotFoundError
from organic_p2p.records import control
from organic_p2p.records.control import MAX_ROOM_PEOPLE
from organic_p2p.services.circles import begin
from organic_p2p.services.core import Core
from organic_p2p.services.shelf import MAX_ROOMS_BY_PERSON
from organic_p2p.services.state import CircleState
from organic_p2p.store.circles import CircleKind
from organic_p2p.store.database import Transaction

_NONCE_BYTES = 16

People: TypeAlias = frozenset[PersonId]


class Rooms:
    """The rooms of this home, by their people."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def of(self, people: People) -> list[CircleState]:
        """Return the rooms of exactly these people, the one to write to first."""
        rooms = [c for c in self._core.registry if c.is_room and c.members == people]
        return sorted(rooms, key=lambda room: room.id)

    def within(self, people: People) -> list[CircleState]:
        """Return the rooms that belong to some of these people and to nobody else."""
        return [c for c in self._core.registry if c.is_room and c.members and c.members <= people]

    def check(self, people: People) -> None:
        """Return quietly if the computers of all these people would take up a room that I open with them.

        Raises:
            BadInputError: They are too many.
            NotAllowedError: Two of them share no circle, or there are too many rooms.
            NotFoundError: Somebody is not known well enough.
        """
        others = people - {self._core.me.person}
        if len(people) > MAX_ROOM_PEOPLE:
            raise BadInputError(
                "too-many-people",
                f"This can go to {MAX_ROOM_PEOPLE - 1} people at most. For more of them, start a circle.",
            )
        for person in others:
            if self._core.registry.identity(person) is None:
                raise NotFoundError("unknown-person", "This person's computer is not known here yet.")
        circles = [c.members for c in self._core.registry.active() if not c.is_room]
        for one, other in combinations(sorted(people), 2):
            if not any({one, other} <= members for members in circles):
                # Nobody's computer lets itself be brought together with a stranger; so it would be lost in silence.
                raise NotAllowedError(
                    "strangers",
                    f"{self._called(one)} and {self._called(other)} share no circle that is known here, so this would "
                    "not be taken. Write to each of them alone, or invite them into one circle first.",
                )
        mine = self._core.registry.rooms_by(self._core.me.person)
        for person in others:
            if sum(person in room.members for room in mine) >= MAX_ROOMS_BY_PERSON:
                raise NotAllowedError(
                    "too-many-rooms",
                    f"You have begun {MAX_ROOMS_BY_PERSON} conversations and audiences with {self._called(person)} in "
                    "it, and another would not be taken. Choose people whom you wrote to together before.",
                )

    async def open(self, tx: Transaction, people: People) -> CircleState:
        """Open a room for these people."""
        self.check(people)
        others = [self._core.registry.identity(p) for p in sorted(people) if p != self._core.me.person]
        identities = (self._core.me.identity, *(identity for identity in others if identity is not None))
        nonce = os.urandom(_NONCE_BYTES)
        return await begin(self._core, tx, CircleKind.ROOM, control.RoomGenesis(identities, nonce))

    def _called(self, person: PersonId) -> str:
        return "You" if person == self._core.me.person else self._core.name_of(person)
