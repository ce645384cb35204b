"""What a program did to a folder, in order: each write, change of a name, sync, and thing it said.

strace writes the log, `steps` reads it. A call that is not modelled but changes a file there raises
`NotImplementedError`: a history with gaps would prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

# A question mark lets strace pass over a name that the processor's system calls lack.
TRACED = (
    "?open,openat,?creat,close,read,write,pwrite64,writev,pwritev,pwritev2,ftruncate,?truncate,fallocate,fsync,fdatasync,"
    "?rename,?renameat,renameat2,?unlink,unlinkat,?link,linkat,lseek,?sendfile,copy_file_range,mmap"
)
_NOT_MODELLED = frozenset(
    {"writev", "pwritev", "pwritev2", "fallocate", "sendfile", "copy_file_range", "link", "linkat"}
)
# These two take paths relative to the working directory where their newer forms take a directory.
_OLD_FORMS = {"open": 1, "unlink": 1, "rename": 2}

_LINE = re.compile(r"^(\d+)\s+(.*)$", re.DOTALL)
_CALL = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+|0x[0-9a-f]+)", re.DOTALL)
_RESUMED = re.compile(r"^<\.\.\. (\w+) resumed>\s?(.*)$", re.DOTALL)
_UNFINISHED = "<unfinished ...>"
_DESCRIPTOR = re.compile(r"^(-?\d+|AT_FDCWD)(?:<(.*?)>)?$")
_STRING = re.compile(r'^"((?:\\x[0-9a-f]{2})*)"$')


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes went to a place in a file."""

    path: str
    data: bytes
    at: int


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file got this size."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """What was written to this file is on the disk."""

    path: str


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """The names in this folder ("" is the traced one itself) are on the disk."""

    path: str


@dataclass(frozen=True, slots=True)
class Create:
    """A name was given to a new, empty file."""

    path: str


@dataclass(frozen=True, slots=True)
class Rename:
    """A file changed its name."""

    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Unlink:
    """A name was taken away."""

    path: str


@dataclass(frozen=True, slots=True)
class Say:
    """The program wrote this to its standard output: a promise to the outside."""

    data: bytes


FolderStep: TypeAlias = Create | Rename | Unlink
Step: TypeAlias = Write | Truncate | Sync | SyncFolder | FolderStep | Say


def steps(log: Iterable[str], root: Path, sizes: Mapping[str, int]) -> Iterator[Step]:
    """Read a log made by ``strace -f -y -xx -s <large> -e trace=TRACED``.

    Args:
        log: Its lines.
        root: The folder, resolved; paths in the steps are relative to it.
        sizes: The files that were in it before, with their sizes.

    Raises:
        NotImplementedError: A file was changed by a call that is not modelled here.
    """
    reader = _Reader(root, dict(sizes))
    for call, args, result in _calls(log):
        yield from reader.steps_of(call, args, result)


def _calls(log: Iterable[str]) -> Iterator[tuple[str, list[str], int]]:
    """Yield (name, arguments, result) of each call that succeeded, also if other threads interrupted it."""
    unfinished: dict[str, str] = {}
    for line in log:
        found = _LINE.match(line.rstrip("\n"))
        if not found:
            continue
        thread, text = found[1], found[2]
        if text.endswith(_UNFINISHED):
            unfinished[thread] = text.removesuffix(_UNFINISHED).rstrip()
            continue
        resumed = _RESUMED.match(text)
        if resumed:
            text = unfinished.pop(thread, f"{resumed[1]}(") + resumed[2]
        call = _CALL.match(text)
        if call and not call[3].startswith("-"):
            yield call[1], _arguments(call[2]), int(call[3], 0)


class _Reader:
    """Follows file positions and sizes, which the log leaves to the kernel."""

    def __init__(self, root: Path, sizes: dict[str, int]) -> None:
        self._root = root
        self._sizes = sizes
        self._positions: dict[tuple[str, str], int] = {}  # by (descriptor, path)
        self._appending: set[tuple[str, str]] = set()

    def steps_of(self, call: str, args: list[str], result: int) -> Iterator[Step]:
        """Yield the steps that one call made, and follow what it changed for later ones."""
        if call in _OLD_FORMS:
            args = [word for path in args[: _OLD_FORMS[call]] for word in ("AT_FDCWD", path)] + args[
                _OLD_FORMS[call] :
            ]
        descriptor, path = _descriptor(args[0] if args else "")
        name = self._name(path)
        match call:
            case "open" | "openat":
                yield from self._opened(self._full(args[0], args[1]), args[2], str(result))
            case "creat":
                yield from self._opened(self._full("AT_FDCWD", args[0]), "O_CREAT|O_TRUNC", str(result))
            case "write" if descriptor == "1":
                yield Say(_string(args[1])[:result])
            case "write" | "pwrite64" if name is not None:
                place = int(args[3], 0) if call == "pwrite64" else None
                yield self._written(descriptor, path, name, _string(args[1])[:result], place)
            case "read":
                self._positions[descriptor, path] = self._positions.get((descriptor, path), 0) + result
            case "lseek":
                self._positions[descriptor, path] = result
            case "ftruncate" if name is not None:
                yield self._cut(name, int(args[1], 0))
            case "truncate":
                other = self._name(self._full("AT_FDCWD", args[0]))
                if other is not None:
                    yield self._cut(other, int(args[1], 0))
            case "fsync" | "fdatasync" if name is not None:
                yield SyncFolder(name) if name not in self._sizes and Path(path).is_dir() else Sync(name)
            case "rename" | "renameat" | "renameat2":
                yield from self._renamed(self._full(args[0], args[1]), self._full(args[2], args[3]))
            case "unlink" | "unlinkat":
                gone = self._name(self._full(args[0], args[1]))
                if gone is not None and self._sizes.pop(gone, None) is not None:
                    yield Unlink(gone)
            case "mmap":
                self._refuse_shared_mapping(args)
            case _ if name is not None and call in _NOT_MODELLED:
                raise NotImplementedError(f"{call} on {name} is not modelled")

    def _opened(self, path: str, flags: str, descriptor: str) -> Iterator[Step]:
        name = self._name(path)
        key = (descriptor, path)
        self._positions[key] = 0
        self._appending.discard(key)
        if name is None or "O_DIRECTORY" in flags:
            return
        if "O_APPEND" in flags:
            self._appending.add(key)
        if "O_CREAT" in flags and name not in self._sizes:
            self._sizes[name] = 0
            yield Create(name)
        elif "O_TRUNC" in flags:
            yield self._cut(name, 0)

    def _written(self, descriptor: str, path: str, name: str, data: bytes, place: int | None) -> Write:
        key = (descriptor, path)
        if place is None:
            place = self._sizes.get(name, 0) if key in self._appending else self._positions.get(key, 0)
            self._positions[key] = place + len(data)
        self._sizes[name] = max(self._sizes.get(name, 0), place + len(data))
        return Write(name, data, place)

    def _cut(self, name: str, size: int) -> Truncate:
        self._sizes[name] = size
        return Truncate(name, size)

    def _renamed(self, path: str, to: str) -> Iterator[Step]:
        old, new = self._name(path), self._name(to)
        if (old is None) != (new is None):
            raise NotImplementedError("a file that is moved into or out of the folder is not modelled")
        if old is None or new is None:
            return
        if old not in self._sizes:
            raise NotImplementedError(f"renaming the folder {old} is not modelled")
        self._sizes[new] = self._sizes.pop(old)
        for (descriptor, known), position in list(self._positions.items()):
            if known == path:  # strace shows the new name from now on
                self._positions[descriptor, to] = position
        yield Rename(old, new)

    def _refuse_shared_mapping(self, args: list[str]) -> None:
        if len(args) > 4 and "PROT_WRITE" in args[2] and "MAP_SHARED" in args[3]:
            name = self._name(_descriptor(args[4])[1])
            # SQLite's -shm is rebuilt at the next start, so what is in it does not matter.
            if name is not None and not name.endswith("-shm"):
                raise NotImplementedError(f"a shared writable mapping of {name} is not modelled")

    def _name(self, path: str) -> str | None:
        """Return a path relative to the folder, "" for itself, or None for what lies outside."""
        if not path or not Path(path).is_relative_to(self._root):
            return None
        relative = Path(path).relative_to(self._root).as_posix()
        return "" if relative == "." else relative

    def _full(self, folder: str, path: str) -> str:
        # ".." would need the directory tree of that moment; no program of ours opens a file that way.
        base = _descriptor(folder)[1] or str(Path.cwd())
        return str(Path(base) / _string(path).decode())


def _descriptor(arg: str) -> tuple[str, str]:
    """Return number and path of a descriptor as strace shows it with -y."""
    found = _DESCRIPTOR.match(arg)
    if not found:
        return "", ""
    path = found[2] or ""
    if path.startswith("\\x"):
        path = bytes.fromhex(path.replace("\\x", "")).decode()
    return found[1], path.removesuffix(" (deleted)")


def _string(arg: str) -> bytes:
    found = _STRING.match(arg)
    if not found:
        raise ValueError(f"not a whole string: {arg[:60]}")
    return bytes.fromhex(found[1].replace("\\x", ""))


def _arguments(text: str) -> list[str]:
    """Split at the commas that are not inside a string, a structure or a descriptor's path."""
    arguments: list[str] = []
    current, depth, quoted = "", 0, False
    for piece in re.split(r'([,"\[\]{}<>])', text):
        if piece == '"':
            quoted = not quoted
        elif not quoted and piece in {"[", "{", "<"}:
            depth += 1
        elif not quoted and piece in {"]", "}", ">"}:
            depth -= 1
        if piece == "," and not quoted and depth == 0:
            arguments.append(current.strip())
            current = ""
        else:
            current += piece
    return [*arguments, current.strip()]
