"""What was being written, for whoever goes on writing: each text at a place, which is a word of the client's own."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from organic_p2p.errors import BadInputError
from organic_p2p.services.core import Core
from organic_p2p.store import me as me_table

MAX_DRAFTS: Final = 200
MAX_DRAFT_PLACE: Final = 128
MAX_DRAFT_TEXT: Final = 64_000
_DRAFT: Final = "draft:"


class Drafts:
    """Unfinished texts."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._going: set[str] = set()

    async def put(self, place: str, text: str) -> None:
        """Remember what is being written at a place; an empty text forgets it.

        Raises:
            BadInputError: It is too long, or there are too many.
        """
        if len(place) > MAX_DRAFT_PLACE or len(text) > MAX_DRAFT_TEXT:
            raise BadInputError("too-long", "This is too long to be remembered.")
        drafts = await me_table.values_beginning(self._core.database, _DRAFT)
        if text and place not in drafts and len(drafts) >= MAX_DRAFTS:
            raise BadInputError(
                "too-many", "There are too many unfinished texts. Please finish or empty some."
            )
        async with self._core.database.transaction() as tx:
            if text:
                await me_table.set_value(tx, _DRAFT + place, text.encode())
            else:
                await me_table.delete_value(tx, _DRAFT + place)
                tx.mark_erased()

    async def list(self) -> Mapping[str, str]:
        """Return all of them by their places, but not what is on its way to the others just now."""
        drafts = await me_table.values_beginning(self._core.database, _DRAFT)
        return {place: text.decode() for place, text in drafts.items() if place not in self._going}

    @asynccontextmanager
    async def becoming(self, place: str) -> AsyncGenerator[None, None]:
        """Forget what stands at a place, if that is one, when the block has made something finished of it.

        Whoever wrote it may be gone by then, or be back and ask what is unfinished: it is to be neither lost nor said
        twice. If the block fails, it is still there.
        """
        self._going.add(place)
        try:
            yield
            if place:
                await self.put(place, "")
        finally:
            self._going.discard(place)
