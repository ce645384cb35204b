"""The home folder: one person's keys and database, open to nobody else, used by one engine at a time."""

import errno
import fcntl
import os
import time
from pathlib import Path
from types import TracebackType

import appdirs

from organic_p2p.errors import DeviceTroubleError, HomeError, OrganicError

DATABASE = "organic.db"
KEY_FILE = "key"
LOCK_FILE = "lock"

_RETRY_S = 0.05


def default_home() -> Path:
    """Return the folder named by ORGANIC_HOME, or the usual place for a program's data on this system."""
    return Path(os.environ.get("ORGANIC_HOME") or appdirs.user_data_dir("organic", appauthor=False))


def prepare(home: Path) -> None:
    """Make the folder if it is not there and close it to other users.

    Raises:
        HomeError: It cannot be made, or it belongs to somebody else.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if home.stat().st_mode & 0o077:
            home.chmod(0o700)
    except OSError as cause:
        raise HomeError("no-home", f"The folder {home} cannot be used: {cause.strerror}.") from cause


def write_private(path: Path, data: bytes) -> None:
    """Put `data` at `path`, readable by the owner only, whole or not at all, even across a power cut.

    Raises:
        OrganicError: The disk is full or refuses to write; what stood at `path` stands there still.
    """
    temporary = path.with_name(path.name + ".new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as cause:
        raise _explain(path, cause) from cause


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable: a file's own fsync does not cover its name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_leftovers(folder: Path, beginning: str) -> None:
    """Delete the files in `folder` whose names begin so: what a set-up that was cut off left behind."""
    for leftover in folder.glob(beginning + "*"):
        leftover.unlink()


class HomeLock:
    """The right to open a home. A context manager; the system frees it even when the process is killed."""

    def __init__(self, home: Path) -> None:
        self._path = home / LOCK_FILE
        self._descriptor: int | None = None

    def try_acquire(self) -> bool:
        """Take the lock and return True, or return False if another process holds it.

        Raises:
            OrganicError: The disk is full or refuses to write.
        """
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as cause:
            raise _explain(self._path, cause) from cause
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def acquire(self, wait_s: float) -> None:
        """Take the lock, waiting up to `wait_s` seconds for whoever holds it.

        Raises:
            HomeError: Another engine still holds it.
        """
        deadline = time.monotonic() + wait_s
        while not self.try_acquire():
            if time.monotonic() >= deadline:
                raise HomeError(
                    "in-use",
                    f"Another Organic engine already uses the home {self._path.parent}. "
                    "Only one can run in a home at a time.",
                )
            time.sleep(_RETRY_S)

    def release(self) -> None:
        """Give the lock back; safe to call twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> "HomeLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _explain(path: Path, cause: OSError) -> OrganicError:
    match cause.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return DeviceTroubleError("disk-full", "The disk is full. Make some room and try again.")
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return DeviceTroubleError("read-only", f"The disk does not let Organic write in {path.parent}.")
        case errno.EIO:
            return DeviceTroubleError("disk-error", "The disk reports an error. Please check it.")
        case _:
            return HomeError("no-home", f"The file {path} cannot be used: {cause.strerror}.")
