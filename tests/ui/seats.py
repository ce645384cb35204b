"""Places before real engines, each in a home of its own: a line to one, and a window over that."""

from __future__ import annotations

from pathlib import Path

from organic_p2p.api import requests as q
from tests.ui.processes import end_all_of, engines_of
from tests.ui.waiting import until
from ui.app import Window
from ui.engine import LinkState
from ui.engine_link import EngineLink
from ui.preferences import Preferences
from ui.trouble import Trouble


class Line:
    """A link, and what came over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Loopback: an engine of a test speaks to no network.
        self.link = EngineLink(folder, engine_words=("--loopback",))
        self.states: list[LinkState] = []
        self.events: list[object] = []
        self.replies: list[object] = []
        self.troubles: list[Trouble] = []
        self.link.state_changed.connect(lambda: self.states.append(self.link.state))
        self.link.told.connect(self.events.append)

    @property
    def engine(self) -> int:
        (pid,) = engines_of(self.folder)
        return pid

    def ask(self, request: q.Request) -> None:
        self.link.ask(request, self.replies.append, self.troubles.append)

    def comes(self, state: LinkState) -> None:
        until(lambda: self.link.state is state)

    def close(self) -> None:
        """Hang up, and end the engine."""
        self.link.close()
        end_all_of(self.folder)


class Seat:
    """A window over an engine, which outlives it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.link = EngineLink(folder, engine_words=("--loopback",))
        self.window = Window(self.link, Preferences(folder))
        self.link.open()

    def of(self, name: str) -> object:
        return self.window.session.property(name)

    def ask(self, request: q.Request) -> object:
        """Return what is answered, or why it is not."""
        came: list[object] = []
        self.link.ask(request, came.append, came.append)
        until(lambda: bool(came))
        return came[0]

    def comes(self, state: LinkState) -> None:
        until(lambda: self.link.state is state)

    def close(self) -> None:
        self.link.close()
        self.window.close()
