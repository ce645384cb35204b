"""Requests that take long, each over a connection of its own: nobody who reads waits for pictures to be prepared.

    EngineLink.ask(Post…) ──▶ Errands.run ──▶ one _Errand: connect, greet, ask, answer, done

A few at a time; the others wait for their turn.
"""

from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject
from PySide6.QtNetwork import QLocalSocket

from organic_p2p.api import API_VERSION
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.codec import CodecError, decode, encode
from organic_p2p.api.frames import Door, FrameCutter, frame, greeting, read_greeting
from ui.refusals import engine_gone, trouble
from ui.trouble import Trouble

# Preparing pictures takes all of a computer anyway.
MAX_AT_ONCE: Final = 8


class Errands(QObject):
    """Runs errands to the engine behind `door`."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Have none to run."""
        super().__init__(parent)
        self.door: Door | None = None
        self._running: list[_Errand] = []
        self._waiting: deque[_Errand] = deque()

    @property
    def under_way(self) -> int:
        """How many have no answer yet."""
        return len(self._running) + len(self._waiting)

    def run(
        self, request: q.Request, done: Callable[[object], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Ask something that may take long; exactly one of the two is called later."""
        self._waiting.append(_Errand(request, done, failed, self))
        self._go_on()

    def ended(self, errand: "_Errand") -> None:
        """Hear that one is over: the next may go."""
        if errand in self._running:
            self._running.remove(errand)
        errand.deleteLater()
        self._go_on()

    def close(self, deadline: QDeadlineTimer) -> None:
        """Say what is unsaid yet; the engine does it also when nobody waits for the answer."""
        running, self._running = self._running, []
        waiting, self._waiting = self._waiting, deque()
        for errand in running:
            errand.let_go(deadline)
        for errand in waiting:
            errand.let_go(deadline)

    def _go_on(self) -> None:
        while self._waiting and len(self._running) < MAX_AT_ONCE and self.door is not None:
            errand = self._waiting.popleft()
            self._running.append(errand)
            errand.start(self.door)


class _Errand(QObject):
    """One request and its connection."""

    def __init__(
        self,
        request: q.Request,
        done: Callable[[object], None],
        failed: Callable[[Trouble], None],
        errands: Errands,
    ) -> None:
        super().__init__(errands)
        self._request, self._done, self._failed, self._errands = request, done, failed, errands
        self._cutter = FrameCutter()
        self._greeted = self._over = False
        self._socket = QLocalSocket(self)
        self._socket.readyRead.connect(self._on_data)
        self._socket.disconnected.connect(self._on_gone)
        self._socket.errorOccurred.connect(lambda _: self._on_gone())

    def start(self, door: Door) -> None:
        """Connect and ask at once: the engine reads the question after its greeting."""
        self._socket.connected.connect(
            lambda: self._socket.write(
                frame(greeting(API_VERSION, door.token)) + frame(encode(self._request))
            )
        )
        self._socket.setServerName(door.socket)
        self._socket.connectToServer()

    def let_go(self, deadline: QDeadlineTimer) -> None:
        """See that the question is on its way, and wait for no answer."""
        self._over = True
        door = self._errands.door
        if door is not None and self._socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            self.start(door)
        if self._socket.waitForConnected(deadline.remainingTime()):
            while self._socket.bytesToWrite() and not deadline.hasExpired():
                if not self._socket.waitForBytesWritten(deadline.remainingTime()):
                    break
        # No abort: what is written must be read. The engine answers into the void.
        self._socket.disconnectFromServer()

    def _on_data(self) -> None:
        try:
            for data in self._cutter.feed(bytes(self._socket.readAll().data())):
                self._on_frame(data)
        except CodecError:
            self._on_gone()

    def _on_frame(self, data: bytes) -> None:
        if not self._greeted:
            self._greeted = True
            if read_greeting(data)[0] != API_VERSION:
                self._on_gone()
            return
        message = decode(data)
        if self._end():
            if isinstance(message, r.Refused):
                self._failed(trouble(message, self._request))
            else:
                self._done(message)

    def _on_gone(self) -> None:
        if self._end():
            self._failed(engine_gone())

    def _end(self) -> bool:
        """Return whether this is the end, which comes once."""
        if self._over:
            return False
        self._over = True
        self._socket.abort()
        self._errands.ended(self)
        return True
