"""How this program starts itself: a window its engine, an engine its window, a desktop either of them."""

import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

# What the specification of desktop entries wants quoted within a quoted word, and what needs no quotes at all.
_QUOTED: Final = '"`$\\'
_PLAIN: Final = "-_./+:@="


def program(home: Path, *words: str) -> list[str]:
    """Return the command that runs Organic in the home in `home`.

    Python must not look for modules in the folder that it happens to be started in (-P): whoever can leave a file
    `argparse.py` there, as with a download, would run it in our place.
    """
    return [sys.executable, "-P", "-m", "organic_p2p", "--home", str(home), *words]


def as_exec(command: Sequence[str]) -> str:
    """Return a command as the ``Exec`` line of a desktop entry has it.

    Raises:
        ValueError: It holds what no entry can: a line break would begin a line of its own, and with it anything; bytes
            that are no text cannot be written.
    """
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in "".join(command)):
        raise ValueError("a word of the command has characters that no desktop entry can have")
    return " ".join(word if _is_plain(word) else _quoted(word) for word in command)


def _quoted(word: str) -> str:
    # A percent sign begins a field; backslashes are read twice, by the file's format and by the command line's.
    inner = "".join(f"\\{character}" if character in _QUOTED else character for character in word)
    return '"' + inner.replace("\\", "\\\\").replace("%", "%%") + '"'


def _is_plain(word: str) -> bool:
    return bool(word) and all(c.isascii() and (c.isalnum() or c in _PLAIN) for c in word)
