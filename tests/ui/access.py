"""The window as a screen reader meets it: by role and name, and pressed by its own actions."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface

from ui.app import Window

Role = QAccessible.Role


def name_of(thing: QAccessibleInterface) -> str:
    return thing.text(QAccessible.Text.Name)


def everything(window: Window) -> Iterator[QAccessibleInterface]:
    """Return all that a screen reader finds in the window and can be seen."""
    root = window.root
    assert root is not None
    yield from _within(QAccessible.queryAccessibleInterface(root))


def _within(thing: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if thing is None or not thing.isValid() or thing.state().invisible:
        return
    yield thing
    for at in range(thing.childCount()):
        yield from _within(thing.child(at))


def names(window: Window, role: QAccessible.Role) -> list[str]:
    return [name_of(thing) for thing in everything(window) if thing.role() == role]


def descriptions(window: Window, name: str, role: QAccessible.Role = Role.Button) -> list[str]:
    """Return what is said besides of all that has this name."""
    found = [thing for thing in everything(window) if thing.role() == role and name_of(thing) == name]
    return [thing.text(QAccessible.Text.Description) for thing in found]


def find(window: Window, role: QAccessible.Role, name: str) -> QAccessibleInterface:
    found = [thing for thing in everything(window) if thing.role() == role and name_of(thing) == name]
    assert found, f"no {role.name} “{name}” among {names(window, role)}"
    return found[0]


def press(window: Window, name: str, role: QAccessible.Role = Role.Button) -> None:
    actions = find(window, role, name).actionInterface()
    assert actions is not None, f"“{name}” cannot be pressed"
    actions.doAction(QAccessibleActionInterface.pressAction())


def write(window: Window, name: str, text: str) -> None:
    """Put a text into a field, as a screen reader's user dictates it."""
    find(window, Role.EditableText, name).object().setProperty("text", text)


def can_be_pressed(window: Window, name: str, role: QAccessible.Role = Role.Button) -> bool:
    """Return whether there is something of this name that is not waiting for anything else."""
    found = [thing for thing in everything(window) if thing.role() == role and name_of(thing) == name]
    return any(not thing.state().disabled for thing in found)
