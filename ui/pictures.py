"""Draws the window of a home without a screen: ``python -m ui.pictures HOME FOLDER``, over the engine that runs there.

For whoever has no screen, and for looking at every appearance after a change.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, SignalInstance

from ui.app import Window, application
from ui.engine_link import EngineLink
from ui.theme import LARGEST_SCALE, Appearance

PATIENCE_S: Final = 30
_LARGE: Final = LARGEST_SCALE


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
        draw(window, Path(words[1]))
    except (_TooSlowError, OSError) as cause:
        print(str(cause), file=sys.stderr)  # noqa: T201 — the answer
        return 1
    finally:
        link.close()
        window.close()
    return 0


def draw(window: Window, folder: Path) -> None:
    """Wait until `window` shows all that it can, and write pictures of it into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    root = window.root
    if root is None:
        raise OSError("The window's description could not be read.")

    def shoot(name: str) -> None:
        _wait(window.home.changed, lambda: bool(window.home.property("settled")))
        # Drawing makes the places of pictures, which then ask for them.
        root.grabWindow()
        _wait(window.photos.changed, lambda: bool(window.photos.property("settled")))
        image = root.grabWindow()
        if image.isNull() or not image.save(str(folder / f"{name}.png")):
            raise OSError(f"{folder / name}.png could not be written.")

    def go_to(page: str) -> None:
        inside = root.findChild(QObject, "inside")
        if inside is not None:
            inside.setProperty("current", page)

    _wait(window.session.changed, lambda: window.session.property("page") == "inside")
    _wait(window.home.changed, lambda: bool(window.home.property("settled")))
    window.theme.choose(Appearance.LIGHT)
    shoot("home-light")
    window.theme.choose(Appearance.DARK)
    shoot("home-dark")
    window.theme.choose(Appearance.LIGHT)
    window.theme.resize(_LARGE)
    shoot("home-large")
    window.theme.resize(1.0)
    go_to("people")
    _wait(window.people.changed, lambda: bool(window.people.property("loaded")))
    shoot("people-light")


def _wait(changed: SignalInstance, holds: Callable[[], bool]) -> None:
    """Let the window work until `holds` says yes; it is asked after each `changed`."""
    if holds():
        return
    loop = QEventLoop()
    limit = QTimer(singleShot=True)
    limit.timeout.connect(lambda: loop.exit(1))
    limit.start(PATIENCE_S * 1000)

    def look() -> None:
        if holds():
            loop.exit(0)

    changed.connect(look)
    code = loop.exec()
    changed.disconnect(look)
    if code:
        raise _TooSlowError(f"The window was not ready within {PATIENCE_S} seconds.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
