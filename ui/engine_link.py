"""The window's line to the engine: a local socket, requests in order, events in between.

    view-model ── ask(request, done, failed) ──▶ EngineLink ── frames ──▶ engine
    view-model ◀── told(event), state_changed ── EngineLink ◀── frames ── engine

The window has no keys and opens no database: everything it knows comes over this line. If no engine runs in the home,
one is started, which goes on when the window is closed. If the engine dies, it is started again, and whoever was
waiting for an answer is told so in a sentence.
"""

import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, QProcess, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from organic_p2p.api import API_VERSION
from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.codec import CodecError, decode, encode
from organic_p2p.api.frames import ENGINE_FILE, Door, FrameCutter, frame, greeting, read_greeting
from ui.errands import Errands
from ui.trouble import ENGINE_GONE
from ui.trouble import Trouble as Trouble  # view-models know it from here

# An engine is ready within half a second; a machine that is busy with its own start may take far longer.
START_PATIENCE_S: Final = 60.0
_LOOK_MS: Final = 40
_AGAIN_MS: Final = 200
_LAST_WORDS_MS: Final = 2000
_EVENTS = (e.CirclesChanged, e.FeedChanged, e.NeighboursChanged)

Reply = TypeVar("Reply")


class LinkState(Enum):
    """How things stand with the engine."""

    STARTING = auto()
    CONNECTED = auto()
    OTHER_VERSION = auto()
    FAILED = auto()


class Engine(Protocol):
    """What a view-model needs of the engine: the link in the program, a double in tests."""

    @property
    def told(self) -> "SignalLike":
        """Emitted with each event."""
        ...

    @property
    def state_changed(self) -> "SignalLike":
        """Emitted when `state` has a new value."""
        ...

    @property
    def state(self) -> LinkState:
        """How things stand."""
        ...

    def ask(
        self, request: q.Request, done: Callable[[object], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Send a request; exactly one of the two is called later."""
        ...


class SignalLike(Protocol):
    """A Qt signal of an instance."""

    def connect(self, slot: Callable[..., object]) -> object:
        """Call `slot` at each emission."""
        ...


@dataclass(frozen=True, slots=True)
class _Asked:
    request: q.Request
    done: Callable[[object], None]
    failed: Callable[[Trouble], None]


class EngineLink(QObject):
    """A connection to the engine of one home, made again whenever it breaks.

    Signals:
        state_changed: `state` has a new value.
        told: The engine announced something; carries the event.
    """

    state_changed = Signal()
    told = Signal(object)

    def __init__(
        self, folder: Path, parent: QObject | None = None, *, engine_words: Sequence[str] = ()
    ) -> None:
        """Prepare a link to the engine of the home in `folder`; `open` makes it.

        Args:
            folder: The home.
            parent: Who owns the link.
            engine_words: More words for the command line of an engine that is started.
        """
        super().__init__(parent)
        self._engine_words = engine_words
        self._folder = folder
        self._state = LinkState.STARTING
        self._waiting: deque[_Asked] = deque()
        self._sent: deque[_Asked] = deque()
        self._cutter = FrameCutter()
        self._errands = Errands(self)
        self._greeted = False
        self._started_s = 0.0
        self._closed = False
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._on_connected)
        self._socket.readyRead.connect(self._on_data)
        self._socket.disconnected.connect(self._on_gone)
        self._socket.errorOccurred.connect(self._on_error)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._token = b""

    @property
    def state(self) -> LinkState:
        """How things stand with the engine."""
        return self._state

    def open(self) -> None:
        """Connect to the engine, starting one if none runs."""
        self._look()

    def close(self) -> None:
        """Let go of the engine, which goes on without a window."""
        # What was said last, a draft or a deletion, must still be heard.
        deadline = QDeadlineTimer(_LAST_WORDS_MS)
        while self._sent and self._state is LinkState.CONNECTED and not deadline.hasExpired():
            if not self._socket.waitForReadyRead(deadline.remainingTime()):
                break
        self._closed = True
        self._timer.stop()
        self._errands.close(deadline)
        self._socket.abort()

    def ask(
        self, request: q.Request, done: Callable[[object], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Send a request. Later `done` is called with the reply, or `failed` with why there is none."""
        asked = _Asked(request, done, failed)
        if self._state is LinkState.CONNECTED:
            self._send(asked)
        else:
            self._waiting.append(asked)

    # -- connecting ----------------------------------------------------------------------------------

    def _look(self) -> None:
        if self._closed:
            return
        door = Door.read(self._folder / ENGINE_FILE)
        if door is None:
            self._start_engine()
            return
        self._token = door.token
        self._errands.door = door
        self._socket.setServerName(door.socket)
        self._socket.connectToServer()

    def _start_engine(self) -> None:
        now_s = time.monotonic()
        if not self._started_s:
            self._started_s = now_s
            engine = QProcess()
            engine.setProgram(sys.executable)
            engine.setArguments(
                ["-m", "organic_p2p", "--home", str(self._folder), "node", *self._engine_words]
            )
            # It outlives the window, and must not hold on to the terminal that the window came from.
            for set_file in (
                engine.setStandardInputFile,
                engine.setStandardOutputFile,
                engine.setStandardErrorFile,
            ):
                set_file(QProcess.nullDevice())
            if not engine.startDetached():
                self._set_state(LinkState.FAILED)
                return
        elif now_s - self._started_s > START_PATIENCE_S:
            self._set_state(LinkState.FAILED)
            return
        self._timer.start(_LOOK_MS)

    def _on_connected(self) -> None:
        self._cutter = FrameCutter()
        self._greeted = False
        self._socket.write(frame(greeting(API_VERSION, self._token)))

    def _on_error(self, error: QLocalSocket.LocalSocketError) -> None:
        # Of an engine that goes away, `disconnected` tells.
        if error is not QLocalSocket.LocalSocketError.PeerClosedError and not self._closed:
            # What a killed engine left behind: a file that names a socket where nobody listens.
            self._start_engine()

    def _on_gone(self) -> None:
        if self._closed or self._state is LinkState.OTHER_VERSION:
            return
        self._started_s = 0.0
        sent, self._sent = self._sent, deque()
        self._set_state(LinkState.STARTING)
        for asked in sent:
            asked.failed(ENGINE_GONE)
        self._timer.start(_AGAIN_MS)

    # -- talking -------------------------------------------------------------------------------------

    def _send(self, asked: _Asked) -> None:
        if type(asked.request) in q.ERRANDS:
            self._errands.run(asked.request, asked.done, asked.failed)
            return
        self._sent.append(asked)
        self._socket.write(frame(encode(asked.request)))

    def _on_data(self) -> None:
        try:
            for data in self._cutter.feed(bytes(self._socket.readAll().data())):
                self._on_frame(data)
        except CodecError:
            self._socket.abort()

    def _on_frame(self, data: bytes) -> None:
        if not self._greeted:
            self._on_greeting(*read_greeting(data))
            return
        message = decode(data)
        if isinstance(message, _EVENTS):
            self.told.emit(message)
        elif self._sent:
            asked = self._sent.popleft()
            if isinstance(message, r.Refused):
                asked.failed(Trouble(message.error, message.message))
            else:
                asked.done(message)

    def _on_greeting(self, version: int, _token: bytes) -> None:
        self._greeted = True
        if version != API_VERSION:
            self._set_state(LinkState.OTHER_VERSION)
            self._socket.abort()
            return
        self._started_s = 0.0
        self._send(_Asked(q.Follow(), _ignore, _ignore))
        self._set_state(LinkState.CONNECTED)
        waiting, self._waiting = self._waiting, deque()
        for asked in waiting:
            self._send(asked)

    def _set_state(self, state: LinkState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit()


def _ignore(_: object) -> None:
    """Have nothing to say to it."""
