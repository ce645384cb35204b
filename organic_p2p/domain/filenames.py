"""Names of files: what somebody else called a file, made into a name that is safe to give one here.

An offered name is no path. What is left of it names a file in the folder that the reader chose, on any system, and
looks like what it is: one that ends in `.exe` must not, by a mark of direction in it, seem to end in `.jpg`.
"""

import re
import unicodedata
from collections.abc import Container
from typing import Final

from organic_p2p.domain.text import for_display

MAX_NAME_CHARS: Final = 100
MAX_SUFFIX_CHARS: Final = 16
# In UTF-8; systems stop at 255, and something may be put behind it.
MAX_NAME_BYTES: Final = 200

# Windows takes these for devices, whatever follows a dot.
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"}
)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
# Marks of direction and what cannot be seen (Unicode categories Cc, Cf, Zl, Zp) and half characters.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_file_name(offered: str) -> str:
    """Return a safe name of a file for what somebody called it; never empty, never a path, the same when done again."""
    # What one step takes out may bring together what another one would have changed.
    name = _cleaned(offered)
    while (again := _cleaned(name)) != name:
        name = again
    return name


def _cleaned(offered: str) -> str:
    # Of either system's path the last part counts, and what could begin another one is left out.
    last = re.split(r"[/\\]", offered.rstrip("/\\ "))[-1]
    seen = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c) not in _UNSEEN)
    shown = for_display(_FORBIDDEN.sub("", seen), multiline=False)
    # A dot in front hides a file; dots and spaces behind it vanish on Windows.
    name = " ".join(shown.split()).lstrip(". ").rstrip(". ")
    stem, suffix = _parted(name)
    stem = _fitting(stem, MAX_NAME_CHARS, MAX_NAME_BYTES - len(suffix.encode())).rstrip(". ")
    if stem.split(".")[0].rstrip().casefold() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem or 'file'}{suffix}"


def free_name(name: str, taken: Container[str]) -> str:
    """Return `name`, or the first of `name (2)`, `name (3)`, … that is not taken."""
    stem, suffix = _parted(name)
    number = 1
    while name in taken:
        number += 1
        name = f"{stem} ({number}){suffix}"
    return name


def _parted(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    if not stem or not suffix or len(suffix) > MAX_SUFFIX_CHARS or " " in suffix:
        return name, ""
    return stem.rstrip(". "), dot + suffix


def _fitting(text: str, chars: int, size: int) -> str:
    text = text[:chars]
    while len(text.encode()) > size:
        text = text[:-1]
    return text
