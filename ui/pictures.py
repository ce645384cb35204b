"""Draws the window of a home without a screen: ``python -m ui.pictures HOME FOLDER``, over the engine that runs there.

For whoever has no screen, and for looking at every appearance after a change.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from ui.app import Window
from ui.application import application
from ui.engine_link import EngineLink
from ui.theme import LARGEST_SCALE, Appearance

PATIENCE_S: Final = 30
_LARGE: Final = LARGEST_SCALE
_WIDE, _NARROW = 1180, 480
_LOOK_MS: Final = 20
_CALM: Final = 3


class _TooSlowError(Exception):
    pass


def main(words: Sequence[str]) -> int:
    """Draw the window of the home that `words` names; return the exit code."""
    if len(words) != 2:
        print("usage: python -m ui.pictures HOME FOLDER", file=sys.stderr)  # noqa: T201 — the answer
        return 2
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application(["organic"])
    link = EngineLink(Path(words[0]))
    window = Window(link)
    try:
        link.open()
        draw(window, Path(words[1]), lambda: link.at_rest)
    except (_TooSlowError, OSError) as cause:
        print(str(cause), file=sys.stderr)  # noqa: T201 — the answer
        return 1
    finally:
        link.close()
        window.close()
    return 0


def draw(window: Window, folder: Path, at_rest: Callable[[], bool]) -> None:
    """Write pictures of every page of `window` into `folder`: light, dark, large, narrow and mirrored.

    Args:
        window: Of somebody who is in a circle.
        folder: Where they go, as page-appearance.png; it is made if need be.
        at_rest: Whether the engine has answered everything.

    Raises:
        OSError: The window or a picture could not be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    root = window.root
    if root is None:
        raise OSError("The window's description could not be read.")
    _wait(lambda: window.session.property("page") == "inside" and at_rest())
    inside = root.findChild(QObject, "inside")
    if inside is None:
        raise OSError("The window does not show its pages.")
    # One of its pages shows a post that was opened, the best the one with most to see.
    if rows := window.home.model.rows:
        window.reading.open(max(rows, key=lambda row: len(row["pictures"]) + len(row["comments"]))["id"])
    for page in inside.property("pages").toVariant():
        inside.setProperty("current", page["name"])
        for look, change in _LOOKS.items():
            change(window)
            # The first frame makes what is on it, which asks for its pictures; what comes then is drawn.
            root.grabWindow()
            _wait(lambda: _settled(window) and at_rest())
            image = root.grabWindow()
            path = folder / f"{page['name']}-{look}.png"
            if image.isNull() or not image.save(str(path)):
                raise OSError(f"{path} could not be written.")
            _plain(window)
    inside.setProperty("current", "home")


def _settled(window: Window) -> bool:
    return bool(window.home.property("settled")) and bool(window.photos.property("settled"))


def _plain(window: Window) -> None:
    window.theme.choose(Appearance.LIGHT)
    window.theme.resize(1.0)
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    _resize(window, _WIDE)


def _resize(window: Window, width: int) -> None:
    if window.root is not None:
        window.root.setWidth(width)


_LOOKS: Final[Mapping[str, Callable[[Window], None]]] = {
    "light": _plain,
    "dark": lambda window: window.theme.choose(Appearance.DARK),
    "large": lambda window: window.theme.resize(_LARGE),
    "narrow": lambda window: _resize(window, _NARROW),
    "mirrored": lambda _: QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft),
}


def _wait(holds: Callable[[], bool]) -> None:
    """Let the window work until `holds` has said yes for a while: answers lead to questions."""
    loop = QEventLoop()
    limit = QDeadlineTimer(PATIENCE_S * 1000)
    calm = 0

    def look() -> None:
        nonlocal calm
        calm = calm + 1 if holds() else 0
        if calm >= _CALM:
            loop.exit(0)
        elif limit.hasExpired():
            loop.exit(1)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(_LOOK_MS)
    code = loop.exec()
    timer.stop()
    if code:
        raise _TooSlowError(f"The window was not ready within {PATIENCE_S} seconds.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
