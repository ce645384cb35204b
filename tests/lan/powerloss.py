"""Power cuts: run a program once, then build every state in which the disk could have been left.

    history = record(command, folder)
    for state in history.crash_states():
        state.write(elsewhere)          open it with the program, and compare with what it had said by then

The model is what POSIX promises and no more: a write survives for certain only after a sync of its file, a
name only after a sync of its folder. Until then none, all, some, or a torn part of the writes may survive,
and of the changes of names any number of the first ones. It was checked against SQLite, which loses nothing
that it acknowledged with ``synchronous=FULL`` and does with ``NORMAL``.

Not modelled: folders that are made (they are taken as durable), and the calls that `disklog` refuses.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal, TypeAlias, assert_never

from tests.lan.disklog import (
    TRACED,
    Create,
    FolderStep,
    Rename,
    Say,
    Step,
    Sync,
    SyncFolder,
    Truncate,
    Unlink,
    Write,
    steps,
)

Survival: TypeAlias = Literal["none", "all", "some", "torn"]
SURVIVALS: tuple[Survival, ...] = ("none", "all", "some", "torn")

_PAGE_BYTES = 4096  # what a file system writes at once
_SECTOR_BYTES = 512  # what a disk writes at once
_LONGEST_WRITE_BYTES = 1 << 25  # strace cuts longer ones, and reading the log then fails


@dataclass(frozen=True, slots=True)
class CrashState:
    """What the disk could hold after a power cut.

    Attributes:
        point: After how many steps of the history.
        survival: What of the unsynced survived.
        files: Contents by path.
        said: All that the program had printed by then.
    """

    point: int
    survival: Survival
    files: dict[str, bytes] = field(repr=False)
    said: bytes = field(repr=False)

    def write(self, folder: Path) -> Path:
        """Put the state into a folder, whose former content goes, and return the folder."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, data in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        return folder


@dataclass(frozen=True, slots=True)
class History:
    """The steps of one run, and the files before it."""

    steps: tuple[Step, ...]
    before: dict[str, bytes] = field(repr=False)
    returncode: int

    def crash_states(
        self,
        survivals: Sequence[Survival] = SURVIVALS,
        *,
        seed: int = 0,
        every: int = 1,
        ignore: str = r"-shm$",
    ) -> Iterator[CrashState]:
        """Yield what a power cut could leave, at each point of the history; equal states come once.

        Args:
            survivals: Which of the ways to try.
            seed: Decides what "some" and "torn" keep.
            every: Try only each so-many-th point.
            ignore: Files that are left out: SQLite's -shm is rebuilt at every start.
        """
        disk = _Disk(self.before)
        seen: set[int] = set()
        for point, step in enumerate(self.steps):
            disk.take(step)
            if point % every:
                continue
            for survival in survivals:
                chance = random.Random(f"{seed}/{point}/{survival}")
                whole = disk.after_a_cut(survival, chance)
                files = {name: data for name, data in whole.items() if not re.search(ignore, name)}
                # The same disk after more was promised is a different case.
                mark = hash((disk.said, tuple(sorted(files.items()))))
                if mark not in seen:
                    seen.add(mark)
                    yield CrashState(point, survival, files, disk.said)


def record(command: Sequence[str], root: Path, *, limit_s: float = 120.0) -> History:
    """Run a command and note each change below a folder, each sync, and what it wrote to standard output.

    Raises:
        NotImplementedError: The program changed a file in a way that is not modelled.
    """
    root = root.resolve()
    before = {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        how = [
            "-f",
            "-y",
            "-qq",
            "-xx",
            "-s",
            str(_LONGEST_WRITE_BYTES),
            "-o",
            str(log),
            "-e",
            f"trace={TRACED}",
        ]
        trace = ["strace", *how, "--", *command]
        got = subprocess.run(trace, stdout=subprocess.DEVNULL, timeout=limit_s, check=False)
        with log.open(errors="replace") as lines:
            done = tuple(steps(lines, root, {name: len(data) for name, data in before.items()}))
    return History(done, before, got.returncode)


class _File:
    """One file's content on the disk, and what was written to it since."""

    def __init__(self, durable: bytes = b"") -> None:
        self._durable = durable
        self.pending: list[Write | Truncate] = []

    def sync(self) -> None:
        self._durable, self.pending = self.content(self.pending), []

    def content(self, writes: Sequence[Write | Truncate]) -> bytes:
        data = bytearray(self._durable)
        for write in writes:
            end = write.size if isinstance(write, Truncate) else write.at
            data += bytes(max(0, end - len(data)))
            if isinstance(write, Truncate):
                del data[write.size :]
            else:
                data[write.at : write.at + len(write.data)] = write.data
        return bytes(data)


class _Disk:
    """What is certain, and what is still on its way."""

    def __init__(self, before: dict[str, bytes]) -> None:
        self._names = {name: _File(data) for name, data in before.items()}  # as the program sees them
        self._durable = dict(self._names)
        self._pending: list[tuple[FolderStep, _File]] = []
        self.said = b""

    def take(self, step: Step) -> None:
        """Follow one step."""
        match step:
            case Say(data):
                self.said += data
            case Write(path) | Truncate(path):
                self._names[path].pending.append(step)
            case Sync(path):
                if path in self._names:
                    self._names[path].sync()
            case SyncFolder(path):
                self._sync_folder(path)
            case Create(path) | Rename(path) | Unlink(path):
                file = _File() if isinstance(step, Create) else self._names[path]
                _apply(self._names, step, file)
                self._pending.append((step, file))
            case _:
                assert_never(step)

    def after_a_cut(self, survival: Survival, chance: random.Random) -> dict[str, bytes]:
        """Return the files that a power cut at this moment would leave."""
        extremes = {"none": 0, "all": len(self._pending)}
        count = extremes[survival] if survival in extremes else chance.randint(0, len(self._pending))
        names = dict(self._durable)
        for step, file in self._pending[:count]:
            _apply(names, step, file)
        return {
            name: file.content(_survivors(file.pending, survival, chance)) for name, file in names.items()
        }

    def _sync_folder(self, folder: str) -> None:
        waiting = self._pending
        self._pending = []
        for step, file in waiting:
            if _folder(step.to if isinstance(step, Rename) else step.path) == folder:
                _apply(self._durable, step, file)
            else:
                self._pending.append((step, file))


def _folder(path: str) -> str:
    parent = str(PurePosixPath(path).parent)
    return "" if parent == "." else parent


def _apply(names: dict[str, _File], step: FolderStep, file: _File) -> None:
    match step:
        case Create(path):
            names[path] = file
        case Rename(path, to):
            names.pop(path, None)
            names[to] = file
        case Unlink(path):
            names.pop(path, None)


def _survivors(
    pending: Sequence[Write | Truncate], survival: Survival, chance: random.Random
) -> Sequence[Write | Truncate]:
    if survival in {"none", "all"}:
        return pending if survival == "all" else []
    kept = [piece for write in pending for piece in _pages(write) if chance.random() < 0.5]
    if survival == "torn" and kept:
        last = kept[-1]
        if isinstance(last, Write) and len(last.data) > _SECTOR_BYTES:
            sectors = chance.randint(1, (len(last.data) - 1) // _SECTOR_BYTES)
            kept[-1] = Write(last.path, last.data[: sectors * _SECTOR_BYTES], last.at)
    return kept


def _pages(write: Write | Truncate) -> Iterator[Write | Truncate]:
    if isinstance(write, Truncate):
        yield write
        return
    for at in range(0, len(write.data), _PAGE_BYTES):
        yield Write(write.path, write.data[at : at + _PAGE_BYTES], write.at + at)
