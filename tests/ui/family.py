"""A family as the engine's API tells of it: people, posts, pictures."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from PIL import Image

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine

NOW_MS = 1_795_000_000_000  # 18 November 2026, in the middle of the day almost everywhere
MINUTE_MS = 60_000
MILLERS = bytes([1]) * 32
HERE = r.FileView(1000, "here", 100, 2, 2, ())


def ident(name: str) -> bytes:
    return hashlib.blake2b(name.encode(), digest_size=32).digest()


def person(name: str) -> r.PersonRef:
    return r.PersonRef(ident(name), name)


ANN, BEN = person("Ann Miller"), person("Ben")


def png(width: int = 8, height: int = 6, colour: str = "#2d6a4f") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(data, "PNG")
    return data.getvalue()


def pixels(width: int = 32, height: int = 0, colour: tuple[int, ...] = (45, 106, 79, 255)) -> r.PixelsReply:
    """Return what the engine makes of a picture."""
    height = height or max(1, width * 3 // 4)
    return r.PixelsReply(width, height, True, (0,), (bytes(colour) * (width * height),))


def a_file(**fields: Any) -> r.FileView:
    return r.FileView(
        **{"size": 1000, "state": "here", "percent": 100, "held": 2, "of": 2, "on": (), **fields}
    )


def a_picture(
    number: int = 1, preview: bytes = b"", size: tuple[int, int] = (800, 600), **fields: Any
) -> Any:
    shown = r.ImageView("jpeg", *size, a_file(**fields))
    return r.PictureView(number, preview or png(), 1, shown, None)


def a_film(number: int = 1, name: str = "sea.mp4", preview: bytes = b"", **fields: Any) -> r.DocumentView:
    return r.DocumentView(number, name, a_file(**fields), r.FilmView(preview or png(), 1920, 1080, 42))


def a_post(text: str = "Hello!", author: r.PersonRef = BEN, **fields: Any) -> r.PostView:
    chosen: dict[str, Any] = {
        "id": ident(f"post {text} {author.name}"),
        "circle": MILLERS,
        "author": author,
        "text": text,
        "created_ms": NOW_MS,
        "edited": False,
        "reply_to": None,
        "comments": (),
        "reactions": (),
        "copies": r.Copies(2, 2),
        "note": None,
        "pictures": (),
        "files": (),
        "audience": r.AudienceView("The Millers", (ANN, BEN), 2),
    }
    return r.PostView(**{**chosen, **fields})


def a_circle(name: str = "The Millers", **fields: Any) -> r.CircleSummary:
    return r.CircleSummary(**{"circle": MILLERS, "name": name, "members": 2, "state": "member", **fields})


def a_status(**fields: Any) -> r.StatusReply:
    chosen: dict[str, Any] = {
        "person": ANN.person,
        "name": ANN.name,
        "device": ident("a computer"),
        "circles": (a_circle(),),
        "neighbours": (r.Neighbour(BEN.person, BEN.name, True),),
        "disk": "keyring",
        "version": "0.1.0",
        "running": True,
    }
    return r.StatusReply(**{**chosen, **fields})


NOBODY = a_status(person=None, name=None, device=None, circles=(), neighbours=())


def members(*people: r.PersonRef) -> r.MembersReply:
    first, *others = people or (ANN, BEN)
    views = [r.MemberView(first.person, first.name, "steward", None, NOW_MS, 1, NOW_MS)]
    views += [r.MemberView(p.person, p.name, "member", first.person, NOW_MS, 1, None) for p in others]
    return r.MembersReply(tuple(views), (), ())


INVITATION = r.InviteReply(
    ident("invitation"),
    "ORG1C-95Q3-SRJ0-7K2M-95Q3-SRJ0-7K2M-95Q3-SRJ0-7K2M-95Q3-SRJ0-7K2M-95Q3-SRJ0-7K2M",
    "organic:j/95Q3SRJ07K2M95Q3SRJ07K2M95Q3SRJ07K2M95Q3SRJ07K2M95Q3SRJ07K2M",
    NOW_MS + 7 * 86_400_000,
)


GB = 1_000_000_000
NOTHING = r.FileCount(0, 0)


def a_storage(**fields: Any) -> r.StorageReply:
    chosen: dict[str, Any] = {
        "limit_bytes": 20 * GB,
        "share_bytes": 10 * GB,
        "used_bytes": 5 * GB,
        "free_bytes": 100 * GB,
        "reserve_bytes": GB,
        "keep_originals": False,
        "people": (r.PersonStorage(BEN.person, BEN.name, 4 * GB), r.PersonStorage(ANN.person, ANN.name, GB)),
        "here": r.FileCount(1200, 5 * GB),
        "waiting": NOTHING,
        "gave_way": r.FileCount(12, 40_000_000),
        "elsewhere": NOTHING,
        **fields,
    }
    return r.StorageReply(**chosen)


SETTINGS = r.SettingsReply(True, True, 18 * 60, True, 21 * 60, 7 * 60, True, "off")


def knowing(*posts: r.PostView, status: r.StatusReply | None = None, **fields: Any) -> FakeEngine:
    """Return an engine that can answer what a window asks while it opens."""
    engine = FakeEngine()
    engine.know(q.Status, status or a_status(**fields))
    engine.know(q.ReadHome, r.PostsReply(posts))
    engine.know(q.ReadFeed, r.PostsReply(posts))
    engine.know(q.ReadPosts, lambda asked: r.PostsReply(tuple(p for p in posts if p.id in asked.posts)))
    engine.know(q.ListMembers, members())
    engine.know(q.ListConversations, r.ConversationsReply(()))
    engine.know(q.ListInvitations, r.InvitationsReply(()))
    engine.know(q.ListRequests, r.RequestsReply(()))
    well = r.FindingView("well", "certain", (), 0, False)
    engine.know(q.Diagnose, r.DiagnoseReply((well,), (), (), (), (), 0, NOW_MS))
    engine.know(q.ListDrafts, r.DraftsReply(()))
    engine.know(q.PutDraft, r.Done())
    engine.know(q.ListPictures, r.PostsReply(posts))
    engine.know(q.Storage, a_storage())
    engine.know(q.ReadPicture, lambda asked: pixels(min(asked.width, 800)))
    engine.know(q.DrawPicture, pixels(32))
    engine.know(q.Look, r.Done())
    engine.know(q.PutNoticeWords, r.Done())
    engine.know(q.ReadSettings, SETTINGS)
    engine.know(q.ListFaces, r.FacesReply(()))
    engine.know(q.ReadFile, lambda _: r.FileReply("a.png", png(800, 600), len(png(800, 600))))
    return engine
