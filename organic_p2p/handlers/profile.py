"""What an engine does with requests about my own name and picture, and about those of others."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import PersonId
from organic_p2p.engine import Engine
from organic_p2p.errors import NotFoundError


async def _rename(engine: Engine, request: q.Rename) -> r.Done:
    await engine.profiles.rename(request.name)
    return r.Done()


async def _set_picture(engine: Engine, request: q.SetPicture) -> r.RemovedReply:
    if not request.path and not request.data:
        await engine.profiles.hide()
        return r.RemovedReply(())
    return r.RemovedReply(await engine.profiles.show(Path(request.path) if request.path else request.data))


async def _list_faces(engine: Engine, request: q.ListFaces) -> r.FacesReply:
    del request
    return r.FacesReply(tuple(r.FaceRef(person, face) for person, face in engine.profiles.faces().items()))


async def _read_face(engine: Engine, request: q.ReadFace) -> r.FaceReply:
    try:
        person = bytes.fromhex(request.person)
    except ValueError as cause:
        raise NotFoundError("unknown-person", "This is nobody's id.") from cause
    face, picture = await engine.profiles.picture(PersonId(person))
    shown = await engine.showing.small(picture, (request.side, request.side))
    return r.FaceReply(face, shown.width, shown.height, shown.frames[0])


HANDLERS: Mapping[type, Callable[[Engine, Any], Awaitable[object]]] = {
    q.Rename: _rename,
    q.SetPicture: _set_picture,
    q.ListFaces: _list_faces,
    q.ReadFace: _read_face,
}
