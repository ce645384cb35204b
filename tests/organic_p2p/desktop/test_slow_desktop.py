"""A bus that takes calls and never answers: the engine answers all the same, and says later what it found out."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from organic_p2p.api import requests as q
from organic_p2p.desktop.notifier import DesktopNotifier
from organic_p2p.services.events import SettingsChanged
from tests.organic_p2p.household import household, scene


@scene
async def test_a_desktop_that_hangs_keeps_nobody_waiting(tmp_path: Path) -> None:
    lines: asyncio.Queue[asyncio.StreamWriter] = asyncio.Queue()

    async def hang(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.put_nowait(writer)

    bus = await asyncio.start_unix_server(hang, tmp_path / "bus")
    async with bus, household(tmp_path / "homes", "Anna", "Ben") as (anna, _):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
            found_out = asyncio.Event()
            anna.engine.listen(lambda event: found_out.set() if isinstance(event, SettingsChanged) else None)
            anna.engine.notices.notifier = DesktopNotifier(lambda place: None)
            assert (await anna.ask(q.ReadSettings())).notifies is None
            line = await lines.get()
            # Nobody on that bus has said a word yet.
            assert (await anna.ask(q.PutNotices(True, True, 600, True, 1320, 420))).notifies is None
            await anna.ask(q.Look(True))
            await anna.ask(q.Look(False))
            assert lines.empty()
            assert not found_out.is_set()
            line.close()
            await found_out.wait()
            assert (await anna.ask(q.ReadSettings())).notifies is False
            again = await lines.get()
            again.close()
            for one in (line, again):
                await one.wait_closed()
