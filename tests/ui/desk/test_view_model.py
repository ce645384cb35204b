"""Quitting ends both window and engine; a tray is used only where there is one; links are opened only on request."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from ui.desk.tray import Tray
from ui.desk.view_model import DeskViewModel
from ui.engine import LinkState
from ui.preferences import Preferences


class Desk:
    def __init__(self, state: LinkState = LinkState.CONNECTED, folder: Path | None = None) -> None:
        self.engine = FakeEngine(state)
        self.preferences = Preferences(None)
        self.model = DeskViewModel(self.engine, self.preferences, folder)
        self.said: list[str] = []
        self.model.leaving.connect(lambda: self.said.append("leaving"))
        self.model.quit.connect(lambda: self.said.append("quit"))

    def of(self, name: str) -> object:
        return self.model.property(name)


def test_the_engine_is_ended_before_the_program_and_last_words_come_first() -> None:
    desk = Desk()
    desk.model.leave()
    desk.model.leave()
    assert desk.said == ["leaving"]
    assert desk.engine.waiting(q.Stop) == [q.Stop()]
    desk.engine.answer(q.Stop, r.Done())
    assert desk.said == ["leaving", "quit"]


def test_an_engine_that_is_not_there_keeps_nobody() -> None:
    desk = Desk(LinkState.FAILED)
    desk.model.leave()
    assert desk.said == ["leaving", "quit"]
    assert not desk.engine.waiting(q.Stop)


def test_where_there_is_no_tray_closing_never_hides_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    for there in (False, True):
        monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda there=there: there))
        desk.model.stay(True)
        assert desk.of("trayPossible") is there
        assert desk.of("tray") is there
    desk.model.stay(False)
    assert desk.of("tray") is False


# Qt looks for a tray of X11 where there is no screen at all.
@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
def test_the_tray_shows_the_window_and_quits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    desk = Desk()
    desk.model.raised.connect(lambda: desk.said.append("raised"))
    tray = Tray(desk.model)
    assert tray._menu is None
    desk.model.stay(True)
    assert tray._menu is not None
    opened, quitting = tray._menu.actions()
    assert (opened.text(), quitting.text()) == ("Open Organic", "Quit Organic")
    opened.trigger()
    quitting.trigger()
    assert desk.said == ["raised", "leaving"]
    desk.model.stay(False)
    assert tray._icon is None


def test_links_open_it_on_request_and_a_desktop_that_refuses_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PATH", "")
    assert not Desk().of("linksPossible")
    desk = Desk(folder=tmp_path / "home")
    assert (desk.of("linksPossible"), desk.of("links")) == (True, False)
    desk.model.open_links(True)
    assert desk.of("links")
    desk.model.open_links(False)
    assert not desk.of("links")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file" / "below"))
    (tmp_path / "file").write_text("")
    desk.model.open_links(True)
    assert str(desk.of("trouble")).startswith("The desktop could not be told: ")
