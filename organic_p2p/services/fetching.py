"""Bringing here what a reader pressed: a picture that gave way, an original, a film that there was no room for.

What is asked for comes as soon as somebody who has it is reachable, which may be at once or next week; how much of it
is here is told as it comes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from organic_p2p.domain.ids import FileId
from organic_p2p.services.albums import Albums
from organic_p2p.services.events import FileComing
from organic_p2p.services.vault import Vault
from organic_p2p.store.files import FilesDropped

# Somebody may press a thousand pictures whose computers never come back; the last are told of.
_FOLLOWED: Final = 1000


@dataclass(slots=True)
class _Asked:
    event: FileComing
    percent: int


class Fetching:
    """Fetches what is asked for, and tells how far it is."""

    def __init__(self, albums: Albums, vault: Vault, tell: Callable[[object], None]) -> None:
        self._albums, self._vault, self._say = albums, vault, tell
        self._asked: dict[FileId, _Asked] = {}
        vault.on_progress(self._on_progress)

    async def fetch(self, typed_post: str, number: int, *, original: bool) -> None:
        """Ask for a picture or file; if it is here already, say so at once."""
        shown = await self._albums.one(typed_post, number, original=original)
        event = FileComing(shown.entry.id, shown.number, original, 0)
        if shown.is_here:
            self._tell(event, 100)
            return
        self._asked[shown.id] = _Asked(event, 0)
        while len(self._asked) > _FOLLOWED:
            del self._asked[next(iter(self._asked))]
        await self._vault.ask([shown.id])

    def hear(self, event: object) -> None:
        """Forget what was deleted while it came."""
        if isinstance(event, FilesDropped):
            for file in event.files:
                self._asked.pop(file, None)

    def _on_progress(self, file: FileId, part: float) -> None:
        asked = self._asked.get(file)
        percent = int(100 * part)
        if asked is None or percent == asked.percent:
            return
        asked.percent = percent
        if percent >= 100:
            del self._asked[file]
        self._tell(asked.event, percent)

    def _tell(self, event: FileComing, percent: int) -> None:
        self._say(FileComing(event.post, event.number, event.original, percent))
