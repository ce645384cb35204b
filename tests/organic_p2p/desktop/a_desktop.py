"""A session bus of a test with a small desktop on it, which shows notifications to nobody.

with a_bus() as address:                          a dbus-daemon of our own
    async with a_desktop(address) as desktop:     answers as `org.freedesktop.Notifications`
        desktop.shown[1].title                    what is on its screen
        await desktop.click(1)
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_method_return, new_signal
from jeepney.io.asyncio import DBusConnection, DBusRouter, Proxy, open_dbus_connection

_NAME = "org.freedesktop.Notifications"

needs_dbus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed")


@contextmanager
def a_bus() -> Generator[str, None, None]:
    """Run a session bus; yield its address."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait()
        daemon.stdout.close()


@dataclass(frozen=True)
class Shown:
    """A notification on the screen."""

    title: str
    body: str
    actions: tuple[str, ...]


class Desktop:
    """Shows notifications."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self.shown: dict[int, Shown] = {}
        self.changed = asyncio.Event()
        self._count = 0

    async def click(self, number: int) -> None:
        """Click on a notification."""
        place = DBusAddress("/org/freedesktop/Notifications", interface=_NAME)
        await self._connection.send(new_signal(place, "ActionInvoked", "us", (number, "default")))

    async def shows(self, title: str) -> Shown:
        """Wait until there is a notification with this title."""
        async with asyncio.timeout(30):
            while True:
                found = [shown for shown in self.shown.values() if shown.title == title]
                if found:
                    return found[0]
                self.changed.clear()
                await self.changed.wait()

    async def serve(self) -> None:
        while True:
            message = await self._connection.receive()
            if message.header.message_type is MessageType.method_call:
                signature, body = self._answer(message.header.fields[HeaderFields.member], message.body)
                await self._connection.send(new_method_return(message, signature, body))
                self.changed.set()

    def _answer(self, method: str, body: Any) -> tuple[str, tuple[Any, ...]]:
        match method:
            case "GetCapabilities":
                return "as", (["body", "body-markup", "actions"],)
            case "Notify":
                _, replaces, _, title, text, actions, _, _ = body
                self._count += not replaces
                number = replaces or self._count
                self.shown[number] = Shown(title, text, tuple(actions))
                return "u", (number,)
            case "CloseNotification":
                self.shown.pop(body[0], None)
                return "", ()
        return "", ()


@asynccontextmanager
async def a_desktop(address: str) -> AsyncGenerator[Desktop, None]:
    """Be the desktop on this bus while the block runs."""
    connection = await open_dbus_connection(address)
    try:
        async with DBusRouter(connection) as router:
            await Proxy(message_bus, router).RequestName(_NAME)
        desktop = Desktop(connection)
        serving = asyncio.create_task(desktop.serve())
        try:
            yield desktop
        finally:
            serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await serving
    finally:
        await connection.close()
