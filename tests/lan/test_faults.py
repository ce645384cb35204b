"""Faults of clocks, disks and system calls happen as asked, and the model of power cuts agrees with SQLite.

The checks on SQLite are the harness's own proof: a store that is known to lose data must be seen to lose it.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.lan.clock import MakeClock
from tests.lan.disk import DAMAGES, Damage, MakeDisk, damage
from tests.lan.disklog import Create, Rename, Say, Sync, SyncFolder, Write
from tests.lan.faults import count_calls, inject
from tests.lan.lan import Lan
from tests.lan.namespaces import HarnessError
from tests.lan.powerloss import CrashState, History, record
from tests.lan.waiting import Lines, until

_DAY_S = 86_400

# Adds ten rows to a database, one transaction each, and acknowledges each on standard output.
WRITER = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
assert db.execute("pragma journal_mode=wal").fetchone() == ("wal",)
db.execute("pragma synchronous=" + sys.argv[2])
db.execute("create table if not exists row(number integer primary key, body blob)")
last = db.execute("select coalesce(max(number), -1) from row").fetchone()[0]
for number in range(last + 1, last + 11):
    try:
        db.execute("insert into row values(?, ?)", (number, os.urandom(3000)))
        os.write(1, b"ACK %d\\n" % number)
    except sqlite3.Error as error:
        os.write(1, b"ERR %s\\n" % str(error).encode())
"""


def writer(database: Path, synchronous: str = "full") -> list[str]:
    return [sys.executable, "-c", WRITER, str(database), synchronous]


def write_ten(database: Path) -> str:
    return subprocess.run(writer(database), capture_output=True, text=True, check=False).stdout


def acknowledged(said: str) -> set[int]:
    return {int(line.split()[1]) for line in said.splitlines() if line.startswith("ACK")}


def rows(database: Path) -> set[int]:
    with contextlib.closing(sqlite3.connect(database)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        if not db.execute("select 1 from sqlite_master where name = 'row'").fetchone():
            return set()
        return {number for (number,) in db.execute("select number from row")}


def loses_a_row(state: CrashState, folder: Path) -> bool:
    return not acknowledged(state.said.decode()) <= rows(state.write(folder) / "x.db")


@pytest.mark.usefixtures("needs_strace")
@pytest.mark.parametrize(("synchronous", "is_safe"), [("full", True), ("normal", False)])
def test_a_power_cut_takes_acknowledged_rows_exactly_where_sqlite_says_so(
    tmp_path: Path, synchronous: str, is_safe: bool
) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    history = record(writer(folder / "x.db", synchronous), folder)
    states = list(history.crash_states())
    assert history.returncode == 0
    assert len(states) > 100
    assert any(loses_a_row(state, tmp_path / "after") for state in states) is not is_safe


WRITTEN = "f = open(new, 'wb'); f.write(data); f.flush(); "
SYNCED = WRITTEN + "os.fsync(f.fileno()); os.rename(new, there)"
# How a file is put in place, and whether no power cut can take it once that was acknowledged.
STORES = {
    "written in place": ("open(there, 'wb').write(data)", False),
    "renamed without a sync": (WRITTEN + "os.rename(new, there)", False),
    "synced, but not its name": (SYNCED, False),
    "synced with its name": (SYNCED + "; os.fsync(os.open(folder, os.O_RDONLY))", True),
    "synced with the name of another folder": (SYNCED + "; os.fsync(os.open(above, os.O_RDONLY))", False),
}


@pytest.mark.usefixtures("needs_strace")
@pytest.mark.parametrize("store", STORES)
def test_a_file_survives_a_power_cut_only_when_it_and_its_name_are_synced(tmp_path: Path, store: str) -> None:
    how, is_safe = STORES[store]
    folder = tmp_path / "files" / "photos"
    folder.mkdir(parents=True)
    places = f"import os; above, folder = {str(folder.parent)!r}, {str(folder)!r}"
    places += "; new, there = folder + '/new', folder + '/there'"
    code = f"{places}; data = b'x' * 20000; {how}; os.write(1, b'done')"
    history = record([sys.executable, "-c", code], tmp_path / "files")
    promised = [state for state in history.crash_states() if state.said]
    assert promised
    assert all(state.files.get("photos/there") == b"x" * 20_000 for state in promised) is is_safe


def test_what_is_not_synced_may_survive_wholly_partly_or_not_at_all() -> None:
    written = Create("a"), SyncFolder(""), Write("a", b"o" * 8192, 0), Sync("a"), Write("a", b"n" * 8192, 0)
    last = [state for state in History(written, {}, 0).crash_states() if state.point == 4]
    after = {state.survival: state.files["a"] for state in last}
    assert after["all"] == b"n" * 8192
    assert "none" not in after, "the old content is a state that had been seen before"
    sectors = {content[at : at + 512] for content in after.values() for at in range(0, 8192, 512)}
    assert sectors == {b"o" * 512, b"n" * 512}


def test_a_promise_makes_the_same_disk_a_new_case() -> None:
    steps = (Create("a"), Rename("a", "b"), SyncFolder(""), Say(b"done"))
    states = list(History(steps, {}, 0).crash_states(["none"]))
    seen = [(state.said, sorted(state.files)) for state in states]
    assert seen == [(b"", []), (b"", ["b"]), (b"done", ["b"])]


@pytest.mark.usefixtures("needs_strace")
def test_a_file_changed_in_a_way_that_is_not_modelled_is_refused(tmp_path: Path) -> None:
    code = f"import os; os.writev(os.open({str(tmp_path / 'a')!r}, os.O_RDWR | os.O_CREAT), [b'x', b'y'])"
    with pytest.raises(NotImplementedError, match="writev"):
        record([sys.executable, "-c", code], tmp_path)


@pytest.mark.usefixtures("needs_strace")
def test_a_program_is_killed_at_the_chosen_write_and_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    database = tmp_path / "x.db"
    calls = count_calls(writer(database), "pwrite64", tmp_path)
    assert len(calls) > 30
    kept: set[int] = set()
    for when in calls[::15]:
        command = [*inject(f"pwrite64:signal=SIGKILL:when={when}"), *writer(database)]
        got = subprocess.run(command, capture_output=True, text=True, check=False)
        assert got.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
        kept |= acknowledged(got.stdout)
        assert kept <= rows(database)


@pytest.mark.usefixtures("needs_strace")
def test_a_disk_error_reaches_the_program_as_an_error(tmp_path: Path) -> None:
    calls = count_calls(writer(tmp_path / "tried.db"), "fdatasync", tmp_path)
    command = [*inject(f"fdatasync:error=EIO:when={calls[-3]}+"), *writer(tmp_path / "x.db")]
    got = subprocess.run(command, capture_output=True, text=True, check=False)
    assert len(acknowledged(got.stdout)) < 10
    assert "ERR disk I/O error" in got.stdout


def test_a_wrong_clock_is_seen_by_programs_and_can_jump_while_they_run(
    lan3: Lan, make_clock: MakeClock
) -> None:
    clock = make_clock(+3 * _DAY_S)
    code = "import time\nwhile True: input(); print(time.time(), time.monotonic(), flush=True)"
    program = lan3["ann"].popen([sys.executable, "-c", code], env=clock.env(), stdin=-1, stdout=-1)
    lines = Lines(program.stdout)

    def wall_and_monotonic_s(number: int) -> list[float]:
        assert program.stdin is not None
        program.stdin.write("\n")
        until(lambda: len(lines.all()) > number)
        return [float(word) for word in lines.all()[number].split()]

    ahead_s, first_s = wall_and_monotonic_s(0)
    clock.set(-400 * _DAY_S)
    behind_s, second_s = wall_and_monotonic_s(1)
    assert round((ahead_s - time.time()) / _DAY_S) == 3
    assert round((behind_s - time.time()) / _DAY_S) == -400
    assert 0 <= second_s - first_s < _DAY_S


def test_a_full_disk_is_an_error_and_no_damage(make_disk: MakeDisk) -> None:
    disk = make_disk("2M")
    database = disk.path / "x.db"

    first = write_ten(database)
    disk.fill(leave_bytes=140_000)
    second = write_ten(database)
    disk.drain()
    third = write_ten(database)
    assert "ERR" not in first + third
    assert "ERR database or disk is full" in second or "ERR disk I/O error" in second or not second
    assert acknowledged(first) | acknowledged(second) | acknowledged(third) == rows(database)


@pytest.mark.parametrize("kind", ["tmpfs", "ext4"])
def test_a_disk_that_turns_read_only_refuses_writers_until_it_turns_back(
    make_disk: MakeDisk, kind: str
) -> None:
    try:
        disk = make_disk("8M", kind)
    except HarnessError as error:
        if kind == "ext4" and os.environ.get("CI") != "true":
            pytest.skip(f"no loop device here: {error}")
        raise
    database = disk.path / "x.db"
    assert len(acknowledged(write_ten(database))) == 10
    disk.read_only()
    assert acknowledged(write_ten(database)) == set()
    disk.read_only(on=False)
    assert len(acknowledged(write_ten(database))) == 10


@pytest.mark.parametrize("how", DAMAGES)
def test_damage_changes_a_file_and_the_same_seed_does_the_same(tmp_path: Path, how: Damage) -> None:
    whole = random.Random(0).randbytes(20_000)

    def spoilt(seed: int) -> bytes:
        path = tmp_path / "file"
        path.write_bytes(whole)
        damage(path, how, seed)
        return path.read_bytes()

    results = [spoilt(seed) for seed in range(8)]
    assert any(result != whole for result in results)
    assert [spoilt(seed) for seed in range(8)] == results
