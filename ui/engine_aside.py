"""Lines to the engine beside the main one, for what may take long: an engine answers the requests of one line in order.

    EngineLink.ask ── quick ──▶ the main line, in order
                   ── slow ───▶ SideLines ──▶ an idle line of the few for that kind, made when it is needed

A page is read within milliseconds, while fifty pictures are prepared in fifteen seconds and a picture that somebody
made to be costly takes half a minute to be refused: neither may keep the other waiting.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket

from organic_p2p.api import API_VERSION
from organic_p2p.api import requests as q
from organic_p2p.api.codec import MAX_FRAME_BYTES, CodecError, decode, encode
from organic_p2p.api.frames import ENGINE_FILE, Door, frame, greeting, read_greeting

_LENGTH_BYTES: Final = 4
_PICTURES: Final = (q.ReadPicture, q.DrawPicture)
# As many as the engine has workers that decode; and writing, saving, joining: rarely two at a time.
_PICTURE_LINES, _OTHER_LINES = 2, 3
_OTHERS: Final = (q.Save, q.SaveAs, q.Join, q.Connect)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and who waits for the reply; `gone` is called instead if there will be none."""

    request: q.Request
    done: Callable[[object], None]
    gone: Callable[[], None]


def is_slow(request: q.Request) -> bool:
    """Return whether others should not wait for the reply to this."""
    return isinstance(request, _PICTURES + _OTHERS) or bool(getattr(request, "attached", ()))


class SideLines(QObject):
    """The lines beside the main one. They are opened and closed with it."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Open none yet, to the engine of the home in `folder`."""
        super().__init__(parent)
        self._folder = folder
        self._pictures: list[_Line] = []
        self._others: list[_Line] = []

    def ask(self, asked: Asked) -> None:
        """Send a request over the line that has least to do."""
        lines, most = self._pictures, _PICTURE_LINES
        if not isinstance(asked.request, _PICTURES):
            lines, most = self._others, _OTHER_LINES
        least = min(lines, key=lambda line: line.busy, default=None)
        if least is None or (least.busy and len(lines) < most):
            least = _Line(self._folder, self)
            lines.append(least)
        least.ask(asked)

    def close(self) -> None:
        """Give all of them up; whoever waits is told."""
        for line in (*self._pictures, *self._others):
            line.close()
        self._pictures, self._others = [], []

    def finish(self, wait: Callable[[], int]) -> None:
        """Wait for what was asked of the slow ones, such as a post that is on its way, as long as `wait` gives ms."""
        for line in self._others:
            line.finish(wait)


class _Line(QObject):
    """One connection, that carries one request after the other."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._sent: deque[Asked] = deque()
        self._incoming = bytearray()
        self._open = self._greeted = False
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._on_connected)
        self._socket.readyRead.connect(self._on_data)
        self._socket.disconnected.connect(self._on_gone)
        self._socket.errorOccurred.connect(self._on_gone)
        self._token = b""

    @property
    def busy(self) -> int:
        """How many replies it waits for."""
        return len(self._sent)

    def ask(self, asked: Asked) -> None:
        """Send a request, connecting first if need be."""
        self._sent.append(asked)
        if self._greeted:
            self._socket.write(frame(encode(asked.request)))
        elif not self._open:
            self._connect()

    def close(self) -> None:
        """Let go of the engine."""
        self._socket.abort()
        self._on_gone()
        self.deleteLater()

    def finish(self, wait: Callable[[], int]) -> None:
        """Wait until nothing is asked any more."""
        while self._sent and (left_ms := wait()) > 0:
            if not self._socket.waitForReadyRead(left_ms):
                return

    def _connect(self) -> None:
        door = Door.read(self._folder / ENGINE_FILE)
        if door is None:
            self._on_gone()
            return
        self._open, self._token = True, door.token
        self._socket.setServerName(door.socket)
        self._socket.connectToServer()

    def _on_connected(self) -> None:
        self._incoming.clear()
        self._socket.write(frame(greeting(API_VERSION, self._token)))

    def _on_gone(self) -> None:
        self._open = self._greeted = False
        sent, self._sent = self._sent, deque()
        for asked in sent:
            asked.gone()

    def _on_data(self) -> None:
        self._incoming += self._socket.readAll().data()
        while len(self._incoming) >= _LENGTH_BYTES:
            length = int.from_bytes(self._incoming[:_LENGTH_BYTES], "big")
            if length > MAX_FRAME_BYTES:
                self._socket.abort()
                return
            if len(self._incoming) < _LENGTH_BYTES + length:
                return
            data = bytes(self._incoming[_LENGTH_BYTES : _LENGTH_BYTES + length])
            del self._incoming[: _LENGTH_BYTES + length]
            try:
                self._on_frame(data)
            except CodecError:
                self._socket.abort()
                return

    def _on_frame(self, data: bytes) -> None:
        if not self._greeted:
            version, _ = read_greeting(data)
            if version != API_VERSION:
                self._socket.abort()
                return
            self._greeted = True
            for asked in self._sent:
                self._socket.write(frame(encode(asked.request)))
            return
        message = decode(data)
        if self._sent:
            self._sent.popleft().done(message)
