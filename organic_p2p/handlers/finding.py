"""What an engine does when somebody looks for something."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from organic_p2p import views
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.engine import Engine
from organic_p2p.records.attachments import Picture
from organic_p2p.services.feed import limited
from organic_p2p.services.finding import Hit


async def _find(engine: Engine, request: q.Find) -> r.FindReply:
    limited(request.limit)
    # One more than is shown tells whether there is more.
    hits = await engine.finding.entries(request.text, request.limit + 1)
    people = engine.finding.people(request.text)
    return r.FindReply(
        request.text,
        tuple(r.FoundPerson(one.person, one.name, one.circles, one.gone, one.shared) for one in people),
        tuple(_shown(engine, hit) for hit in hits[: request.limit]),
        len(hits) > request.limit,
    )


async def _read_post(engine: Engine, request: q.ReadPost) -> r.PostsReply:
    return await views.posts(engine, [await engine.finding.thread(request.post)], with_comments=True)


def _shown(engine: Engine, hit: Hit) -> r.FoundPost:
    entry, core = hit.entry, engine.core
    circle = core.circle(entry.circle)
    others = [
        r.PersonRef(person, core.name_of(person, circle.id))
        for person in circle.members
        if person != core.me.person
    ]
    attachments = entry.attachments
    pictures = sum(isinstance(attachment, Picture) for attachment in attachments)
    return r.FoundPost(
        id=entry.id,
        post=entry.post,
        kind="letter" if entry.letter else "post" if entry.id == entry.post else "comment",
        circle="" if circle.is_room else circle.name,
        people=tuple(sorted(others, key=lambda one: (one.name, one.person))) if circle.is_room else (),
        author=r.PersonRef(entry.person, core.name_of(entry.person, circle.id)),
        created_ms=entry.created_ms,
        pieces=tuple(r.Piece(text, found) for text, found in hit.pieces),
        pictures=pictures,
        files=len(attachments) - pictures,
    )


HANDLERS: Mapping[type, Callable[[Engine, Any], Awaitable[object]]] = {q.Find: _find, q.ReadPost: _read_post}
