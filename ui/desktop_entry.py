"""Makes Organic known to a Linux desktop: in its list of programs, and for links that begin with organic:. No Qt.

Only on request, and only for this user: two files below ``XDG_DATA_HOME``. Other systems are told by an installer.
"""

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from organic_p2p.api.program import as_exec

FILE: Final = "organic.desktop"
_ICON: Final = Path(__file__).parent / "icons" / "organic.svg"
_SCHEME: Final = "x-scheme-handler/organic"
_TOOL_S: Final = 10

_ENTRY: Final = """\
[Desktop Entry]
Type=Application
Version=1.5
Name=Organic
GenericName=Social network of a family
Comment=A place for your family, and nobody else
Comment[de]=Ein Ort für deine Familie und sonst niemanden
Comment[ar]=مكان لعائلتك ولا أحد سواها
Exec={command} open %u
Icon=organic
Terminal=false
Categories=Network;Chat;
MimeType={scheme};
StartupNotify=true
StartupWMClass=organic
"""


def entry(command: Sequence[str]) -> str:
    """Return the description of a program that `command` starts.

    Raises:
        OSError: A name in it holds what no entry can.
    """
    try:
        return _ENTRY.format(command=as_exec(command), scheme=_SCHEME)
    except ValueError as cause:
        raise OSError(errno.EINVAL, "the name of a folder holds characters that no such file can") from cause


def is_possible() -> bool:
    """Return whether this system works in this way."""
    return sys.platform.startswith("linux")


def is_known() -> bool:
    """Return whether this user's desktop has been told."""
    return _place().exists()


def introduce(command: Sequence[str]) -> None:
    """Tell this user's desktop how to start Organic.

    Raises:
        OSError: The files cannot be written.
    """
    place, icon = _place(), _icon_place()
    for folder in (place.parent, icon.parent):
        folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_ICON, icon)
    passing = place.with_name(place.name + ".new")
    passing.write_text(entry(command), encoding="utf-8")
    passing.replace(place)
    _tell_desktop()
    _run("xdg-mime", "default", FILE, _SCHEME)


def forget() -> None:
    """Take it back.

    Raises:
        OSError: The files cannot be removed.
    """
    _place().unlink(missing_ok=True)
    _icon_place().unlink(missing_ok=True)
    _tell_desktop()


def _data() -> Path:
    chosen = os.environ.get("XDG_DATA_HOME", "")
    # A path that is not absolute is to be ignored, says the specification of base directories.
    return Path(chosen) if chosen.startswith("/") else Path.home() / ".local" / "share"


def _place() -> Path:
    return _data() / "applications" / FILE


def _icon_place() -> Path:
    return _data() / "icons" / "hicolor" / "scalable" / "apps" / "organic.svg"


def _tell_desktop() -> None:
    _run("update-desktop-database", str(_place().parent))


def _run(tool: str, *words: str) -> None:
    # Desktops without these tools look for themselves, a little later.
    found = shutil.which(tool)
    if found is not None:
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run([found, *words], timeout=_TOOL_S, check=False, capture_output=True)  # noqa: S603 — found above
