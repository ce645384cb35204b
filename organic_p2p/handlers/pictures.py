"""What an engine does with requests for pictures and files: showing, fetching and saving them."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.engine import Engine
from organic_p2p.imaging import Pixels


async def _read_picture(engine: Engine, request: q.ReadPicture) -> r.PixelsReply:
    return _pixels(
        await engine.showing.picture(
            request.post,
            request.number,
            (request.width, request.height),
            original=request.original,
            moving=request.moving,
        )
    )


async def _draw_picture(engine: Engine, request: q.DrawPicture) -> r.PixelsReply:
    return _pixels(await engine.showing.small(request.data, (request.width, request.height)))


async def _draw_attached(engine: Engine, request: q.DrawAttached) -> r.PixelsReply:
    engine.core.me  # noqa: B018 — says that nobody lives here, if so
    source = Path(request.path) if request.path else request.data
    square = await engine.attaching.square(source)
    return _pixels(await engine.showing.small(square, (request.side, request.side)))


async def _fetch(engine: Engine, request: q.Fetch) -> r.Done:
    await engine.fetching.fetch(request.post, request.number, original=request.original)
    return r.Done()


async def _save_as(engine: Engine, request: q.SaveAs) -> r.Done:
    await engine.albums.save_as(request.post, request.number, Path(request.path), original=request.original)
    return r.Done()


def _pixels(pixels: Pixels) -> r.PixelsReply:
    return r.PixelsReply(pixels.width, pixels.height, pixels.opaque, pixels.durations_ms, pixels.frames)


HANDLERS: Mapping[type, Callable[[Engine, Any], Awaitable[object]]] = {
    q.ReadPicture: _read_picture,
    q.DrawPicture: _draw_picture,
    q.DrawAttached: _draw_attached,
    q.Fetch: _fetch,
    q.SaveAs: _save_as,
}
