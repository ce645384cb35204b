"""Notifications over a real bus, with a desktop on it, without one, and with one that goes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from organic_p2p.desktop.notifier import DesktopNotifier
from organic_p2p.domain.notices import Notice
from tests.organic_p2p.desktop.a_desktop import Shown, a_bus, a_desktop, needs_dbus
from tests.organic_p2p.household import scene

LETTER = Notice("A letter from <i>Ben</i>", "Tom & Jerry <b>wait</b>")


@needs_dbus
@scene
async def test_a_notification_is_shown_replaced_clicked_and_taken_back() -> None:
    opened: asyncio.Queue[str] = asyncio.Queue()
    with a_bus() as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        notifier = DesktopNotifier(opened.put_nowait)
        try:
            # A bus without a desktop.
            assert not await notifier.available()
            assert not await notifier.show("room", LETTER)
            async with a_desktop(address) as desktop:
                assert await notifier.available()
                assert await notifier.show("room", Notice("A letter from Ann", ""))
                assert await notifier.show("room", LETTER)
                assert await notifier.show("digest", Notice("News", "Ann"))
                escaped = "Tom &amp; Jerry &lt;b&gt;wait&lt;/b&gt;"
                assert desktop.shown[1] == Shown(LETTER.title, escaped, ("default", "Organic"))
                assert len(desktop.shown) == 2
                await desktop.click(7)  # somebody else's
                await desktop.click(1)
                async with asyncio.timeout(10):
                    assert await opened.get() == "room"
                await notifier.take_back()
                assert desktop.shown == {}
            assert not await notifier.show("room", LETTER)
            # Another one is started, as after a new login.
            async with a_desktop(address) as desktop:
                assert await notifier.show("room", LETTER)
                assert len(desktop.shown) == 1
        finally:
            await notifier.close()


@scene
async def test_where_there_is_no_bus_nothing_is_shown(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        notifier = DesktopNotifier(lambda place: None)
        assert not await notifier.available()
        for address in ("unix:path=/nowhere/at/all", "tcp:host=127.0.0.1,port=1", "nonsense"):
            patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            assert not await notifier.show("room", LETTER)
        await notifier.take_back()
        await notifier.close()
