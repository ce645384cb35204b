"""Addresses of web pages in what people write. Nothing here opens or fetches one: the reader sees it in full first."""

import re
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl

MAX_LINKS: Final = 3
_MAX_CHARACTERS: Final = 2000
_FOUND: Final = re.compile(r"https?://[^\s<>\"'`“”‘’«»]{3,}", re.IGNORECASE)
_AFTER: Final = ".,;:!?…"
_BRACKETS: Final = ("()", "[]", "{}")


def links_in(text: str) -> list[dict[str, str]]:
    """Return the first addresses in a text, each with the name of the place that it leads to."""
    found: dict[str, str] = {}
    for match in _FOUND.finditer(text):
        address = safe_address(_trimmed(match.group()))
        if address and address not in found:
            found[address] = urlsplit(address).hostname or ""
            if len(found) == MAX_LINKS:
                break
    return [{"address": address, "host": host} for address, host in found.items()]


def safe_address(typed: str) -> str:
    """Return an address as a browser is given it, its host in plain letters; nothing if it is none for a browser.

    A host in other scripts is shown as what is looked up, so that no letter of another alphabet passes for one of ours.
    """
    if len(typed) > _MAX_CHARACTERS:
        return ""
    url = QUrl(typed, QUrl.ParsingMode.StrictMode)
    if not url.isValid():
        url = QUrl(typed, QUrl.ParsingMode.TolerantMode)
    if url.scheme() not in ("http", "https") or not url.host() or url.userInfo():
        # Who stands before an @ is no place; it only looks like one.
        return ""
    address = bytes(url.toEncoded().data()).decode("ascii")
    return address if address.isprintable() and " " not in address else ""


def _trimmed(found: str) -> str:
    """Return an address without the signs that end the sentence around it."""
    # A bracket belongs to the sentence if it was opened there. Counted once: a text may consist of nothing else.
    more = {closed: found.count(closed) - found.count(opened) for opened, closed in _BRACKETS}
    end = len(found)
    while end and (found[end - 1] in _AFTER or more.get(found[end - 1], 0) > 0):
        end -= 1
        if found[end] in more:
            more[found[end]] -= 1
    return found[:end]
