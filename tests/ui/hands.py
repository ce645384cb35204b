"""Three ways to use a window: as a screen reader does, by the mouse alone, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.access import Role, find, name_of, press, write
from tests.ui.waiting import until
from ui.app import Window

# More than there are on any page: whoever has gone round once finds nothing new.
MOST_STOPS = 150
# What has not moved for so many pictures has its place: a wheel rolls out over some time.
STILL = 3


class Hands(Protocol):
    """How somebody presses what has a name, and writes."""

    def press(self, window: Window, name: str, role: QAccessible.Role = Role.Button) -> None:
        """Press what is called `name`; it is there already."""
        ...

    def write(self, window: Window, name: str, text: str) -> None:
        """Write into the field `name`."""
        ...


class Reader:
    """Uses what a screen reader uses: names, roles and actions."""

    def press(self, window: Window, name: str, role: QAccessible.Role = Role.Button) -> None:
        _root(window)
        press(window, name, role)

    def write(self, window: Window, name: str, text: str) -> None:
        _root(window)
        field = find(window, Role.EditableText, name).object()
        assert isinstance(field, QQuickItem)
        field.forceActiveFocus()
        until(field.hasActiveFocus)
        write(window, name, text)


class Mouse:
    """Points and clicks, and types where it has clicked; what is out of sight is brought there by the wheel."""

    def press(self, window: Window, name: str, role: QAccessible.Role = Role.Button) -> None:
        QTest.mouseClick(
            _root(window), Qt.MouseButton.LeftButton, pos=_brought_into_sight(window, role, name)
        )

    def write(self, window: Window, name: str, text: str) -> None:
        self.press(window, name, Role.EditableText)
        _type(_root(window), text)


class Keyboard:
    """Goes by Tab to what has the name, and presses the space bar there."""

    def press(self, window: Window, name: str, role: QAccessible.Role = Role.Button) -> None:
        _walk_to(window, name, role)
        QTest.keyClick(_root(window), Qt.Key.Key_Space)

    def write(self, window: Window, name: str, text: str) -> None:
        _walk_to(window, name, Role.EditableText)
        _type(_root(window), text)


def _root(window: Window) -> QQuickWindow:
    """Return the window, in front of all others: only one has the keyboard."""
    root = window.root
    assert root is not None
    root.requestActivate()
    return root


def _type(root: QQuickWindow, text: str) -> None:
    QTest.keyClick(root, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for character in text:
        # QTest knows keys of ASCII only.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QCoreApplication.sendEvent(root, key)


def _walk_to(window: Window, name: str, role: QAccessible.Role) -> None:
    root = _root(window)
    met: list[str] = []
    for _ in range(MOST_STOPS):
        stop = root.activeFocusItem()
        seen = _seen_as(stop)
        if seen is not None and seen.role() == role and name_of(seen) == name:
            return
        met.append("" if seen is None else name_of(seen))
        QTest.keyClick(root, Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key does not lead to “{name}”, only to {list(dict.fromkeys(met))}")


def _seen_as(item: QQuickItem | None) -> QAccessibleInterface | None:
    return None if item is None else QAccessible.queryAccessibleInterface(item)


def _brought_into_sight(window: Window, role: QAccessible.Role, name: str) -> QPoint:
    root = _root(window)
    sight = QRect(0, 0, root.width(), root.height())

    def middle() -> QPoint:
        return root.mapFromGlobal(find(window, role, name).rect().center())

    last, still = middle(), 0

    def rests_in_sight() -> bool:
        nonlocal last, still
        root.grabWindow()  # things take their places when they are drawn
        at = middle()
        last, still = at, still + 1 if at == last and not _rolls(find(window, role, name).object()) else 0
        if still < STILL:
            return False
        if sight.contains(at):
            return True
        still = 0
        QTest.wheelEvent(
            root, QPoint(sight.width() * 2 // 3, sight.height() // 2), QPoint(0, -360 if at.y() > 0 else 360)
        )
        return False

    try:
        until(rests_in_sight)
    except QtBot.TimeoutError:
        raise AssertionError(f"“{name}” cannot be brought into sight, it stays at {last}") from None
    return last


def _rolls(thing: QObject | None) -> bool:
    """Return whether what it lies on moves still: a press would only stop it."""
    while isinstance(thing, QQuickItem):
        if thing.property("moving"):
            return True
        thing = thing.parentItem()
    return False


ALL: dict[str, Callable[[], Hands]] = {"reader": Reader, "mouse": Mouse, "keyboard": Keyboard}
