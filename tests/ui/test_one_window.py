"""A home has one window: a second one hands its link to the first and ends; a killed one leaves nothing in the way."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from organic_p2p.api.frames import frame
from tests.ui.processes import end_all_of, ended, engine, program
from tests.ui.waiting import until
from ui.one_window import OneWindow

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are found as on Linux")

LINK = "organic:ORG1CQPZRY9X8"
# What the first window does with a link is said where the test can read it.
TELL = """
from ui.welcome.view_model import WelcomeViewModel
offer = WelcomeViewModel.offer
def tell(self, text):
    print("offered", text, flush=True)
    offer(self, text)
WelcomeViewModel.offer = tell
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Return a home in which an engine runs that speaks to no network, so that windows need not start one."""
    folder = tmp_path / "home"
    with engine(folder):
        yield folder
    end_all_of(folder)


def test_a_second_window_gives_its_link_to_the_first_and_ends(home: Path) -> None:
    with program(home, before=TELL) as first:
        until(lambda: (home / "window.sock").exists())
        with program(home, LINK) as second:
            assert ended(second) == (0, "")
        with program(home, "open", LINK.upper()) as third:
            assert ended(third) == (0, "")
        assert first.stdout is not None
        assert [first.stdout.readline() for _ in range(2)] == [
            f"offered {LINK}\n",
            f"offered {LINK.upper()}\n",
        ]
        # A third party reads neither the socket nor, once it is open, the command line of a window.
        assert stat.S_IMODE((home / "window.sock").stat().st_mode) & 0o077 == 0
        assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_first_window_that_is_opened_by_a_link_does_not_keep_it_on_its_command_line(home: Path) -> None:
    with program(home, "open", LINK) as first:
        until(lambda: (home / "window.sock").exists())
        words = Path(f"/proc/{first.pid}/cmdline").read_bytes()
        assert b"open\0-" in words
        assert LINK.encode() not in words
        assert LINK.encode() not in b"".join(path.read_bytes() for path in home.glob("*") if path.is_file())


def test_what_a_killed_window_left_behind_does_not_keep_the_next_one_shut(home: Path) -> None:
    with program(home) as first:
        until(lambda: (home / "window.sock").exists())
        os.kill(first.pid, signal.SIGKILL)
        first.wait(30)
    assert (home / "window.sock").exists()
    one = OneWindow(home)
    assert one.take()
    called: list[tuple[str, str]] = []
    one.called.connect(lambda link, place: called.append((link, place)))
    with program(home, LINK) as second:
        until(lambda: bool(called))
        assert ended(second)[0] == 0
    with program(home, "open", "--at", "people:" + "0" * 64) as third:
        until(lambda: len(called) == 2)
        assert ended(third)[0] == 0
    assert called == [(LINK, ""), ("", "people:" + "0" * 64)]
    one.release()


def test_a_window_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.one_window._PATIENCE_MS", 200)
    first, second = OneWindow(tmp_path), OneWindow(tmp_path)
    assert first.take()
    assert not second.take()
    assert not second.call(LINK)  # nobody handles the first one's events here
    first.release()
    assert second.take()
    second.release()


@pytest.mark.parametrize("said", [b"\xff\xff\xff\xff", frame(b"[]"), frame(b'{"link": 7}'), b"x" * 100_000])
def test_whoever_talks_nonsense_is_not_listened_to(tmp_path: Path, qtbot: QtBot, said: bytes) -> None:
    one = OneWindow(tmp_path)
    assert one.take()
    with qtbot.assertNotEmitted(one.called):
        line = QLocalSocket()
        line.connectToServer(str(tmp_path / "window.sock"))
        line.write(said)
        until(lambda: line.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    one.release()
