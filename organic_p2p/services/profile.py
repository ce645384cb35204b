"""What I am called and what I look like, everywhere at once: in each circle and room one profile, the latest counts.

rename, show ── first what is wanted is kept, then said in every scope; what is cut off in between, tending says
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from organic_p2p.domain.ids import PersonId
from organic_p2p.errors import DeviceTroubleError, NotFoundError
from organic_p2p.records.faces import MAX_FACE_BYTES, is_face
from organic_p2p.services.attaching import Attaching
from organic_p2p.services.circles import cleaned
from organic_p2p.services.core import Core
from organic_p2p.services.roster import Roster
from organic_p2p.services.tending import introduce
from organic_p2p.store import guests as guest_table
from organic_p2p.store import profiles as profile_table
from organic_p2p.store.circles import Status
from organic_p2p.store.guests import JoinState

_ON_THE_WAY = (JoinState.LOOKING, JoinState.ASKED, JoinState.ADMITTED, JoinState.JOINED)


class Profiles:
    """The profile of this home's person, and the faces of everybody."""

    def __init__(self, core: Core, roster: Roster, attaching: Attaching) -> None:
        self._core = core
        self._roster = roster
        self._attaching = attaching

    async def rename(self, typed: str) -> None:
        """Be called something else in every circle and room from now on.

        Raises:
            BadInputError: It is no name.
        """
        self._core.me  # noqa: B018 — says that nobody lives here, if so
        called = cleaned(typed)
        async with self._core.database.transaction() as tx:
            # Under which name I once came in would count more than the new one.
            for join in self._roster.joins:
                if join.state in _ON_THE_WAY and join.name != called:
                    await guest_table.put_join(tx, replace(join, name=called))
        await self._core.ensure_person(called)
        await self._roster.refresh()
        await self._say_everywhere(called)

    async def show(self, source: Path | bytes) -> tuple[str, ...]:
        """Show a picture of me in every circle and room from now on.

        Returns:
            What the file told besides its pixels, and tells no more.

        Raises:
            BadInputError: It is no picture that can be shown.
        """
        self._core.me  # noqa: B018 — says that nobody lives here, if so
        picture, removed = await self._attaching.darkroom.face(source, MAX_FACE_BYTES)
        if not is_face(picture):
            raise DeviceTroubleError(
                "no-face", "This picture could not be made small enough. Try another one."
            )
        await self._wear(picture)
        return removed

    async def hide(self) -> None:
        """Show no picture of me any more: it is deleted on all computers."""
        self._core.me  # noqa: B018 — says that nobody lives here, if so
        await self._wear(b"")

    def faces(self) -> Mapping[PersonId, bytes]:
        """Return the keys of the pictures of everybody who has one."""
        return self._core.names.faces()

    async def picture(self, person: PersonId) -> tuple[bytes, bytes]:
        """Return somebody's picture and its key.

        Raises:
            NotFoundError: They have none.
        """
        face = self._core.names.faces().get(person, b"")
        found = await profile_table.picture(self._core.database, person, face) if face else b""
        if not found:
            raise NotFoundError("no-face", "They show no picture.")
        return face, found

    async def _wear(self, picture: bytes) -> None:
        await self._core.wear(picture)
        await self._say_everywhere(None)

    async def _say_everywhere(self, called: str | None) -> None:
        async with self._core.changing() as tx:
            for circle in self._core.registry.active():
                known = self._core.names.of(self._core.me.person, circle.id)
                # Where I have said nothing yet, I am introduced with my first words.
                if known is not None and circle.status is Status.MEMBER:
                    await introduce(self._core, tx, self._core.circle(circle.id), called or known)
