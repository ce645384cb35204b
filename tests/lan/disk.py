"""Disks that are full or read-only, and files that have been damaged."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self, TypeAlias, get_args

from tests.lan.namespaces import HarnessError

Damage: TypeAlias = Literal[
    "flip", "zero-page", "junk-page", "swap-pages", "cut", "cut-page", "empty", "header"
]
DAMAGES: tuple[Damage, ...] = get_args(Damage)
_PAGE_BYTES = 4096


class Disk:
    """A small disk of its own, mounted at `path`. A context manager."""

    def __init__(self, path: Path, size: str = "16M", kind: str = "tmpfs") -> None:
        """Make and mount it.

        Args:
            path: The mount point, made if need be.
            size: As mount and truncate take it, such as "2M".
            kind: "tmpfs", or "ext4" for a real file system, which needs a loop device and real root.
        """
        self.path = path
        self.path.mkdir(parents=True, exist_ok=True)
        self._ballast = path / ".ballast"
        self._image: Path | None = None
        if kind == "tmpfs":
            _do(["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(path)])
            return
        fd, image = tempfile.mkstemp(suffix=".img")
        os.close(fd)
        self._image = Path(image)
        _do(["truncate", "-s", size, image])
        _do(["mkfs.ext4", "-q", "-F", "-m", "0", image])
        _do(["mount", "-o", "loop", image, str(path)])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def free_bytes(self) -> int:
        """Return how much a program may still write."""
        state = os.statvfs(self.path)
        return state.f_bavail * state.f_frsize

    def fill(self, leave_bytes: int = 0) -> None:
        """Use up the space, to within `leave_bytes`."""
        with self._ballast.open("ab") as out:
            for step in (1 << 20, 1 << 12, 1 << 9):
                with contextlib.suppress(OSError):
                    while self.free_bytes() - step >= leave_bytes:
                        out.write(bytes(step))
                        out.flush()

    def drain(self) -> None:
        """Give back what `fill` used up."""
        self._ballast.unlink(missing_ok=True)

    def read_only(self, *, on: bool = True) -> None:
        """Refuse all writing from now on, as ext4 does after an error, or permit it again."""
        _do(["mount", "-o", f"remount,bind,{'ro' if on else 'rw'}", str(self.path)])

    def close(self) -> None:
        """Unmount it, even while files on it are open."""
        subprocess.run(["umount", "-l", str(self.path)], capture_output=True, check=False)
        if self._image:
            self._image.unlink(missing_ok=True)


class MakeDisk(Protocol):
    """The type of the fixture `make_disk`."""

    def __call__(self, size: str = "16M", kind: str = "tmpfs") -> Disk:
        """Make one, or skip the test with the reason why this machine cannot."""
        ...


def damage(path: Path, how: Damage, seed: int = 0) -> str:
    """Spoil a file in place and say what was done.

    Args:
        path: The file.
        how: "flip" a bit; "zero-page", "junk-page" and "swap-pages" of 4096 bytes; "cut" the tail anywhere,
            or "cut-page" at a page; "empty" it; put noise over its "header" of 16 bytes.
        seed: Decides where.
    """
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    pages = max(1, len(data) // _PAGE_BYTES)
    first = chance.randrange(pages) * _PAGE_BYTES
    page = slice(first, min(first + _PAGE_BYTES, len(data)))
    match how:
        case "flip":
            at = chance.randrange(len(data))
            data[at] ^= 1 << chance.randrange(8)
            what = f"a bit at {at}"
        case "zero-page" | "junk-page":
            size = page.stop - page.start
            data[page] = bytes(size) if how == "zero-page" else chance.randbytes(size)
            what = f"page {first // _PAGE_BYTES}"
        case "swap-pages":
            second = chance.randrange(pages) * _PAGE_BYTES
            other = slice(second, min(second + _PAGE_BYTES, len(data)))
            data[page], data[other] = data[other], data[page]
            what = f"pages {first // _PAGE_BYTES} and {second // _PAGE_BYTES}"
        case "cut":
            keep = chance.randrange(len(data))
            del data[keep:]
            what = f"after {keep} bytes"
        case "cut-page":
            del data[first:]
            what = f"before page {first // _PAGE_BYTES}"
        case "empty":
            data.clear()
            what = "all of it"
        case "header":
            data[:16] = chance.randbytes(16)
            what = "16 bytes"
    path.write_bytes(data)
    return f"{how}: {what}"


def _do(command: Sequence[str]) -> None:
    got = subprocess.run(command, capture_output=True, text=True, check=False)
    if got.returncode:
        raise HarnessError(f"{command[0]}: {got.stderr.strip()}")
