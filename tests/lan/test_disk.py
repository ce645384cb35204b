"""Disks that are full, broken, read-only, or lose their power: what was acknowledged is kept, what is refused is said.

A home is a folder, so most of these need no LAN: they run the command line alone on a disk of their own. What a disk
holds after a power cut is opened by the engine itself: there are hundreds of such states.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.engine import Engine
from organic_p2p.errors import HomeError
from organic_p2p.handlers import handle
from tests.lan.disk import DAMAGES, MakeDisk, damage
from tests.lan.family import CIRCLE, ENVIRONMENT, Home, command, family, found
from tests.lan.faults import count_calls, inject
from tests.lan.lan import Lan, MakeLan
from tests.lan.powerloss import CrashState, History, record
from tests.lan.waiting import Lines

needs_strace = pytest.mark.usefixtures("needs_strace")


@pytest.fixture(autouse=True)
def usual_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def organic(folder: Path, *words: str, prefix: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run a command in a home on this machine."""
    return subprocess.run(
        [*prefix, *command(folder, *words)], capture_output=True, text=True, timeout=120, check=False
    )


def begun(folder: Path, *texts: str) -> Path:
    """Return a home with a circle in which these posts are."""
    assert organic(folder, "start-circle", CIRCLE, "--as", "Ann").returncode == 0
    for text in texts:
        assert organic(folder, "post", CIRCLE, text).returncode == 0
    return folder


def refusal(got: subprocess.CompletedProcess[str]) -> str:
    """Return the kind of a refusal, which must be one with a sentence."""
    assert got.returncode == 1, got
    assert got.stdout == ""
    told = json.loads(got.stderr)
    assert told["message"].endswith("."), told
    return str(told["error"])


def opened(folder: Path, passphrase: str | None = None) -> tuple[str | None, list[str]]:
    """Open a home as the program does; return its person and its posts, newest first.

    Raises:
        OrganicError: It cannot be opened.
    """

    async def look() -> tuple[str | None, list[str]]:
        engine = await Engine.open(folder, passphrase)
        try:
            await engine.core.database.check()
            status = await handle(engine, q.Status())
            assert isinstance(status, r.StatusReply)
            feed = await handle(engine, q.ReadFeed(CIRCLE, 500, ""))
            texts = [post.text for post in feed.posts] if isinstance(feed, r.PostsReply) else []
            return status.person.hex() if status.person is not None else None, texts
        finally:
            await engine.close()

    return asyncio.run(look())


def unopened(folder: Path) -> str | None:
    """Return why a home cannot be opened, as a kind, or None if it can."""
    try:
        opened(folder)
    except HomeError as refused:
        return refused.kind
    return None


def after_power_cuts(history: History, folder: Path, every: int = 1) -> Iterable[tuple[CrashState, Path]]:
    """Put each state that a power cut could leave into a folder, one after the other."""
    assert history.returncode == 0
    count = 0
    for state in history.crash_states(every=every):
        shutil.rmtree(folder, ignore_errors=True)
        home = state.write(folder) / "home"
        home.mkdir(exist_ok=True)  # a folder that was made is taken as durable
        count += 1
        yield state, home
    assert count > 10, f"only {count} states"


def acknowledged(state: CrashState) -> bool:
    """Return whether the command had printed its answer; programs that libraries start print there, too."""
    return any(word in state.said for word in (b'{"post": "', b'"state": "member"}', b'{"disk": "'))


@needs_strace
def test_no_power_cut_takes_a_post_that_was_acknowledged(tmp_path: Path) -> None:
    home = begun(tmp_path / "disk" / "home", "first")
    person, _ = opened(home)
    history = record(command(home, "post", CIRCLE, "second"), tmp_path / "disk")
    outcomes = set()
    for state, folder in after_power_cuts(history, tmp_path / "after"):
        found_person, texts = opened(folder)
        assert found_person == person
        assert texts in (["first"], ["second", "first"])
        assert not acknowledged(state) or "second" in texts, state
        outcomes.add((acknowledged(state), len(texts)))
    assert outcomes >= {(False, 1), (True, 2)}


@needs_strace
def test_no_power_cut_leaves_half_a_home(tmp_path: Path) -> None:
    home = tmp_path / "disk" / "home"
    home.mkdir(parents=True)
    history = record(command(home, "start-circle", CIRCLE, "--as", "Ann"), tmp_path / "disk")
    people = set()
    for state, folder in after_power_cuts(history, tmp_path / "after", every=4):
        person, _ = opened(folder)
        assert person is not None or not acknowledged(state), state
        people.add(person)
        # What was begun can be gone on with, and an identity that was made once stays.
        again, _ = opened(folder)
        assert again == person
    assert len(people) == 2
    assert None in people


@needs_strace
def test_no_power_cut_locks_a_home_by_a_passphrase_that_was_never_set(tmp_path: Path) -> None:
    home = begun(tmp_path / "disk" / "home", "first")
    words = tmp_path / "passphrase"
    words.write_text("correct horse\n")
    asked = ["env", f"ORGANIC_PASSPHRASE_FILE={words}", *command(home, "lock")]
    history = record(asked, tmp_path / "disk")
    kinds = set()
    for state, folder in after_power_cuts(history, tmp_path / "after"):
        kind = unopened(folder)
        assert kind in ({"locked"} if acknowledged(state) else {"locked", None}), (state, kind)
        assert opened(folder, "correct horse")[1] == ["first"]
        kinds.add(kind)
    assert kinds == {None, "locked"}


@needs_strace
def test_a_kill_at_any_write_of_a_post_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    home = begun(tmp_path / "home", "first")
    calls = count_calls(command(home, "post", CIRCLE, "tried"), "pwrite64", home)
    assert len(calls) > 20
    said = {"first", "tried"}
    for number, when in enumerate(calls[::6]):
        got = organic(
            home, "post", CIRCLE, str(number), prefix=inject(f"pwrite64:signal=SIGKILL:when={when}")
        )
        assert got.returncode not in (0, 1)
        assert got.stdout == ""
        assert said <= set(opened(home)[1]) <= said | {str(number)}
        said = set(opened(home)[1])
    assert organic(home, "post", CIRCLE, "last").returncode == 0
    assert opened(home)[1][0] == "last"


@needs_strace
def test_a_kill_at_any_write_of_a_first_start_leaves_no_home_or_a_whole_one(tmp_path: Path) -> None:
    start = ["start-circle", CIRCLE, "--as", "Ann"]
    calls = count_calls(command(tmp_path / "tried", *start), "pwrite64", tmp_path)
    for number, when in enumerate(calls[:: len(calls) // 6]):
        home = tmp_path / str(number)
        got = organic(home, *start, prefix=inject(f"pwrite64:signal=SIGKILL:when={when}"))
        assert got.returncode not in (0, 1)
        before = opened(home)[0]
        assert organic(home, *start).returncode == 0
        assert before in (None, opened(home)[0])


@needs_strace
@pytest.mark.parametrize(
    ("call", "error", "kinds"),
    [
        # SQLite calls it an error of the disk if there is no room to recover what was written before.
        ("pwrite64", "ENOSPC", {"disk-full", "disk-error"}),
        ("pwrite64", "EIO", {"disk-error"}),
        ("fsync", "EIO", {"disk-error"}),
    ],
)
def test_a_disk_that_fails_at_any_write_is_named_and_the_next_post_is_kept(
    tmp_path: Path, call: str, error: str, kinds: set[str]
) -> None:
    home = begun(tmp_path / "home", "first")
    calls = count_calls(command(home, "post", CIRCLE, "tried"), call, home)
    assert calls
    kept = {"first", "tried"}
    told = set()
    for when in calls[:: max(1, len(calls) // 5)]:
        text = f"at {when}"
        got = organic(home, "post", CIRCLE, text, prefix=inject(f"{call}:error={error}:when={when}+"))
        if got.returncode == 0:
            kept.add(text)
        else:
            told.add(refusal(got))
        assert set(opened(home)[1]) == kept
    assert told == kinds


def test_a_full_disk_refuses_posts_and_takes_them_again_when_there_is_room(
    make_lan: MakeLan, make_disk: MakeDisk
) -> None:
    lan = make_lan(["ann", "bob"])
    disk = make_disk("8M")
    with family(lan["bob"]) as (bob,):
        ann = Home(lan["ann"], folder=disk.path / "home")
        ann.start()
        found(ann, bob)
        ann.post("while there was room")
        disk.fill()
        assert ann.refused("post", CIRCLE, "too late") == "disk-full"
        assert ann.refused("post", CIRCLE, "-", stdin="far too late " * 4000) == "disk-full"
        assert ann.texts() == ["while there was room"]
        bob.post("a post that finds no room at Ann's")
        bob.until_texts("while there was room")
        disk.drain()
        ann.post("room again")
        ann.until_texts("a post that finds no room at Ann's")
        bob.until_texts("room again")
        assert len(bob.texts()) == 3

        ann.stop()
        disk.fill()
        assert ann.refused("post", CIRCLE, "too late") == "disk-full"
        ann.begin()
        assert ann.ended() == 1
        assert '"disk-full"' in ann.messages()[-1]
        disk.drain()
        ann.start()
        ann.post("the last word")
        bob.until_texts("the last word")
        assert len(ann.texts()) == len(bob.texts()) == 4
        ann.close()


def test_a_home_that_found_no_room_at_its_first_start_begins_when_there_is_some(
    tmp_path: Path, make_disk: MakeDisk
) -> None:
    disk = make_disk("4M")
    disk.fill(leave_bytes=40_000)
    home = disk.path / "home"
    for _ in range(2):
        assert refusal(organic(home, "start-circle", CIRCLE, "--as", "Ann")) == "disk-full"
        assert refusal(organic(home, "status")) == "disk-full"
    disk.drain()
    assert opened(begun(home, "at last"))[1] == ["at last"]


def test_a_disk_that_turned_read_only_is_named_and_nothing_is_lost(make_disk: MakeDisk) -> None:
    disk = make_disk("8M")
    home = begun(disk.path / "home", "first")
    disk.read_only()
    for words in (["post", CIRCLE, "second"], ["feed", CIRCLE], ["status"], ["node"]):
        assert refusal(organic(home, *words)) == "read-only"
    assert refusal(organic(disk.path / "new", "start-circle", CIRCLE, "--as", "Ann")) == "no-home"
    disk.read_only(on=False)
    assert organic(home, "post", CIRCLE, "second").returncode == 0
    assert opened(home)[1] == ["second", "first"]


@pytest.mark.parametrize("name", ["organic.db", "key"])
def test_a_damaged_home_is_opened_or_refused_and_never_begun_anew(tmp_path: Path, name: str) -> None:
    whole = begun(tmp_path / "whole", "x" * 30_000)
    person, texts = opened(whole)
    refusals = 0
    for seed in range(4):
        for how in DAMAGES:
            folder = tmp_path / "damaged"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(whole, folder)
            damage(folder / name, how, seed)
            before = {path.name: path.read_bytes() for path in folder.iterdir()}
            if (kind := unopened(folder)) is None:
                assert opened(folder) == (person, texts), (how, seed)
                continue
            refusals += 1
            after = {path.name: path.read_bytes() for path in folder.iterdir()}
            assert kind in ("damaged", "newer"), (how, seed)
            assert {each: after[each] for each in before} == before, (how, seed)
    assert refusals > 15
    # The command line says the same, whatever it is asked, and begins nothing new.
    damage(folder / name, "header", 1)
    for words in (["status"], ["start-circle", "New", "--as", "Ann"], ["node"]):
        assert refusal(organic(folder, *words)) == "damaged"


@pytest.mark.parametrize("lost", ["organic.db", "key"])
def test_a_home_of_which_a_file_is_missing_is_not_begun_anew(tmp_path: Path, lost: str) -> None:
    home = begun(tmp_path / "home", "first")
    (home / lost).rename(tmp_path / "elsewhere")
    for words in (["status"], ["start-circle", "New", "--as", "Ann"], ["node"]):
        assert refusal(organic(home, *words)) == "damaged"
    (tmp_path / "elsewhere").rename(home / lost)
    assert opened(home)[1] == ["first"]


def test_an_old_copy_of_a_home_is_healed_by_the_others_before_it_writes(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    copy = lan.directory / "copy"
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        bob.post("one")
        ann.until_texts("one")
        bob.stop()
        shutil.copytree(bob.folder, copy)
        bob.start()
        for text in ("two", "three"):
            bob.post(text)
        ann.until_texts("two", "three")
        bob.kill()
        shutil.rmtree(bob.folder)
        shutil.copytree(copy, bob.folder)
        bob.start()
        bob.until_texts("one", "two", "three")
        bob.post("four")
        ann.until_texts("four")
        for home in (ann, bob):
            assert home.texts() == ["four", "three", "two", "one"]


def test_an_old_copy_that_wrote_before_it_met_anybody_loses_nothing_and_forges_nothing(lan3: Lan) -> None:
    copy = lan3.directory / "copy"
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        bob.post("one")
        ann.until_texts("one")
        bob.stop()
        shutil.copytree(bob.folder, copy)
        bob.start()
        bob.post("two")
        for home in (ann, cat):
            home.until_texts("one", "two")
        bob.stop()
        shutil.rmtree(bob.folder)
        shutil.copytree(copy, bob.folder)
        # Nobody can know yet that there has been another “two”.
        bob.post("another two")
        bob.start()
        bob.until(lambda: bob.run("post", CIRCLE, "three").returncode, "goes on writing on a forked feed")
        told = bob.refused("post", CIRCLE, "three")
        assert told == "copied"
        for home in (ann, bob, cat):
            home.until_texts("one", "two", "another two")
        ann.post("Bob, your computer is beside itself.")
        for home in (bob, cat):
            home.until_texts("Bob, your computer is beside itself.")


def test_a_home_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    from sqlcipher3 import dbapi2

    from sync.omp1 import decode

    home = begun(tmp_path / "home", "first")
    key_file = decode((home / "key").read_bytes(), max_bytes=4096)
    assert isinstance(key_file, dict)
    key = key_file["secret"]
    assert isinstance(key, bytes)

    def set_version(change: int) -> None:
        database = dbapi2.connect(str(home / "organic.db"))
        database.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        database.execute(f"PRAGMA user_version = {version + change}")
        database.close()

    set_version(+1)
    before = (home / "organic.db").read_bytes()
    for words in (["status"], ["post", CIRCLE, "second"], ["node"]):
        assert refusal(organic(home, *words)) == "newer"
    assert (home / "organic.db").read_bytes() == before
    set_version(-1)
    assert opened(home)[1] == ["first"]


# Knocks thirty times at an address and stays at the door.
_VISITOR = """
import socket, sys
wires = [socket.create_connection((sys.argv[1], int(sys.argv[2]))) for _ in range(30)]
print("knocking", flush=True)
sys.stdin.read()
"""


def test_an_engine_that_runs_out_of_file_descriptors_goes_on_when_there_are_some(lan3: Lan) -> None:
    with family(lan3["bob"]) as (bob,):
        ann = Home(lan3["ann"])
        ann.start(prefix=["prlimit", "--nofile=64", "--"])
        found(ann, bob)
        ann.until_neighbours("Bob")
        door = ann.address().split(":")
        crowd = [
            lan3["cat"].popen(
                [sys.executable, "-c", _VISITOR, *door], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            for _ in range(3)
        ]
        for visitor in crowd:
            assert Lines(visitor.stdout).wait_for("knocking")
        ann.post("Who is at the door?")
        bob.until_texts("Who is at the door?")
        for visitor in crowd:
            visitor.kill()
        bob.stop()
        bob.start()
        bob.until_neighbours("Ann")
        ann.stop()
