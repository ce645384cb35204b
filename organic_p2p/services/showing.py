"""Pictures for the eyes: decoded by workers of their own, so that a window only ever gets plain pixels.

    post, number ── Albums ──▶ bytes from anybody ── Darkroom.show() ──▶ pixels of the size that was asked for

Small pictures that came inside something, a preview or a face, go the same way: a fault in a decoder needs no large
file. What was refused once is refused again without starting a worker, which would be ended each time.
"""

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import replace
from typing import Final

from organic_p2p.errors import BadInputError, OrganicError
from organic_p2p.imaging import Darkroom, Pixels, Wanted
from organic_p2p.records.attachments import Picture
from organic_p2p.services.albums import MAX_SHOWN_BYTES, Albums

# A box for a screen; no more is decoded, however much is asked for.
MAX_SIDE_PX: Final = 8192
# What comes inside something has at most 8 KiB; faces may get a little more.
MAX_SMALL_BYTES: Final = 64 << 10
# And it has few pixels: a few kilobytes of nothing can be a hundred million of them, and cost a second each time.
MAX_SMALL_PIXELS: Final = 4_000_000
_WORKERS: Final = 2
_CPU_S: Final = 20
_TIMEOUT_S: Final = 30.0
# Somebody who reads pauses between pictures, and a new worker takes a sixth of a second.
_IDLE_S: Final = 120.0
_REMEMBERED: Final = 10_000

_SENTENCES: Final = {
    "picture-too-large": "This picture is too large and is not shown.",
    "picture-too-costly": "This picture takes too much time or memory and is not shown.",
    "no-worker": "Pictures cannot be shown right now. Please close other programs and try again.",
}
_DAMAGED: Final = "This picture is damaged and is not shown."


class Showing:
    """Decodes pictures from others."""

    def __init__(self, albums: Albums) -> None:
        self._albums = albums
        self._darkroom: Darkroom | None = None
        # Nothing large is read before there is somebody to decode it.
        self._places = asyncio.Semaphore(_WORKERS)
        self._refused: OrderedDict[tuple[bytes, bool], str] = OrderedDict()

    async def close(self) -> None:
        """End the processes that decode."""
        if self._darkroom is not None:
            await self._darkroom.close()

    async def picture(
        self, typed_post: str, number: int, size: tuple[int, int], *, original: bool, moving: bool
    ) -> Pixels:
        """Return the pixels of a picture of a post, shrunk to fit `size`; with `moving` all of its frames.

        Raises:
            NotFoundError: It is not here.
            BadInputError: It is damaged, too large, or not what the post promised.
        """
        shown = await self._albums.shown(typed_post, number, original=original)
        promised = None
        if isinstance(shown.attachment, Picture):
            image = shown.attachment.original if original else None
            image = image or shown.attachment.shown
            promised = (image.width, image.height)
        async with self._places:
            data = await self._albums.whole(shown)
            return await self._show(shown.id, data, _wanted(size, promised, moving=moving))

    async def small(self, data: bytes, size: tuple[int, int]) -> Pixels:
        """Return the pixels of a small picture, shrunk to fit `size`. Raises as `picture` does."""
        if len(data) > MAX_SMALL_BYTES:
            raise BadInputError("picture-too-large", _SENTENCES["picture-too-large"])
        return await self._show(
            hashlib.blake2b(data, digest_size=32).digest(),
            data,
            replace(_wanted(size, None, moving=False), most_pixels=MAX_SMALL_PIXELS),
        )

    async def _show(self, name: bytes, data: bytes, wanted: Wanted) -> Pixels:
        key = (name, wanted.moving)
        if (kind := self._refused.get(key)) is not None:
            raise _refusal(kind)
        if self._darkroom is None:
            self._darkroom = Darkroom(
                _WORKERS, file_bytes=MAX_SHOWN_BYTES, cpu_s=_CPU_S, timeout_s=_TIMEOUT_S, idle_s=_IDLE_S
            )
        try:
            return await self._darkroom.show(data, wanted)
        except BadInputError as refused:
            self._refused[key] = refused.kind
            while len(self._refused) > _REMEMBERED:
                self._refused.popitem(last=False)
            raise _refusal(refused.kind) from refused
        except OrganicError as trouble:
            if trouble.kind in _SENTENCES:
                raise type(trouble)(trouble.kind, _SENTENCES[trouble.kind]) from trouble
            raise


def _wanted(size: tuple[int, int], promised: tuple[int, int] | None, *, moving: bool) -> Wanted:
    width, height = (min(MAX_SIDE_PX, max(1, side)) for side in size)
    return Wanted(width, height, promised, moving)


def _refusal(kind: str) -> BadInputError:
    # What is no picture at all was posted as one: to the reader that is damage.
    kind = "picture-damaged" if kind == "not-a-picture" else kind
    return BadInputError(kind, _SENTENCES.get(kind, _DAMAGED))
