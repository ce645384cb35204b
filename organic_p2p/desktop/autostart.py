"""Starting the engine when somebody logs in, so that letters come with the window closed. Off until it is chosen.

On Linux a file in the desktop's autostart folder (XDG Autostart); other systems are told apart and refused honestly.
"""

import hashlib
import os
import sys
from pathlib import Path

from organic_p2p.api.program import as_exec, program
from organic_p2p.errors import DeviceTroubleError
from organic_p2p.store.home import default_home

ON, OFF, NOT_YET = "on", "off", "not-yet"


def state(home: Path) -> str:
    """Return whether the engine of this home starts with the computer."""
    if not sys.platform.startswith("linux"):
        return NOT_YET
    try:
        lines = _file(home).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return OFF
    # The desktop's own settings switch an entry off so.
    off = {"hidden=true", "x-gnome-autostart-enabled=false"}
    return OFF if any(line.replace(" ", "").lower() in off for line in lines) else ON


def choose(home: Path, *, on: bool) -> None:
    """Start the engine of this home with the computer from now on, or no longer.

    Raises:
        DeviceTroubleError: This system is not known yet, or its folder cannot be written.
    """
    if not sys.platform.startswith("linux"):
        raise DeviceTroubleError("not-yet", "Starting with the computer works on Linux only so far.")
    file = _file(home)
    try:
        if on:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_entry(home), encoding="utf-8")
        else:
            file.unlink(missing_ok=True)
    except OSError as cause:
        raise DeviceTroubleError("read-only", f"The folder {file.parent} cannot be written to.") from cause


def _file(home: Path) -> Path:
    config = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(config) if Path(config).is_absolute() else Path.home() / ".config"
    name = "organic"
    if home != default_home():
        # Several homes on one computer, each with an entry of its own.
        name += "-" + hashlib.blake2b(os.fsencode(home), digest_size=6).hexdigest()
    return folder / "autostart" / f"{name}.desktop"


def _entry(home: Path) -> str:
    try:
        command = as_exec(program(home, "node"))
    except ValueError as cause:
        sentence = "The name of this folder has characters that no entry can have."
        raise DeviceTroubleError("no-home", sentence) from cause
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Organic",
            "Comment=Fetches what your people write, without a window",
            "Exec=" + command,
            "Icon=organic",
            "Terminal=false",
            "NoDisplay=true",
            "X-GNOME-Autostart-enabled=true",
            "",
        )
    )
