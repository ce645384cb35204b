"""The window as it is started, and a stop-watch: ``python -m tests.bench.window_probe HOME SPAWNED MODE``.

Nothing in the window knows of this. `SPAWNED` is when this process was started, in monotonic seconds; MODE is

    first        until the first frame, and the first frame with posts in it, and what the process weighs then
    scroll N     through N posts at a steady pace: how late each frame was, and what it cost
    bare         a window with the same imports of Qt and nothing of ours: the first frame
    empty N      the same scrolling through N empty boxes
    guest        a newcomer with the link on the first line of the standard input: until the text on the second is there

It prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

PATIENCE_S = 120.0
# Sixty frames a second, each so much further: as fast as a hand that looks for something.
FRAME_S = 1 / 60
STEP_PX = 60.0
_BARE = b"""
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
ApplicationWindow { visible: true; width: 1180; height: 860; color: "#f6f3ee" }
"""
_EMPTY = b"""
import QtQuick
import QtQuick.Controls.Basic
ApplicationWindow {
    visible: true; width: 1180; height: 860
    ListView {
        objectName: "posts"
        anchors.fill: parent
        model: %d
        cacheBuffer: 1200
        reuseItems: true
        delegate: Rectangle { width: 640; height: 500; color: index %% 2 ? "#ffffff" : "#f6f3ee" }
    }
}
"""


def main(words: Sequence[str]) -> int:
    """Do what `words` say and print what was measured."""
    home, spawned_s, mode, *more = words
    count = int(more[0]) if more else 0
    if mode in ("bare", "empty"):
        _say(_without_us(mode, float(spawned_s), count))
    elif mode == "guest":
        link, greeting = sys.stdin.read().splitlines()
        _say(_come_in(Path(home), float(spawned_s), link, greeting))
    elif mode == "first":
        _say(_as_started(home, float(spawned_s)))
    else:
        _say(_with_us(Path(home), float(spawned_s), mode, count))
    return 0


def _without_us(mode: str, spawned_s: float, count: int) -> dict[str, Any]:
    from PySide6.QtCore import QUrl
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow
    from PySide6.QtWidgets import QApplication

    app = QApplication(["bare"])
    engine = QQmlApplicationEngine()
    engine.loadData(_BARE if mode == "bare" else _EMPTY % count, QUrl())
    root = engine.rootObjects()[0]
    assert isinstance(root, QQuickWindow)
    frames = Frames(root)
    frames.until(lambda: frames.count > 0)
    said: dict[str, Any] = {"first_s": frames.first_s - spawned_s, "resident_mb": _resident_mb()}
    if mode == "empty":
        said |= frames.scroll(count)
    del app
    return said


def _as_started(home: str, spawned_s: float) -> dict[str, Any]:
    """Go the way of `organic --home HOME` from its first line, and end it when posts have been painted."""
    from organic_p2p import __main__ as program

    said: dict[str, Any] = {}
    open_window = program._open_window

    def opened(folder: Path, link: str = "") -> int:
        from ui import run
        from ui.engine_link import EngineLink

        class Loopback(EngineLink):
            def __init__(self, folder: Path) -> None:
                super().__init__(folder, engine_words=["--loopback"])

            def open(self) -> None:
                super().open()
                # The pages are loaded after this, and not before.
                _watch(said, spawned_s)

        _put(run, "EngineLink", Loopback)
        return open_window(folder, link)

    _put(program, "_open_window", opened)
    program.main(["--home", home])
    return said


def _watch(said: dict[str, Any], spawned_s: float) -> None:
    """Have the window say when it paints, and end the program when it has painted posts."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui import app

    class Watched(app.Window):
        def __init__(self, *words: Any, **named: Any) -> None:
            super().__init__(*words, **named)
            assert self.root is not None
            self.root.frameSwapped.connect(self._look)

        def _look(self) -> None:
            now_s = time.monotonic() - spawned_s
            said.setdefault("first_s", now_s)
            if "posts_s" not in said and _posts_drawn(self.root):
                said.update(posts_s=now_s, resident_mb=_resident_mb())
                QTimer.singleShot(0, QApplication.quit)

    _put(app, "Window", Watched)


def _put(module: Any, name: str, value: object) -> None:
    """Replace something for good; the library for that would take a tenth of a second of the program's start."""
    setattr(module, name, value)


def _with_us(home: Path, spawned_s: float, mode: str, count: int) -> dict[str, Any]:
    import gc

    from organic_p2p.__main__ import look_for_garbage

    gc.disable()
    from PySide6.QtCore import Qt

    from ui.app import Window
    from ui.application import application
    from ui.engine_link import EngineLink
    from ui.preferences import Preferences

    app = application(["organic"])
    link = EngineLink(home, engine_words=["--loopback"])
    window = Window(link, Preferences(home))
    root = window.root
    assert root is not None
    root.frameSwapped.connect(look_for_garbage, Qt.ConnectionType.SingleShotConnection)
    frames = Frames(root)
    with_posts: list[float] = []

    def look() -> None:
        if not with_posts and _posts_drawn(root):
            with_posts.append(time.monotonic())

    root.frameSwapped.connect(look)
    link.open()
    frames.until(lambda: bool(with_posts))
    said: dict[str, Any] = {
        "first_s": frames.first_s - spawned_s,
        "posts_s": with_posts[0] - spawned_s,
        "resident_mb": _resident_mb(),
    }
    if mode == "scroll":
        frames.until(lambda: bool(window.home.property("settled")))
        said |= frames.scroll(count)
    link.close()
    window.close()
    del app
    return said


def _come_in(home: Path, spawned_s: float, invitation: str, greeting: str) -> dict[str, Any]:
    from tests.ui.access import Role, can_be_pressed, names, press, write
    from ui.app import Window
    from ui.application import application
    from ui.engine_link import EngineLink
    from ui.preferences import Preferences

    app = application(["organic"])
    link = EngineLink(home)
    window = Window(link, Preferences(home))
    root = window.root
    assert root is not None
    frames = Frames(root)
    link.open()
    window.welcome.offer(invitation)
    for button in ("Join", "Come in"):
        frames.until(lambda name=button: can_be_pressed(window, name))  # type: ignore[misc]
        if button == "Come in":
            write(window, "Your name", "Ben")
        press(window, button)
    frames.until(lambda: any(greeting in name for name in names(window, Role.ListItem)))
    root.grabWindow()
    said = {"first_s": frames.first_s - spawned_s, "greeting_s": time.monotonic() - spawned_s}
    link.close()
    window.close()
    del app
    return said


def _posts_drawn(root: Any) -> bool:
    from PySide6.QtCore import QObject

    posts = root.findChild(QObject, "posts")
    if posts is None or not posts.property("count"):
        return False
    first = posts.itemAtIndex(0) if hasattr(posts, "itemAtIndex") else None
    return first is not None or posts.property("contentHeight") > 400


class Frames:
    """Frames of one window as they are painted."""

    def __init__(self, root: Any) -> None:
        from PySide6.QtCore import QEventLoop, Qt, QTimer

        self._root = root
        # A loop of its own, as the program has one: what is to be deleted later is, and memory tells the truth.
        self._loop = QEventLoop()
        self._timer = QTimer(singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._loop.quit)
        self.count = 0
        self.first_s = 0.0
        self.last_s = 0.0
        root.frameSwapped.connect(self._on_frame)

    def _on_frame(self) -> None:
        self.count += 1
        self.last_s = time.monotonic()
        self.first_s = self.first_s or self.last_s
        self._loop.quit()

    def _handle(self, ms: int) -> None:
        """Let the window work until it has painted, at most so long."""
        self._timer.start(ms)
        self._loop.exec()

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window work until `holds` says yes."""
        end_s = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end_s, "the window did not get there"
            self._handle(20)

    def scroll(self, count: int) -> dict[str, Any]:
        """Scroll through so many posts, a step for each frame; a frame is as late as it is painted after it was due."""
        from PySide6.QtCore import QObject

        posts = self._root.findChild(QObject, "posts")
        late: list[float] = []
        cost: list[float] = []
        most_mb, starved, passed, gone_px = 0.0, 0, 0.0, 0.0
        due_s = time.monotonic()
        while passed < count:
            # Who could not keep up goes on from there, as a screen does.
            due_s = max(due_s + FRAME_S, time.monotonic())
            while (left_s := due_s - time.monotonic()) > 0.0005:
                self._handle(max(1, int(left_s * 1000)))
            at, top = posts.property("contentY"), posts.property("originY")
            height = posts.property("contentHeight")
            bottom = top + height - posts.property("height")
            # Posts that come above meanwhile were not scrolled through.
            passed = posts.property("count") * gone_px / height
            if at >= bottom - 1:
                # Nothing to show yet: that is late, too.
                starved += 1
                if starved > 1000 or passed > count - 5:
                    break
                self._handle(5)
                continue
            used_s, painted = time.thread_time(), self.count
            gone_px += min(at + STEP_PX, bottom) - at
            posts.setProperty("contentY", min(at + STEP_PX, bottom))
            while self.count == painted:
                self._handle(5)
            late.append(self.last_s - due_s)
            cost.append(time.thread_time() - used_s)
            if len(late) % 50 == 0:
                most_mb = max(most_mb, _resident_mb())
        return {
            "late_s": late,
            "cost_s": cost,
            "most_mb": most_mb,
            "starved": starved,
            "posts": int(passed),
        }


def _resident_mb() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * 1024 / 1e6


def _say(said: dict[str, Any]) -> None:
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
