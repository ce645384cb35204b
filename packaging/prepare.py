"""Make this folder ready to run or to be tested: a Python environment in `.venv`, and the system's tools.

    python3 packaging/prepare.py run          what `make run` needs
    python3 packaging/prepare.py test         that, and what `make test` needs

It needs nothing but Python 3.11. Packages come from the lock files beside it, each checked against its hash.
What the system lacks is installed by apt where that is allowed without a question (root, or sudo without a
password); where it is not, the reader is told what to install. Only what is indispensable stops the work:
without the tools of the LAN tests those tests are skipped, and say so.

A second call finds its stamp, which holds a hash of everything that decides the outcome, and does nothing.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {
    "run": ("packaging/requirements.lock", "packaging/requirements-build.lock"),
    "test": ("packaging/requirements-dev.lock",),  # holds the other two
}
PURPOSES_OF = {"run": ("run",), "test": ("run", "test")}

# The programs that the LAN and fault tests start, and the Debian packages that have them.
TEST_TOOLS = {
    "dbus-daemon": "dbus-daemon",
    "faketime": "faketime",
    "ip": "iproute2",
    "mkfs.ext4": "e2fsprogs",
    "mount": "mount",
    "nft": "nftables",
    "nsenter": "util-linux",
    "setpriv": "util-linux",
    "strace": "strace",
    "tcpdump": "tcpdump",
    "unshare": "util-linux",
}
# The libraries of the system that Qt is linked to, without those that these bring, and the Debian packages that have
# them: for every window, and for one on a screen.
QT_LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "glib-2.0": "libglib2.0-0",
    "gssapi_krb5": "libgssapi-krb5-2",
    "xkbcommon": "libxkbcommon0",
}
SCREEN_LIBRARIES = {
    "wayland-client": "libwayland-client0",
    "wayland-cursor": "libwayland-cursor0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xkb": "libxcb-xkb1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}
# Debian leaves these out of an ordinary user's PATH.
_SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin"


def main(words: Sequence[str]) -> int:
    """Prepare for the purpose that `words` names and return the exit status."""
    if len(words) != 1 or words[0] not in LOCKS:
        return _give_up(f"usage: prepare.py {' | '.join(LOCKS)}")
    if sys.version_info < OLDEST_PYTHON:
        return _give_up(
            f"Organic needs Python 3.11 or newer, and {sys.executable} is {sys.version.split()[0]}.",
            "Name another one: make PYTHON=/path/to/python3 …",
        )
    purpose = words[0]
    if purpose == "test":
        _look_for(_missing_tools, "some tests will be skipped; to run them too")
        _look_for(lambda: _missing_libraries(QT_LIBRARIES), "the tests of the window will fail without these")
    else:
        libraries = QT_LIBRARIES | (SCREEN_LIBRARIES if _has_screen() else {})
        _look_for(lambda: _missing_libraries(libraries), "the window may not open without these")
    return _prepare_environment(purpose)


def _prepare_environment(purpose: str) -> int:
    stamp = _stamp(purpose)
    if stamp.is_file() and stamp.read_text() == _state(purpose):
        return 0
    if not _works(_venv_python()):
        if not _can_make_environments():
            return _give_up(
                "Python cannot make an environment here, because its module ensurepip is missing.",
                "Please install it, and try again:  sudo apt install python3-venv",
            )
        _say(f"making an environment in {VENV}")
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    _say(f"installing the Python packages to {purpose} Organic")
    locks = [word for lock in LOCKS[purpose] for word in ("-r", str(ROOT / lock))]
    _pip("--require-hashes", *locks)
    # The lock has what building takes, so nothing needs to be fetched for it. Editable: what is in this
    # folder runs.
    _pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    for done in PURPOSES_OF[purpose]:
        _stamp(done).write_text(_state(done))
    return 0


def _stamp(purpose: str) -> Path:
    return VENV / f"ready-to-{purpose}"


def _state(purpose: str) -> str:
    """Return a hash of all that decides what is in the environment, its place included."""
    inputs = [ROOT / lock for lock in LOCKS[purpose]] + [ROOT / "pyproject.toml", Path(__file__)]
    parts = [str(ROOT), sysconfig.get_platform(), *(path.read_text(encoding="utf-8") for path in inputs)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _look_for(missing: Callable[[], list[str]], otherwise: str) -> None:
    """Install the Debian packages that `missing` names; where that cannot be, say so and what it means."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing()
    if packages:
        _apt_install(packages)
        packages = missing()
    if packages:
        _say(f"{otherwise}:  sudo apt install {' '.join(packages)}")


def _missing_libraries(libraries: Mapping[str, str]) -> list[str]:
    return sorted({package for name, package in libraries.items() if not ctypes.util.find_library(name)})


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _missing_tools() -> list[str]:
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), _SYSTEM_FOLDERS])
    return sorted({package for tool, package in TEST_TOOLS.items() if not shutil.which(tool, path=path)})


def _can_make_environments() -> bool:
    # Debian keeps ensurepip, without which an environment has no pip, in a package of its own.
    if importlib.util.find_spec("ensurepip") is None:
        _apt_install(["python3-venv"])
        importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def _apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages if no question need be answered; the caller looks whether they are there."""
    root = _becoming_root()
    if root is None or not shutil.which("apt-get"):
        return
    _say(f"installing from Debian: {' '.join(packages)}")
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # Without lists of packages, as on a fresh system, nothing would be found; old lists may still do if this
    # fails.
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, check=False)
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    # apt-get reports each step on its standard output; the steps are of interest only in the error stream.
    subprocess.run(install, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def _becoming_root() -> list[str] | None:
    """Return the words before a command that make root run it, or None where that would need a password."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if not sudo:
        return None
    may = subprocess.run([sudo, "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return [sudo, "-n"] if may.returncode == 0 else None


def _venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _works(python: Path) -> bool:
    """Tell whether this is a Python of a good age with pip; an interrupted set-up leaves less behind."""
    ask = f"import sys, pip; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([python, "-c", ask], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _pip(*words: str) -> None:
    _run([str(_venv_python()), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", *words])


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SystemExit(_give_up(f"This failed, and what it said stands above:  {' '.join(command)}"))


def _say(line: str) -> None:
    print(f"organic: {line}", flush=True)


def _give_up(*lines: str) -> int:
    for line in lines:
        print(f"organic: {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
