"""Two real engines on this computer: a new name and a picture arrive, and a letter is told of on a real bus."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.client import connected
from tests.organic_p2p.desktop.a_desktop import a_bus, a_desktop, needs_dbus
from tests.organic_p2p.household import FAMILY, scene
from tests.organic_p2p.pictures import a_jpeg

_PATIENCE_S = 60.0
_AGAIN_S = 0.05


class RealEngine:
    """An engine in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def ask(self, request: q.Request) -> Any:
        async with connected(self._folder) as client:
            assert client is not None
            reply = await client.ask(request)
        assert not isinstance(reply, r.Refused), reply
        return reply

    async def shows(self, look: Callable[[RealEngine], Awaitable[bool]]) -> None:
        """Wait until `look` says yes."""
        async with asyncio.timeout(_PATIENCE_S):
            while not await look(self):  # noqa: ASYNC110 — another process makes it so
                await asyncio.sleep(_AGAIN_S)


@asynccontextmanager
async def a_real_engine(folder: Path, bus: str) -> AsyncGenerator[RealEngine, None]:
    """Run an engine as a user's desktop does, but with the loopback as its only network."""
    words = [sys.executable, "-m", "organic_p2p", "--home", str(folder), "node", "--loopback"]
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus, "ORGANIC_KEYRING": "off"}
    process = await asyncio.create_subprocess_exec(
        *words, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        assert await process.stdout.readline() == b"ready\n"
        yield RealEngine(folder)
    finally:
        process.terminate()
        await process.communicate()


async def _is_called(engine: RealEngine, name: str) -> bool:
    members: r.MembersReply = await engine.ask(q.ListMembers(FAMILY))
    return name in [member.name for member in members.members]


async def _notifies(engine: RealEngine, works: bool) -> bool:
    settings: r.SettingsReply = await engine.ask(q.ReadSettings())
    return settings.notifies is works


async def _shows_a_face(engine: RealEngine) -> bool:
    faces: r.FacesReply = await engine.ask(q.ListFaces())
    return len(faces.faces) == 1


@needs_dbus
@scene
async def test_a_name_a_picture_and_a_letter_arrive(tmp_path: Path) -> None:
    with a_bus() as bus:
        async with (
            a_desktop(bus) as desktop,
            a_real_engine(tmp_path / "anna", bus) as anna,
            a_real_engine(tmp_path / "ben", "") as ben,
        ):
            await anna.ask(q.StartCircle(FAMILY, "Anna"))
            code: r.InviteReply = await anna.ask(q.Invite(FAMILY, 7, False, ()))
            joined: r.CircleReply = await ben.ask(q.Join(code.code, "Ben", 60_000))
            assert joined.state == "member"
            await anna.shows(lambda engine: _notifies(engine, True))
            await ben.shows(lambda engine: _notifies(engine, False))
            await anna.ask(q.PutNotices(True, True, 1080, False, 0, 0))
            await ben.ask(q.SetPicture("", a_jpeg(1)))
            await ben.ask(q.Rename("Uncle Ben"))
            await anna.shows(lambda engine: _is_called(engine, "Uncle Ben"))
            await anna.shows(_shows_a_face)
            person = (await anna.ask(q.ListFaces())).faces[0].person
            face: r.FaceReply = await anna.ask(q.ReadFace(person.hex(), 32))
            assert (face.width, face.height) == (32, 32)
            assert desktop.shown == {}
            await ben.ask(q.Message(("Anna",), "something secret"))
            shown = await desktop.shows("A letter from Uncle Ben")
            assert "secret" not in shown.body
            await anna.ask(q.Look(True))
            async with asyncio.timeout(_PATIENCE_S):
                while desktop.shown:  # noqa: ASYNC110 — another process makes it so
                    await asyncio.sleep(_AGAIN_S)
