"""Requests that take long, over connections beside the main one: nobody who reads waits for pictures to be prepared.

    EngineLink.ask(Post…) ──▶ Errands.run ──▶ a free _Line, or a new one: ask, answer, free again

A few at a time; the others wait for their turn.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal
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
# Whoever leaves does not wait for what is only looked at.
_LOOKS: Final = q.READS | {q.ReadCodePicture, q.Diagnose, q.Connect}
# Until then the main connection knows whether it was the engine that went.
_AFTER_A_BREAK_MS: Final = 1000


@dataclass(frozen=True, slots=True)
class _Errand:
    """A request, and whom to tell how it went."""

    request: q.Request
    done: Callable[[object], None]
    failed: Callable[[Trouble], None]
    again: bool = False


class Errands(QObject):
    """Runs errands to the engine behind `door`.

    Signals:
        finished: One of them has its answer, or will have none.
    """

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Have none to run."""
        super().__init__(parent)
        self.door: Door | None = None
        # A photo that comes into sight is an errand: connecting for each would cost the window a millisecond.
        self._lines: list[_Line] = []
        self._waiting: deque[_Errand] = deque()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.go_on)

    @property
    def under_way(self) -> int:
        """How many have no answer yet."""
        return sum(not line.free for line in self._lines) + len(self._waiting)

    @property
    def unfinished(self) -> bool:
        """Whether something is to be done that the engine has not said to be done: a post, and no looking at one."""
        return any(line.acts for line in self._lines) or any(_acts(errand) for errand in self._waiting)

    def run(
        self, request: q.Request, done: Callable[[object], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Ask something that may take long; exactly one of the two is called later."""
        self._waiting.append(_Errand(request, done, failed))
        self.go_on()

    def go_on(self) -> None:
        """Send what waits along the lines that are free."""
        while self._waiting and self.door is not None and (line := self._free_line(self.door)) is not None:
            line.carry(self._waiting.popleft())

    def failed(self, errand: "_Errand") -> None:
        """Hear that an engine went without an answer: what changes nothing is asked once more."""
        if errand.again or type(errand.request) not in q.READS:
            errand.failed(engine_gone())
        else:
            self._waiting.appendleft(replace(errand, again=True))

    def drop(self, line: "_Line") -> None:
        """Use a line no more."""
        if line in self._lines:
            self._lines.remove(line)
        line.deleteLater()
        self._soon.start(_AFTER_A_BREAK_MS)

    def hurry(self) -> None:
        """Say at once what is to be done: it waits for no free line, and nobody looks at the rest any more."""
        self._waiting = deque(filter(_acts, self._waiting))
        while self._waiting and self.door is not None:
            self._lines.append(_Line(self.door, self))
            self._lines[-1].carry(self._waiting.popleft())

    def close(self, deadline: QDeadlineTimer) -> None:
        """Say what is unsaid yet, and hear what came of it while there is time; it is done also when there is none."""
        self.hurry()
        self.door = None
        for line in [line for line in self._lines if line.acts]:
            line.hear_out(deadline)
        lines, self._lines = self._lines, []
        for line in lines:
            line.let_go(deadline)

    def _free_line(self, door: Door) -> "_Line | None":
        for line in [line for line in self._lines if line.free]:
            if line.door == door:
                return line
            # It leads to an engine that is no more.
            line.let_go(QDeadlineTimer(0))
            self.drop(line)
        if len(self._lines) >= MAX_AT_ONCE:
            return None
        self._lines.append(_Line(door, self))
        return self._lines[-1]


class _Line(QObject):
    """A connection that carries one errand at a time."""

    def __init__(self, door: Door, errands: Errands) -> None:
        super().__init__(errands)
        self.door = door
        self._errands = errands
        self._errand: _Errand | None = None
        self._cutter = FrameCutter()
        self._greeted = self._over = False
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._greet)
        self._socket.readyRead.connect(self._on_data)
        self._socket.disconnected.connect(self._on_gone)
        self._socket.errorOccurred.connect(lambda _: self._on_gone())
        self._socket.setServerName(door.socket)

    @property
    def free(self) -> bool:
        """Whether it carries nothing."""
        return self._errand is None

    @property
    def acts(self) -> bool:
        """Whether it carries something that is to be done."""
        return self._errand is not None and _acts(self._errand)

    def carry(self, errand: _Errand) -> None:
        """Ask, now or as soon as there is a connection."""
        self._errand = errand
        if self._socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            self._socket.connectToServer()
        else:
            self._socket.write(frame(encode(errand.request)))

    def hear_out(self, deadline: QDeadlineTimer) -> None:
        """Wait for the answer."""
        if self._socket.waitForConnected(deadline.remainingTime()):
            while self._errand is not None and not deadline.hasExpired():
                if not self._socket.waitForReadyRead(deadline.remainingTime()):
                    break

    def let_go(self, deadline: QDeadlineTimer) -> None:
        """See that the question is on its way, and wait for no answer."""
        self._over = True
        if self._errand is not None and self._socket.waitForConnected(deadline.remainingTime()):
            while self._socket.bytesToWrite() and not deadline.hasExpired():
                if not self._socket.waitForBytesWritten(deadline.remainingTime()):
                    break
        # No abort: what is written must be read. The engine answers into the void.
        self._socket.disconnectFromServer()

    def _greet(self) -> None:
        """Ask at once: the engine reads the question after its greeting."""
        self._socket.write(frame(greeting(API_VERSION, self.door.token)))
        if self._errand is not None:
            self._socket.write(frame(encode(self._errand.request)))

    def _on_data(self) -> None:
        try:
            for data in self._cutter.feed(come_over(self._socket)):
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
        errand, self._errand = self._errand, None
        if errand is None or self._over:
            return
        self._errands.go_on()
        if isinstance(message, r.Refused):
            errand.failed(trouble(message, errand.request))
        else:
            errand.done(message)
        self._errands.finished.emit()

    def _on_gone(self) -> None:
        if self._over:
            return
        self._over = True
        errand, self._errand = self._errand, None
        self._socket.abort()
        self._errands.drop(self)
        if errand is not None:
            self._errands.failed(errand)
            self._errands.finished.emit()


def come_over(socket: QLocalSocket) -> memoryview:
    """Return what has come over a connection, as it is: of a picture each copy costs a third of a millisecond."""
    return memoryview(socket.readAll())  # type: ignore[arg-type]  # it is a buffer, and its stubs do not say so


def _acts(errand: _Errand) -> bool:
    return type(errand.request) not in _LOOKS
