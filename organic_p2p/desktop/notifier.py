"""Notifications by the desktop's own means: `org.freedesktop.Notifications` on the session bus.

    Notices ── show(place, notice) ──▶ Notify ──▶ the desktop
            ◀── on_open(place) ─────── ActionInvoked ◀── somebody clicked

A desktop can come and go while the engine runs, and its bus can be in any state: each fault means that nothing was
shown, and the next time a new connection is tried.
"""

import asyncio
import contextlib
import html
import logging
import os
from collections.abc import Callable
from typing import Any, Final

from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_bus
from jeepney.io.asyncio import DBusConnection, DBusRouter, Proxy

from organic_p2p.domain.notices import Notice

_NAME: Final = "org.freedesktop.Notifications"
_ADDRESS: Final = DBusAddress("/org/freedesktop/Notifications", _NAME, _NAME)
# A desktop that is being started may take a while; the engine does other things meanwhile.
_PATIENCE_S: Final = 10.0
_OPEN: Final = "default"
_CLICKS: Final = 16

logger = logging.getLogger("organic.desktop")


class DesktopNotifier:
    """Implements `services.notices.Notifier` for the desktops of Linux."""

    def __init__(self, on_open: Callable[[str], None], icon: str = "organic") -> None:
        """Prepare; nothing is connected yet.

        Args:
            on_open: Called with its place when somebody clicks on a notification of ours.
            icon: A name that the desktop knows, or the path of a picture.
        """
        self._on_open, self._icon = on_open, icon
        self._stack: contextlib.AsyncExitStack | None = None
        self._router: DBusRouter | None = None
        self._has_markup = self._has_actions = False
        self._shown: dict[str, int] = {}
        self._clicks: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    async def available(self) -> bool:
        """Return whether this desktop shows notifications."""
        async with self._turn:
            return await self._try(self._connected) is not None

    async def show(self, place: str, notice: Notice) -> bool:
        """Show a notification in place of the one that is shown at `place`; return whether it was done."""
        async with self._turn:
            shown = await self._try(lambda: self._notify(place, notice))
        if shown is not None:
            self._shown[place] = shown
        return shown is not None

    async def take_back(self) -> None:
        """Take all notifications off the screen that are still there."""
        async with self._turn:
            shown, self._shown = self._shown, {}
            if self._router is not None:
                for number in shown.values():
                    await self._try(lambda number=number: self._call("CloseNotification", "u", (number,)))  # type: ignore[misc]

    async def close(self) -> None:
        """Let go of the desktop."""
        async with self._turn:
            await self._disconnect()

    # -- within --------------------------------------------------------------------------------------

    async def _try(self, act: Callable[[], Any]) -> Any:
        """Return what `act` returns, or None if this desktop cannot do it now."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return await act()
        except Exception as cause:
            # The bus may be missing, closed, or in the hands of something that is no desktop.
            logger.info("the desktop shows nothing: %s", type(cause).__name__)
            await self._disconnect()
            return None

    async def _connected(self) -> DBusRouter:
        if self._router is not None:
            return self._router
        self._stack = contextlib.AsyncExitStack()
        connection = await _open(self._stack, _bus())
        router: DBusRouter = await self._stack.enter_async_context(DBusRouter(connection))
        await Proxy(message_bus, router).Hello()
        self._router = router
        said: tuple[list[str]] = await self._call("GetCapabilities")
        self._has_markup, self._has_actions = "body-markup" in said[0], "actions" in said[0]
        rule = MatchRule(type="signal", interface=_NAME, member="ActionInvoked", path=_ADDRESS.object_path)
        await Proxy(message_bus, router).AddMatch(rule)
        queue: asyncio.Queue[Any] = asyncio.Queue(_CLICKS)
        self._stack.enter_context(router.filter(rule, queue=queue))
        self._clicks = asyncio.create_task(self._hear(queue))
        return router

    async def _notify(self, place: str, notice: Notice) -> int:
        await self._connected()
        # Without the capability an angle bracket is one; with it, a name could be markup.
        body = html.escape(notice.body, quote=False) if self._has_markup else notice.body
        actions = [_OPEN, "Organic"] if self._has_actions else []
        hints = {"desktop-entry": ("s", "organic"), "category": ("s", "im.received")}
        replaces = self._shown.get(place, 0)
        fields = ("Organic", replaces, self._icon, notice.title, body, actions, hints, -1)
        (number,) = await self._call("Notify", "susssasa{sv}i", fields)
        return int(number)

    async def _call(self, method: str, signature: str = "", body: tuple[object, ...] = ()) -> Any:
        if self._router is None:
            raise ConnectionError
        message = new_method_call(_ADDRESS, method, signature, body)
        reply = await self._router.send_and_get_reply(message)
        if reply.header.message_type.name != "method_return":
            raise ConnectionError
        return reply.body

    async def _hear(self, clicks: "asyncio.Queue[Any]") -> None:
        while True:
            number, action = (await clicks.get()).body
            place = next((place for place, shown in self._shown.items() if shown == number), None)
            if action == _OPEN and place is not None:
                self._on_open(place)

    async def _disconnect(self) -> None:
        self._router = None
        if self._clicks is not None:
            self._clicks.cancel()
            self._clicks = None
        stack, self._stack = self._stack, None
        if stack is not None:
            # The bus has gone, perhaps, and says so once more.
            with contextlib.suppress(Exception):
                await stack.aclose()
        # Another server counts anew.
        self._shown = {}


async def _open(stack: contextlib.AsyncExitStack, address: str) -> DBusConnection:
    """Connect to a bus, until `stack` ends: jeepney's own way leaves the line open if the bus breaks off or hangs."""
    reader, writer = await asyncio.open_unix_connection(get_bus(address))
    stack.callback(writer.close)
    who = Authenticator()
    for said in who:
        writer.write(said)
        await writer.drain()
        if not (answer := await reader.read(1024)):
            raise ConnectionError
        who.feed(answer)
    writer.write(BEGIN)
    await writer.drain()
    return DBusConnection(reader, writer)


def _bus() -> str:
    """Return the address of the session bus; an engine that was started early may not have been told."""
    given = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if given:
        return given
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if folder and os.path.exists(os.path.join(folder, "bus")):  # noqa: PTH110, PTH118 — a socket, as text
        return f"unix:path={folder}/bus"
    raise ConnectionError
