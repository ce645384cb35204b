"""Where a passphrase comes from: a file for unattended computers, else a question. Never an argument."""

import getpass
import os
import sys
from pathlib import Path

from organic_p2p.errors import BadInputError

FILE_VARIABLE = "ORGANIC_PASSPHRASE_FILE"
NEW_FILE_VARIABLE = "ORGANIC_NEW_PASSPHRASE_FILE"


def given() -> str | None:
    """Return the passphrase from the file that ORGANIC_PASSPHRASE_FILE names, or None."""
    return _from_file(FILE_VARIABLE)


def asked(question: str) -> str:
    """Return a passphrase: from the file, or typed by the reader.

    Raises:
        BadInputError: There is neither a file nor a terminal.
    """
    found = given()
    return found if found is not None else _type(question)


def chosen() -> str:
    """Return a new passphrase: from ORGANIC_NEW_PASSPHRASE_FILE, else ORGANIC_PASSPHRASE_FILE, else typed twice."""
    found = _from_file(NEW_FILE_VARIABLE) or given()
    if found is not None:
        return found
    first = _type("New passphrase: ")
    if _type("Once more: ") != first:
        raise BadInputError("different", "The two passphrases are different. Nothing was changed.")
    return first


def _type(question: str) -> str:
    if not sys.stdin.isatty():
        raise BadInputError(
            "no-terminal",
            f"A passphrase is needed. Type it at a terminal, or put it into a file and name it in {FILE_VARIABLE}.",
        )
    return getpass.getpass(question)


def _from_file(variable: str) -> str | None:
    path = os.environ.get(variable)
    if not path:
        return None
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as cause:
        raise BadInputError("passphrase-file", f"The passphrase file {path} cannot be read.") from cause
