"""Windows of tests over real engines."""

from __future__ import annotations

from pathlib import Path

from organic_p2p.api import requests as q
from tests.ui.waiting import until
from ui.app import Window
from ui.engine_link import EngineLink, LinkState
from ui.preferences import Preferences


class Seat:
    """A window over a real engine in a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.link = EngineLink(folder, engine_words=("--loopback",))
        self.window = Window(self.link, Preferences(folder))
        self.link.open()

    def of(self, name: str) -> object:
        return self.window.session.property(name)

    def ask(self, request: q.Request) -> object:
        came: list[object] = []
        self.link.ask(request, came.append, came.append)
        until(lambda: bool(came))
        return came[0]

    def comes(self, state: LinkState) -> None:
        until(lambda: self.link.state is state)

    def close(self) -> None:
        self.link.close()
        self.window.close()
