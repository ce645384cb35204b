"""Whatever others wrote is text: nothing in it is fetched, opened or drawn, wherever it is shown."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from organic_p2p.api import requests as q
from tests.ui import hostile
from tests.ui.access import Role, names, press, write
from tests.ui.family import NOBODY, knowing, png
from tests.ui.waiting import PATIENCE_MS, until
from tests.ui.windows import Open, settled
from ui.app import Window

ROOT = Path(__file__).resolve().parent.parent.parent
QML = ROOT / "ui" / "qml"
# What every program of this system reads.
SYSTEM = (
    *("/usr/", "/lib/", "/lib64/", "/proc/", "/sys/", "/dev/", "/var/cache/fontconfig/", "/etc/fonts/"),
    *("/etc/ld.so.", "/etc/os-release", "/etc/localtime", "/etc/ssl/openssl.cnf", "/etc/xdg/"),
)


def _can_watch() -> bool:
    strace = shutil.which("strace")
    return (
        strace is not None
        and not subprocess.run([strace, "-qq", "-o", "/dev/null", "true"], check=False).returncode
    )


class Trap:
    """A server on this computer that notes who asks."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/x"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


@contextmanager
def walk(what: str, trap: Trap, home: Path, *before: str) -> Iterator[subprocess.Popen[str]]:
    """Run `tests.ui.hostile` as a process of its own, with nobody's home; `before` are the words before its command."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")},
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    secret = home / "secret.png"
    secret.write_bytes(png())
    process = subprocess.Popen(
        [*before, sys.executable, "-m", "tests.ui.hostile", what, trap.url, str(secret)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        # Whoever is being watched ends before its watcher.
        Path(f"{secret}.enough").touch()
        try:
            process.communicate(timeout=PATIENCE_MS / 1000)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def test_text_that_is_left_to_itself_would_fetch(trap: Trap, tmp_path: Path) -> None:
    """What the other tests wait for in vain does happen. In another process: Qt says late that it could not."""
    with walk("careless", trap, tmp_path) as process:
        until(lambda: bool(trap.asked) or process.poll() is not None)
    assert set(trap.asked) == {"/x"}


def test_every_page_shows_what_others_wrote_as_text(open_window: Open, trap: Trap, tmp_path: Path) -> None:
    evil = hostile.payload(trap.url, str(tmp_path / "secret.png"))
    found: dict[str, int] = {}

    def look(window: Window, page: str) -> None:
        assert window.root is not None
        assert not window.root.grabWindow().isNull()
        found[page] = hostile.shown(window, evil)

    engine = hostile.evil_family(evil)
    hostile.tour(open_window(engine), engine, evil, look)
    beside = found["export"]
    assert set(hostile.TELLING) < set(found)
    # The names of my circles and my own stand beside every page.
    assert [page for page in (*hostile.TELLING, "a letter", "a person") if found[page] <= beside] == []
    assert found["waiting"]
    engine = knowing(status=NOBODY)
    hostile.welcome(open_window(engine), engine, evil, look)
    assert found["refused"]
    # A picture that were fetched would be asked for by now: this request goes the same way and is answered.
    with urllib.request.urlopen(f"{trap.url}y") as answer:
        assert answer.read() == b""
    assert trap.asked == ["/xy"]


@pytest.mark.skipif(not _can_watch(), reason="this needs strace, and the right to use it")
def test_a_window_full_of_hostile_texts_opens_its_own_files_only_and_speaks_to_nobody(
    trap: Trap, tmp_path: Path
) -> None:
    opened: dict[str, set[str]] = {}
    spoke: dict[str, bool] = {}
    for what in ("careless", "tour"):
        log = tmp_path / f"{what}.log"
        watching = ("strace", "-f", "-qq", "-s", "4096", "-e", "trace=?open,openat,connect", "-o", str(log))
        with walk(what, trap, tmp_path, *watching) as process:
            until(lambda: process.poll() is not None or (what == "careless" and bool(trap.asked)))  # noqa: B023
            if what == "tour":
                assert process.wait() == 0, process.communicate()[0]
        lines = log.read_text(errors="replace").splitlines()
        opened[what] = {
            match.group(1)
            for line in lines
            if (match := re.search(r'\bopen(?:at)?\((?:AT_FDCWD, )?"([^"]*)"', line)) and "= -1" not in line
        }
        spoke[what] = any("connect(" in line for line in lines)
    secret = str(tmp_path / "secret.png")
    assert secret in opened["careless"]
    assert spoke["careless"]
    assert not spoke["tour"]
    own = tuple(
        map(
            str,
            (ROOT, sys.prefix, sys.base_prefix, tmp_path / "cache", *SYSTEM, Path(sys.executable).resolve()),
        )
    )
    strange = {path for path in opened["tour"] if path.startswith("/") and not path.startswith(own)}
    assert strange == set()


def test_what_is_written_and_what_is_refused_is_text(open_window: Open, trap: Trap) -> None:
    evil = hostile.payload(trap.url, "/etc/passwd")
    engine = hostile.evil_family(evil)
    window = open_window(engine)
    settled(window, engine)
    root = window.root
    assert root is not None

    def look() -> None:
        assert not root.grabWindow().isNull()
        assert hostile.shown(window, evil)

    window.composer.attach([QUrl.fromLocalFile(f"/a/{evil.replace('/', '_')}")])
    write(window, "Share something with your people…", evil)
    look()
    window.home.comment("id", "id", "Ha")
    engine.refuse(q.Comment, evil)
    assert evil in names(window, Role.AlertMessage)
    look()
    press(window, "People")
    engine.settle()
    window.invitations.make(7, False)
    engine.refuse(q.Invite, evil)
    look()
    press(window, "Tree", Role.PageTab)
    look()
    press(window, "Invitations (1)", Role.PageTab)
    look()
    assert trap.asked == []


def test_a_refusal_on_the_way_in_is_text(open_window: Open, trap: Trap) -> None:
    evil = f'No. <img src="{trap.url}">'
    engine = knowing(status=NOBODY)
    window = open_window(engine)
    press(window, "I have an invitation")
    window.welcome.join("Ben")
    engine.refuse(q.Join, evil)
    assert evil in names(window, Role.AlertMessage)
    assert window.root is not None
    assert not window.root.grabWindow().isNull()
    assert trap.asked == []


def test_no_page_shows_text_in_any_other_way() -> None:
    """Every word goes through Words, which says PlainText; what of Qt takes markup is not used."""
    for page in QML.glob("*.qml"):
        code = re.sub(r"//.*", "", page.read_text(encoding="utf-8"))
        elements = set(re.findall(r"\b([A-Z]\w+)\s*\{", code))
        assert not elements & {"Text", "TextEdit", "MessageDialog"}, page.name
        assert page.name == "Words.qml" or "Label" not in elements, page.name
        assert "TextArea" not in elements or page.name in ("Writing.qml", "Excerpt.qml"), page.name
        assert "placeholderText" not in code, page.name
        assert "ToolTip." not in code, page.name
        assert not re.search(r"RichText|StyledText|MarkdownText|AutoText", code), page.name
    assert "textFormat: Text.PlainText" in (QML / "Words.qml").read_text(encoding="utf-8")
    for name in ("Writing.qml", "Excerpt.qml"):
        assert "textFormat: TextEdit.PlainText" in (QML / name).read_text(encoding="utf-8")
