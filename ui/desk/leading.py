"""Leads the reader to a page that is asked for from outside, as by a click on a notification.

    home | people:CIRCLE | letters:PERSON,PERSON        by the hex of their ids

It waits until there are pages; `Inside.qml` takes it from here.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from ui.session import Session

# A third part only tells two notifications at one place apart.
_PLACE: Final = re.compile(r"([a-z]+)(?::((?:[0-9a-f]{64},?)*)(?::[a-z]+)?)?")


class Leading(QObject):
    """Where the reader is to be led.

    Signals:
        changed: There is somewhere to go.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        show: Mapping[str, Callable[[str], object]],
        parent: QObject | None = None,
    ) -> None:
        """Show what a place names by the function that `show` has for its page."""
        super().__init__(parent)
        self._session, self._show = session, dict(show)
        self._place = ""

    def lead(self, place: str) -> None:
        """Go to this place, now or as soon as there are pages."""
        self._place = place
        self.changed.emit()

    @Slot(result=str)
    def take(self) -> str:
        """Return the page to show, once; nothing while there is none."""
        if not self._place or self._session.property("page") != "inside":
            return ""
        found = _PLACE.fullmatch(self._place)
        self._place = ""
        if found is None or found[1] not in self._show or self._session.is_arriving:
            return ""
        self._show[found[1]](found[2] or "")
        return found[1]
