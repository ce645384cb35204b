"""One window to a home: whoever opens a second one is shown the first, and a link goes to it.

    first    OneWindow.take() ──▶ holds the lock of the home, listens ── called(link, place) ──▶ raises the window
    second   take() is False ── call(link, place) ──▶ connects, hands both over, is heard, and ends

The lock is the system's and falls with the process, however that ends; so a socket that lies about belongs to nobody.
The socket is open to this user alone. Links are one-time secrets: they pass through, and are kept nowhere.
"""

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QStandardPaths, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from organic_p2p.api.codec import CodecError
from organic_p2p.api.frames import FrameCutter, frame

LOCK_FILE: Final = "window.lock"
# The first window may be busy with its own start.
_PATIENCE_MS: Final = 8000
_RETRY_S: Final = 0.05
_MAX_LINK: Final = 4096
_MAX_PLACE: Final = 4 * _MAX_LINK
_MAX_BYTES: Final = 8 * _MAX_LINK
# The length of a Unix socket's path is limited to about 104 bytes; a home folder may lie deeper.
_MAX_PATH_BYTES: Final = 90
# How a desktop says whose click this was, so that the window may come to the front.
_ACTIVATION: Final = "XDG_ACTIVATION_TOKEN"
_HEARD: Final = b"heard"


class OneWindow(QObject):
    """The right to be the window of a home.

    Signals:
        called: Somebody opened another one; carries the link and the place they gave, or nothing.
    """

    called = Signal(str, str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Stand before the home in `folder`."""
        super().__init__(parent)
        self._folder = folder
        self._lock: int | None = None
        self._calls: list[_Call] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def take(self) -> bool:
        """Become the window of this home and return True, or return False if there is one.

        Raises:
            OSError: The folder cannot be used.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(self._folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        self._lock = lock
        name = _socket(self._folder)
        # Of a window that was killed: the lock says that it is no more.
        QLocalServer.removeServer(name)
        self._server.listen(name)
        return True

    def call(self, link: str, place: str = "") -> bool:
        """Show the window that there is, and give it `link` and `place`; return whether it heard."""
        deadline = QDeadlineTimer(_PATIENCE_MS)
        words = {
            "link": link[:_MAX_LINK],
            "place": place[:_MAX_PLACE],
            "activation": os.environ.get(_ACTIVATION, ""),
        }
        while not deadline.hasExpired():
            line = QLocalSocket()
            line.connectToServer(_socket(self._folder))
            if line.waitForConnected(deadline.remainingTime()):
                line.write(frame(json.dumps(words).encode()))
                if line.waitForReadyRead(deadline.remainingTime()):
                    return True
            line.abort()
            time.sleep(_RETRY_S)
        return False

    def release(self) -> None:
        """Be the window no more."""
        self._server.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _on_connection(self) -> None:
        while (line := self._server.nextPendingConnection()) is not None:
            call = _Call(line, self.called.emit)
            self._calls.append(call)
            line.disconnected.connect(lambda call=call: self._on_gone(call))
            line.readyRead.connect(call.read)
            call.read()

    def _on_gone(self, call: "_Call") -> None:
        # Its line belongs to the server, and goes with it: there are never many.
        if call in self._calls:
            self._calls.remove(call)


class _Call:
    """What one second window says."""

    def __init__(self, line: QLocalSocket, heard: Callable[[str, str], None]) -> None:
        self.line, self._heard = line, heard
        self._cutter, self._size = FrameCutter(), 0

    def read(self) -> None:
        """Take what came."""
        data = bytes(self.line.readAll().data())
        self._size += len(data)
        try:
            if self._size > _MAX_BYTES:
                raise CodecError("a second window that says too much")
            for words in self._cutter.feed(data):
                self._hear(words)
        except (CodecError, ValueError):
            # Not from within its own signal.
            QTimer.singleShot(0, self.line, self.line.abort)

    def _hear(self, words: bytes) -> None:
        match json.loads(words):
            case {"link": str(link), "place": str(place), "activation": str(activation)}:
                self.line.write(frame(_HEARD))
                self.line.flush()
                if activation:
                    os.environ[_ACTIVATION] = activation
                self._heard(link[:_MAX_LINK], place[:_MAX_PLACE])
            case _:
                raise CodecError("a second window that says something else")


def _socket(folder: Path) -> str:
    direct = folder / "window.sock"
    if len(os.fsencode(direct)) <= _MAX_PATH_BYTES:
        return str(direct)
    name = hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=8).hexdigest()
    private = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    return str(Path(private) / f"organic-window-{name}.sock")
