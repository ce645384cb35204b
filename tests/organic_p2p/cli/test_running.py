"""Commands beside a running engine: it answers over its socket, and each finds it, waits for it, or is told why not."""

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from organic_p2p.api import API_VERSION
from organic_p2p.api import events as e
from organic_p2p.api import requests as q
from organic_p2p.api import server as server_module
from organic_p2p.api.client import connected
from organic_p2p.api.frames import Door
from organic_p2p.cli.node import Node
from organic_p2p.errors import HomeError
from organic_p2p.store.home import HomeLock
from tests.fakes import until
from tests.organic_p2p.cli.shell import Shell, a_family
from tests.organic_p2p.cli.test_commands import without_network
from tests.organic_p2p.household import FAMILY, scene

WORDS = "correct horse battery"
SAID: list[str] = []


@contextmanager
def a_node(folder: Path) -> Generator[Callable[[], None], None, None]:
    """Run an engine without a network in a thread; yields what stops it."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    failures: list[BaseException] = []

    def serve() -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(Node(folder, loopback_only=True).run(stop))
        except BaseException as cause:
            failures.append(cause)
        finally:
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    def end() -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)
        thread.join(timeout=30)

    with pytest.MonkeyPatch.context() as patch:
        without_network(patch)
        # What the engine says would mix with what commands say, which are in the same process here.
        patch.setattr("organic_p2p.cli.node.print", lambda *words, **_: SAID.append(words[0]), raising=False)
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            asyncio.run(until(lambda: Door.read(folder / "engine") is not None or failures, seconds=30))
            yield end
        finally:
            end()
    if failures:
        raise failures[0]


@pytest.fixture
def family(organic: Shell, tmp_path: Path) -> Shell:
    """Return a shell in the home of Anna, who founded a family with Ben."""
    a_family(tmp_path / "homes", "Anna", "Ben")
    return Shell(tmp_path / "homes" / "Anna", organic._capsys, organic._patch)


def test_every_answer_is_the_same_whether_an_engine_runs_or_not(family: Shell) -> None:
    post = family.json("post", FAMILY, "hello")["post"]
    family.json("comment", post, "a comment")
    family.json("message", "Ben", "a letter")
    questions = [
        ("circles",),
        ("invitations", FAMILY),
        ("requests", FAMILY),
        ("feed", FAMILY),
        ("members", FAMILY),
        ("conversation", "Ben"),
        ("search", "hello"),
        ("feed", "Elsewhere"),
        ("comment", "abcdef", "hello"),
        ("feed", FAMILY, "--limit", "9" * 40),
        ("join", "nonsense", "--as", "Anna"),
        ("search", "\udcff"),
    ]
    alone = [(family("--json", *words), family(*words)) for words in questions]
    with a_node(family.folder):
        assert family.json("status")["running"]
        for words, expected in zip(questions, alone, strict=True):
            assert (family("--json", *words), family(*words)) == expected, words
        # What is written while an engine runs is written by it, and read the same afterwards.
        second = family.json("post", FAMILY, "through the engine")
        family.json("react", second["post"], "🎉")
        seen = family.json("feed", FAMILY)
    assert family.json("feed", FAMILY) == seen
    assert not family.json("status")["running"]


def test_nothing_of_an_engine_is_left_when_it_stops(family: Shell) -> None:
    with a_node(family.folder) as end:
        asyncio.run(until(lambda: SAID[-1:] == ["ready"]))
        end()
        assert {path.name for path in family.folder.iterdir()} == {"key", "lock", "organic.db"}
        assert family.json("status")["name"] == "Anna"


def test_a_second_engine_in_one_home_is_refused(family: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organic_p2p.cli.node._LOCK_S", 0.1)
    with a_node(family.folder):
        assert family.refused("node") == "in-use"
        with pytest.raises(HomeError) as caught:
            asyncio.run(Node(family.folder, loopback_only=True).run(asyncio.Event()))
        assert caught.value.kind == "in-use"
        assert family.json("status")["running"]


def test_a_home_of_nobody_is_served_and_gets_its_person(organic: Shell) -> None:
    with a_node(organic.folder):
        assert organic.json("status")["person"] is None
        assert organic.json("start-circle", FAMILY, "--as", "Anna")["state"] == "member"
        assert organic.json("status")["name"] == "Anna"


def test_a_locked_home_is_served_when_its_passphrase_is_given(
    family: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "words"
    words.write_text(WORDS)
    monkeypatch.setenv("ORGANIC_PASSPHRASE_FILE", str(words))
    assert family("lock").code == 0
    monkeypatch.delenv("ORGANIC_PASSPHRASE_FILE")
    with a_node(family.folder):
        for asked in (("status",), ("feed", FAMILY), ("post", FAMILY, "hello")):
            assert family.refused(*asked) == "locked"
        monkeypatch.setenv("ORGANIC_PASSPHRASE_FILE", str(words))
        words.write_text("wrong words")
        assert family.refused("unlock") == "wrong-passphrase"
        assert family.refused("status") == "locked"
        words.write_text(WORDS)
        assert family.json("unlock") == {"disk": "passphrase"}
        monkeypatch.delenv("ORGANIC_PASSPHRASE_FILE")
        assert family.json("status")["disk"] == "passphrase"
        assert family.json("post", FAMILY, "hello")
    assert family.refused("status") == "locked"


def test_a_passphrase_is_set_while_the_engine_runs(
    family: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words").write_text(WORDS)
    monkeypatch.setenv("ORGANIC_PASSPHRASE_FILE", str(tmp_path / "words"))
    with a_node(family.folder):
        assert family.json("lock") == {"disk": "passphrase"}
        assert family.json("status")["disk"] == "passphrase"
    monkeypatch.delenv("ORGANIC_PASSPHRASE_FILE")
    assert family.refused("status") == "locked"


def test_an_engine_in_a_damaged_home_says_so_and_ends(family: Shell) -> None:
    path = family.folder / "organic.db"
    path.write_bytes(os.urandom(path.stat().st_size))
    assert family.refused("node") == "damaged"


def test_an_engine_of_another_version_is_a_sentence(family: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "API_VERSION", API_VERSION + 1)
    with a_node(family.folder):
        assert family.refused("status") == "engine"


def test_commands_that_open_the_home_take_turns(family: Shell) -> None:
    lock = HomeLock(family.folder)
    assert lock.try_acquire()
    timer = threading.Timer(0.3, lock.release)
    timer.start()
    assert family("post", FAMILY, "in turn").code == 0
    timer.join()


def test_a_command_tries_an_engine_whose_file_was_left_behind_and_opens_the_home(family: Shell) -> None:
    (family.folder / "engine").write_bytes(Door.new(str(family.folder / "engine.sock"), 1).encode())
    assert family.json("status")["name"] == "Anna"
    (family.folder / "engine").write_bytes(b"half of")
    assert family.json("status")["name"] == "Anna"


@scene
async def test_those_who_follow_hear_what_changed(tmp_path: Path) -> None:
    folder, stop = tmp_path / "home", asyncio.Event()
    with pytest.MonkeyPatch.context() as patch:
        without_network(patch)
        running = asyncio.create_task(Node(folder, loopback_only=True).run(stop))
        await until(lambda: Door.read(folder / "engine") is not None, seconds=30)
        async with connected(folder) as follows, connected(folder) as writes:
            assert follows is not None
            assert writes is not None
            await follows.ask(q.Follow())
            await writes.ask(q.StartCircle(FAMILY, "Anna"))
            heard: set[object] = set()
            async with asyncio.timeout(30):
                while not {type(event) for event in heard} >= {e.CirclesChanged, e.FeedChanged}:
                    heard.add(await follows.next_event())
        stop.set()
        await running


def test_what_waits_for_the_network_says_how_it_stands(organic: Shell, family: Shell) -> None:
    code = family.json("invite", FAMILY)["code"]
    with pytest.MonkeyPatch.context() as patch:
        without_network(patch)
        assert organic.json("join", code, "--as", "Nina", "--wait", "0.01") == {
            "circle": None,
            "state": "looking",
        }
        assert organic.refused("connect", "127.0.0.1:4711") == "no-network"
    assert "Nobody who can let you in" in _shown(organic, code)


def _shown(organic: Shell, code: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        without_network(patch)
        return organic("join", code, "--as", "Nina", "--wait", "0").out


def test_an_engine_is_stopped_by_a_word_also_while_it_is_locked(
    family: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert family.refused("stop") == "not-running"
    (tmp_path / "words").write_text(WORDS)
    for locked in (False, True):
        if locked:
            monkeypatch.setenv("ORGANIC_PASSPHRASE_FILE", str(tmp_path / "words"))
            assert family("lock").code == 0
            monkeypatch.delenv("ORGANIC_PASSPHRASE_FILE")
        with a_node(family.folder):
            assert family.json("stop") == {"done": True}
            asyncio.run(until(lambda: Door.read(family.folder / "engine") is None, seconds=30))
        assert family.refused("stop") == "not-running"


def test_a_command_for_a_running_engine_loads_neither_keys_nor_database() -> None:
    """Somebody waits for its start each time, and a seventh of that was for keys that it never had."""
    program = (
        "import sys, organic_p2p.cli.commands, organic_p2p.cli.session, organic_p2p.cli.arguments as a; a.parser()\n"
        "sys.exit(any(name in sys.modules for name in ('nacl', 'cryptography', 'sqlcipher3', 'organic_p2p.engine')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
