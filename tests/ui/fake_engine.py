"""An engine that answers when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from organic_p2p.api import requests as q
from ui.engine import LinkState
from ui.trouble import Trouble

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Asked:
    request: q.Request
    done: Callable[[object], None]
    failed: Callable[[Trouble], None]


class FakeEngine(QObject):
    """Implements `ui.engine.Engine`: keeps each request until `answer`, `refuse` or `settle` is called."""

    state_changed = Signal()
    told = Signal(object)

    def __init__(self, state: LinkState = LinkState.CONNECTED) -> None:
        super().__init__()
        self._state = state
        self.trouble: Trouble | None = None
        self.newer = False
        self.pressed: list[str] = []
        self.open: list[Asked] = []
        self.heard: list[q.Request] = []
        self._known: dict[type, object] = {}

    @property
    def state(self) -> LinkState:
        return self._state

    def become(self, state: LinkState, trouble: Trouble | None = None) -> None:
        self._state, self.trouble = state, trouble
        self.state_changed.emit()

    def ask(
        self, request: q.Request, done: Callable[[object], None], failed: Callable[[Trouble], None]
    ) -> None:
        self.heard.append(request)
        self.open.append(Asked(request, done, failed))

    def try_again(self) -> None:
        self.pressed.append("try again")

    def replace(self) -> None:
        self.pressed.append("replace")

    # -- what a test says ----------------------------------------------------------------------------

    def waiting(self, kind: type[R]) -> list[R]:
        """Return the requests of this kind that have no answer yet."""
        return [asked.request for asked in self.open if isinstance(asked.request, kind)]

    def all_of(self, kind: type[R]) -> list[R]:
        """Return every request of this kind that was made."""
        return [request for request in self.heard if isinstance(request, kind)]

    def answer(self, kind: type, reply: object) -> None:
        """Answer the oldest open request of this kind."""
        self._take(kind).done(reply)

    def refuse(self, kind: type, sentence: str, word: str = "refused") -> None:
        """Refuse the oldest open request of this kind."""
        self._take(kind).failed(Trouble(word, sentence))

    def know(self, kind: type, reply: object) -> None:
        """Have `settle` answer requests of this kind with `reply`, or with what it returns for the request."""
        self._known[kind] = reply

    def forget(self, kind: type) -> None:
        """Leave requests of this kind to the test again."""
        self._known.pop(kind, None)

    def settle(self) -> None:
        """Answer all open requests whose answers are known, and those that are made meanwhile."""
        while known := [asked for asked in self.open if type(asked.request) in self._known]:
            for asked in known:
                self.open.remove(asked)
                reply = self._known[type(asked.request)]
                asked.done(reply(asked.request) if callable(reply) else reply)

    def _take(self, kind: type) -> Asked:
        at = next((i for i, asked in enumerate(self.open) if isinstance(asked.request, kind)), None)
        assert at is not None, f"nobody asked {kind.__name__}; open: {[a.request for a in self.open]}"
        return self.open.pop(at)
