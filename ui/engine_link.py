"""The window's line to the engine: a local socket, requests in order, events in between.

    view-model ── ask(request, done, failed) ──▶ EngineLink ── frames ──▶ engine
    view-model ◀── told(event), state_changed ── EngineLink ◀── frames ── engine

The window has no keys and opens no database: everything it knows comes over this line. If no engine runs in the home,
one is started, which goes on when the window is closed. If the engine dies, it is started again, and whoever was
waiting for an answer is told so in a sentence. What is asked while the home is locked waits for the passphrase.
"""

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from organic_p2p.api import API_VERSION
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.codec import CodecError, decode, encode
from organic_p2p.api.events import EVENTS
from organic_p2p.api.frames import ENGINE_FILE, Door, FrameCutter, frame, greeting, read_greeting
from ui.engine import LinkState
from ui.engine_process import LOG_FILE, EngineProcess
from ui.errands import Errands, come_over
from ui.language import fill, translate
from ui.refusals import engine_gone, too_much, trouble
from ui.trouble import Trouble

# An engine is ready within half a second; a machine that is busy with its own start may take far longer.
START_PATIENCE_S: Final = 60.0
_LOOK_MS: Final = 40
_AGAIN_MS: Final = 200
# Somebody may give the passphrase elsewhere, and another program may be done with the home.
_STILL_LOCKED_MS: Final = 2000
_STILL_IN_USE_MS: Final = 500
_END_PATIENCE_S: Final = 30.0
# So many ends in so short a time are no accident: starting it for ever would help nobody.
_MANY_DEATHS, _DEATHS_WITHIN_S = 4, 60.0
# So many questions whose answers ended the line are remembered.
_MANY_BREAKING: Final = 16
_LAST_WORDS_MS: Final = 2000
# A post is written down in a moment. What takes longer has been heard by then, and the engine finishes it first.
STOP_AFTER_MS: Final = 5000


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
        self._trouble: Trouble | None = None
        self._newer = False
        self._process: EngineProcess | None = None
        self._past: list[EngineProcess] = []
        self._deaths: deque[float] = deque(maxlen=_MANY_DEATHS)
        self._breaking: deque[q.Request] = deque(maxlen=_MANY_BREAKING)
        self._ending: Door | None = None
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._on_connected)
        self._socket.readyRead.connect(self._on_data)
        self._socket.disconnected.connect(self._on_gone)
        self._socket.errorOccurred.connect(self._on_error)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._knocking = QTimer(self)
        self._knocking.setSingleShot(True)
        self._knocking.setInterval(_STILL_LOCKED_MS)
        self._knocking.timeout.connect(self._follow)
        self._door: Door | None = None
        self._stop: _Asked | None = None
        self._stopping = QTimer(self)
        self._stopping.setSingleShot(True)
        self._stopping.setInterval(STOP_AFTER_MS)
        self._stopping.timeout.connect(self._say_stop)
        self._errands.finished.connect(self._stop_if_finished)

    @property
    def state(self) -> LinkState:
        """How things stand with the engine."""
        return self._state

    @property
    def at_rest(self) -> bool:
        """Whether everything that was asked is answered."""
        return not (self._sent or self._waiting or self._errands.under_way)

    @property
    def trouble(self) -> Trouble | None:
        """Why `state` is FAILED."""
        return self._trouble

    @property
    def newer(self) -> bool:
        """Whether it is the engine that is newer, where `state` is OTHER_VERSION."""
        return self._newer

    def open(self) -> None:
        """Connect to the engine, starting one if none runs."""
        self._look()

    def close(self) -> None:
        """Let go of the engine, which goes on without a window."""
        # What was said last, a draft or a deletion, must still be heard; and so must what its answers lead to: what is
        # posted is no draft any more.
        deadline = QDeadlineTimer(_LAST_WORDS_MS)
        self._hear_out(deadline)
        self._errands.close(deadline)
        self._hear_out(deadline)
        self._closed = True
        self._timer.stop()
        self._stopping.stop()
        self._knocking.stop()
        self._socket.abort()
        for process in self._processes():
            process.release()

    def try_again(self) -> None:
        """Begin anew after a failure."""
        self._started_s = 0.0
        self._deaths.clear()
        self._breaking.clear()
        self._retire()
        self._set_state(LinkState.STARTING)
        self._look()

    def replace(self) -> None:
        """End an engine of another version, and start ours."""
        self._ending = Door.read(self._folder / ENGINE_FILE)
        if self._ending is not None:
            try:
                os.kill(self._ending.pid, signal.SIGTERM)
            except OSError:
                self._ending = None
        self._started_s = time.monotonic()
        self._set_state(LinkState.STARTING)
        self._look()

    def ask(
        self, request: q.Request, done: Callable[[object], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Send a request. Later `done` is called with the reply, or `failed` with why there is none."""
        asked = _Asked(request, done, failed)
        if self._closed:
            return  # whoever asked is being closed, too
        if self._state is LinkState.CONNECTED or (
            self._state is LinkState.LOCKED and isinstance(request, q.Unlock | q.Stop)
        ):
            self._send(asked)
        else:
            self._waiting.append(asked)

    # -- connecting ----------------------------------------------------------------------------------

    def _look(self) -> None:
        if self._closed:
            return
        door = Door.read(self._folder / ENGINE_FILE)
        if self._ending is not None and door == self._ending and _runs(door.pid):
            if time.monotonic() - self._started_s > _END_PATIENCE_S:
                self._ending = None
                self._fail("still-running", translate("engine", "The other version does not end."))
            else:
                self._timer.start(_AGAIN_MS)
            return
        self._ending = None
        if door is None:
            self._start_engine()
            return
        self._door = door
        self._socket.setServerName(door.socket)
        self._socket.connectToServer()

    def _start_engine(self) -> None:
        now_s = time.monotonic()
        self._started_s = self._started_s or now_s
        if now_s - self._started_s > START_PATIENCE_S:
            self._fail("late", translate("engine", "It does not answer."))
            return
        if self._process is not None and self._process.ended:
            kind, sentence = self._process.last_words()
            self._retire()
            if kind != "in-use":
                self._fail(kind or "crashed", self._why(kind, sentence))
                return
            # A command that opened the home for a moment, or an engine that is just ending.
            self._timer.start(_STILL_IN_USE_MS)
            return
        if self._process is None:
            try:
                self._process = EngineProcess(self._folder, self._engine_words)
            except OSError as cause:
                self._fail("no-start", self._why("no-start", cause.strerror or str(cause)))
                return
        self._timer.start(_LOOK_MS)

    def _why(self, kind: str, said: str) -> str:
        """Return why there is no engine: in its own sentence if it left one."""
        if kind not in ("", "crashed"):
            return said
        log = self._folder / LOG_FILE
        if not said:
            return translate("engine", "It stopped without a word.")
        return fill(translate("engine", "It stopped by a mistake of its own. Its last words are in %1."), log)

    def _fail(self, kind: str, sentence: str) -> None:
        self._trouble = Trouble(kind, sentence)
        self._set_state(LinkState.FAILED)

    def _retire(self) -> None:
        if self._process is not None:
            self._past.append(self._process)
        self._process = None
        # Asking whether it ended is also what frees what the system keeps of it.
        self._past = [process for process in self._past if not process.ended]

    def _processes(self) -> list[EngineProcess]:
        return [*self._past, *([self._process] if self._process is not None else [])]

    def _on_connected(self) -> None:
        self._cutter = FrameCutter()
        self._greeted = False
        if self._door is not None:
            self._socket.write(frame(greeting(API_VERSION, self._door.token)))

    def _on_error(self, error: QLocalSocket.LocalSocketError) -> None:
        # Of an engine that goes away, `disconnected` tells.
        if error is not QLocalSocket.LocalSocketError.PeerClosedError and not self._closed:
            # What a killed engine left behind: a file that names a socket where nobody listens.
            self._start_engine()

    def _on_gone(self) -> None:
        if self._closed or self._state is LinkState.OTHER_VERSION:
            return
        self._started_s = 0.0
        self._knocking.stop()
        sent, self._sent = self._sent, deque()
        self._deaths.append(time.monotonic())
        often = len(self._deaths) == _MANY_DEATHS and self._deaths[-1] - self._deaths[0] < _DEATHS_WITHIN_S
        kind, said = self._process.last_words() if often and self._process is not None else ("", "")
        self._retire()
        if often:
            self._fail("keeps-stopping", self._why(kind, said))
        else:
            self._set_state(LinkState.STARTING)
            self._timer.start(_AGAIN_MS)
        self._errands.door = None
        again = [asked for asked in sent if type(asked.request) in q.READS]
        self._waiting.extendleft(reversed(again))
        for asked in sent:
            if asked not in again:
                asked.failed(engine_gone())

    # -- talking -------------------------------------------------------------------------------------

    def _send(self, asked: _Asked) -> None:
        if type(asked.request) in q.ERRANDS:
            done = self._then_follow(asked.done) if isinstance(asked.request, q.Unlock) else asked.done
            self._errands.run(asked.request, done, asked.failed)
            return
        if asked.request in self._breaking:
            QTimer.singleShot(0, self, lambda: asked.failed(too_much()))
            return
        if isinstance(asked.request, q.Stop):
            # It must not overtake what goes to the engine over other connections.
            self._stop = asked
            self._stopping.start()
            self._errands.hurry()
            self._stop_if_finished()
            return
        self._say(asked)

    def _say(self, asked: _Asked) -> None:
        self._sent.append(asked)
        self._socket.write(frame(encode(asked.request)))

    def _stop_if_finished(self) -> None:
        if self._stop is not None and not self._errands.unfinished:
            self._say_stop()

    def _say_stop(self) -> None:
        self._stopping.stop()
        asked, self._stop = self._stop, None
        if asked is None or self._closed:
            return
        if self._socket.state() is QLocalSocket.LocalSocketState.ConnectedState:
            self._say(asked)
        else:
            asked.failed(engine_gone())

    def _hear_out(self, deadline: QDeadlineTimer) -> None:
        while self._sent and self._state is LinkState.CONNECTED and not deadline.hasExpired():
            if not self._socket.waitForReadyRead(deadline.remainingTime()):
                break

    def _on_data(self) -> None:
        try:
            for data in self._cutter.feed(come_over(self._socket)):
                self._on_frame(data)
        except CodecError:
            self._give_up_the_first()
            self._socket.abort()

    def _give_up_the_first(self) -> None:
        """Ask never again what had no answer that can be read: that would end every line, and then the window."""
        if self._sent and self._state is LinkState.CONNECTED:
            asked = self._sent.popleft()
            self._breaking.append(asked.request)
            asked.failed(too_much())

    def _on_frame(self, data: bytes) -> None:
        if not self._greeted:
            self._on_greeting(*read_greeting(data))
            return
        message = decode(data)
        if isinstance(message, EVENTS):
            self.told.emit(message)
        elif self._sent:
            asked = self._sent.popleft()
            if isinstance(message, r.Refused):
                asked.failed(trouble(message, asked.request))
                return
            if isinstance(asked.request, q.Stop):
                # It goes because we said so: it is not to be started again.
                self._closed = True
            asked.done(message)

    def _on_greeting(self, version: int, _token: bytes) -> None:
        self._greeted = True
        if version != API_VERSION:
            self._newer = version > API_VERSION
            self._set_state(LinkState.OTHER_VERSION)
            self._socket.abort()
            return
        self._started_s = 0.0
        # Not before: what a killed engine left behind names a door, too.
        self._errands.door = self._door
        self._follow()

    def _follow(self) -> None:
        self._send(_Asked(q.Follow(), self._on_followed, self._on_not_followed))

    def _then_follow(self, done: Callable[[object], None]) -> Callable[[object], None]:
        def unlocked(reply: object) -> None:
            done(reply)
            if self._state is LinkState.LOCKED:
                self._follow()

        return unlocked

    def _on_followed(self, _: object) -> None:
        self._set_state(LinkState.CONNECTED)
        waiting, self._waiting = self._waiting, deque()
        for asked in waiting:
            self._send(asked)
        self._errands.go_on()

    def _on_not_followed(self, trouble: Trouble) -> None:
        if trouble.kind == "locked":
            self._set_state(LinkState.LOCKED)
            self._knocking.start()

    def _set_state(self, state: LinkState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
