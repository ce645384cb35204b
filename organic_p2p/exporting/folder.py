"""The folder of an export: new, clearly unfinished until it is whole, and taken away again if it never is."""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from organic_p2p.domain.text import for_display
from organic_p2p.errors import BadInputError, DeviceTroubleError

_UNFINISHED: Final = " (unfinished)"
_TRIES: Final = 1000


class NewFolder:
    """A folder that is being filled; nothing that was there before is touched."""

    def __init__(self, parent: Path, name: str) -> None:
        """Make it in `parent`, which is made if it is not there.

        Raises:
            BadInputError: There can be no folder.
        """
        self._parent, self._name = parent, name
        try:
            parent.mkdir(parents=True, exist_ok=True)
            self.path = _made(parent, name + _UNFINISHED)
        except (OSError, ValueError) as cause:
            raise _unusable(parent, cause) from cause

    def write(self, path: str, data: bytes) -> None:
        """Write a whole file."""
        with self.open(path) as target:
            target(data)

    @contextmanager
    def open(self, path: str) -> Generator[Callable[[bytes], None], None, None]:
        """Write a new file piece by piece, with the function that this gives.

        Raises:
            DeviceTroubleError: The disk is full or refuses to write.
        """
        whole = self.path / path
        with _sentences(self._parent):
            whole.parent.mkdir(exist_ok=True)
            target = whole.open("xb")

        def write(data: bytes) -> None:
            with _sentences(self._parent):
                target.write(data)

        try:
            yield write
        finally:
            with _sentences(self._parent):
                target.close()

    def remove(self, path: str) -> None:
        """Take a file away that could not be written in full."""
        (self.path / path).unlink(missing_ok=True)

    def finish(self) -> Path:
        """Give it the name of something whole; return where it is."""
        with _sentences(self._parent):
            for number in range(1, _TRIES):
                final = self._parent / (self._name if number == 1 else f"{self._name} ({number})")
                # Renaming onto an empty folder would replace it, and onto a full one fails: both are left alone.
                if not os.path.lexists(final):
                    self.path.rename(final)
                    return final
        raise _unusable(self._parent, FileExistsError(errno.EEXIST, "there are too many exports"))

    def discard(self) -> None:
        """Take it away with everything in it."""
        shutil.rmtree(self.path, ignore_errors=True)


def _made(parent: Path, name: str) -> Path:
    for number in range(1, _TRIES):
        path = parent / (name if number == 1 else f"{name} ({number})")
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=0o700)
            return path
    raise FileExistsError(errno.EEXIST, "there are too many exports")


@contextmanager
def _sentences(parent: Path) -> Generator[None, None, None]:
    try:
        yield
    except OSError as cause:
        if cause.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DeviceTroubleError(
                "disk-full",
                f"The disk is full, so the export was not made; what was begun is taken away again. Make some room "
                f"there, or choose another place than “{_shown(parent)}”.",
            ) from cause
        raise DeviceTroubleError(
            "not-saved", f"The export could not be written to “{_shown(parent)}”: {cause.strerror}."
        ) from cause


def _unusable(parent: Path, cause: Exception) -> BadInputError:
    reason = (
        cause.strerror if isinstance(cause, OSError) and cause.strerror else "that is no name of a folder"
    )
    return BadInputError("no-folder", f"The folder “{_shown(parent)}” cannot be used: {reason}.")


def _shown(parent: Path) -> str:
    return for_display(str(parent), multiline=False)
